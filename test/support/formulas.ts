import JSZip from 'jszip';

/** A formula anywhere in a file: of a cell, a rule, an input's limits, a name, a chart. */
export interface WrittenFormula {
  readonly part: string;
  /** The element: `f`, `formula`, `formula1`, `definedName` … */
  readonly element: string;
  readonly text: string;
}

const ELEMENT = /<((?:\w+:)?(?:f|formula|formula1|formula2|definedName))\b[^>]*>([^<]+)</g;
const ENTITIES = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };

/** All formulas of a workbook, as they stand in its parts; shared ones once. */
export async function formulasIn(bytes: Uint8Array): Promise<WrittenFormula[]> {
  const zip = await JSZip.loadAsync(bytes);
  const found: WrittenFormula[] = [];
  for (const [part, file] of Object.entries(zip.files)) {
    if (!part.endsWith('.xml')) continue;
    for (const [, element, xml] of (await file.async('string')).matchAll(ELEMENT)) {
      const text = xml.replaceAll(
        /&(\w+);/g,
        (all, name) => ENTITIES[name as keyof typeof ENTITIES] ?? all,
      );
      found.push({ part, element, text });
    }
  }
  return found;
}
