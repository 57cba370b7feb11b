import { SaxesParser, type SaxesTagNS } from 'saxes';

/**
 * What is to be read of an element, and of which elements within it. Whatever a place does not name
 * is skipped with all that it holds: an element counts only where the schema has it.
 */
export interface Element {
  open?(attributes: ReadAttributes): void;
  text?(piece: string): void;
  close?(): void;
  readonly children?: Readonly<Record<string, Element>>;
}

/** By name; those of relationships as `r:id`, whatever the prefix in the file. */
export type ReadAttributes = Readonly<Record<string, string | undefined>>;

/** Takes an XML text piece by piece; what is not well formed throws. */
export interface XmlSink {
  write(text: string): void;
  end(): void;
}

/** Elements within each other: a worksheet has about ten. */
const deepest = 100;
/** Characters of a text, a tag or a comment; a cell holds at most 32,767. */
const longestPiece = 1_000_000;

// Each in the transitional form, which everybody writes, and the strict one (ECMA-376, ISO 29500).
const namespaces: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
  'http://schemas.openxmlformats.org/package/2006/relationships',
]);
const relationshipNamespaces: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  'http://purl.oclc.org/ooxml/officeDocument/relationships',
]);

/**
 * Reads a text whose root is one of `roots`. Elements of other namespaces (extensions, what hides in
 * an `extLst`) are skipped. A document type is refused, and with it every entity but the five of XML:
 * a text cannot blow itself up, nor fill the memory with open elements or with one that never ends.
 */
export function xmlSink(roots: Readonly<Record<string, Element>>): XmlSink {
  const parser = new SaxesParser({ position: false, xmlns: true });
  const open: (Element | undefined)[] = [{ children: roots }];
  /** Characters since the last piece that was complete. */
  let pending = 0;
  const text = (piece: string) => {
    pending = 0;
    open[open.length - 1]?.text?.(piece);
  };
  parser.on('doctype', () => {
    throw new RangeError('a workbook has no document type');
  });
  parser.on('opentag', (tag) => {
    pending = 0;
    if (open.length > deepest) throw new RangeError('the elements are nested too deeply');
    const element = childOf(open[open.length - 1], tag);
    open.push(element);
    element?.open?.(attributesOf(tag));
  });
  parser.on('closetag', () => {
    pending = 0;
    open.pop()?.close?.();
  });
  parser.on('text', text);
  parser.on('cdata', text);
  return {
    write(piece) {
      pending += piece.length;
      parser.write(piece);
      if (pending > longestPiece) throw new RangeError('a text or tag is too long');
    },
    end: () => void parser.close(),
  };
}

function childOf(parent: Element | undefined, { local, uri }: SaxesTagNS): Element | undefined {
  const children = parent?.children;
  if (children === undefined || !namespaces.has(uri)) return undefined;
  return Object.hasOwn(children, local) ? children[local] : undefined;
}

function attributesOf({ attributes }: SaxesTagNS): ReadAttributes {
  const found: Record<string, string> = {};
  for (const { local, prefix, uri, value } of Object.values(attributes)) {
    if (prefix === '') found[local] = value;
    else if (relationshipNamespaces.has(uri)) found[`r:${local}`] = value;
  }
  return found;
}

/**
 * Text of a cell as it is meant: `_xHHHH_` stands for a character that XML cannot hold, or for the
 * underscore of a text that only looks like such an escape (ECMA-376 part 1, 22.9.2.19).
 */
export function decodeString(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
