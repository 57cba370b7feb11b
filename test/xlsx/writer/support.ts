import JSZip from 'jszip';

/** The parts of a package as text, in the order in which the file has them. */
export async function unzip(bytes: Uint8Array): Promise<Map<string, string>> {
  const files = Object.values((await JSZip.loadAsync(bytes)).files);
  return new Map(
    await Promise.all(files.map(async (file) => [file.name, await file.async('string')] as const)),
  );
}

/** The tag that is not closed, or closed without being open; undefined in well-formed XML. */
export function misplacedTag(xml: string): string | undefined {
  const open: string[] = [];
  const tags = /<(?:\?[^>]*\?|(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?))>|[<>]|&(?!#?\w+;)/g;
  for (const [text, closing, name, , empty] of xml.matchAll(tags)) {
    if (text.startsWith('<?') || text === '>') continue;
    if (name === undefined) return text;
    if (closing) {
      if (open.pop() !== name) return text;
    } else if (!empty) {
      open.push(name);
    }
  }
  return open.pop();
}

/** All matches of a pattern's first group. */
export function all(xml: string, pattern: RegExp): string[] {
  return [...xml.matchAll(pattern)].map(([, group]) => group!);
}
