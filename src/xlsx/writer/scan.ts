import { escapeAttribute, unescapeXml } from './xml.ts';

/** Just enough reading of XML to find an element's children and to put them in order. */

/** Where an element stands in the text it was found in. */
export interface Span {
  readonly name: string;
  readonly start: number;
  /** End of the start tag. */
  readonly contentStart: number;
  /** Start of the end tag; equal to `contentStart` for an empty element. */
  readonly contentEnd: number;
  readonly end: number;
}

// Comments, declarations and instructions; or a tag, whose attribute values may contain `>`.
const TAG = /<(?:!--[\s\S]*?--|[?!][^>]*|(\/?)([\w:.-]+)(?:[^>"']|"[^"]*"|'[^']*')*?(\/?))>/g;

/** The outermost element of a part or of a fragment. */
export function root(xml: string): Span {
  const [span] = spans(xml, 0, xml.length);
  if (span === undefined) throw new Error('no element in this XML');
  return span;
}

/** The direct children of an element (by default the root), in order. */
export function children(xml: string, parent: Span = root(xml)): Span[] {
  return [...spans(xml, parent.contentStart, parent.contentEnd)];
}

/** The first child of that name, found by its depth: the name may also occur further down. */
export function child(xml: string, name: string, parent: Span = root(xml)): Span | undefined {
  for (const span of spans(xml, parent.contentStart, parent.contentEnd)) {
    if (span.name === name) return span;
  }
  return undefined;
}

/** Elements one after the other; what is in them is skipped, not read. */
function* spans(xml: string, from: number, to: number): Generator<Span> {
  for (let at = from; ; ) {
    TAG.lastIndex = at;
    const match = TAG.exec(xml);
    if (match === null || match.index >= to) return;
    const [text, , name, empty] = match;
    const [start, contentStart] = [match.index, match.index + text.length];
    at = contentStart;
    if (name === undefined) continue;
    const contentEnd = empty === '/' ? contentStart : endOf(xml, name, contentStart);
    at = empty === '/' ? contentStart : xml.indexOf('>', contentEnd) + 1;
    yield { name, start, contentStart, contentEnd, end: at };
  }
}

/**
 * Where the end tag of an element stands whose content begins at `from`. A comment in there must not
 * hold tags of that name; neither exceljs nor we write any.
 */
function endOf(xml: string, name: string, from: number): number {
  const closing = `</${name}>`;
  let depth = 1;
  for (let at = from; ; ) {
    const end = xml.indexOf(closing, at);
    if (end < 0) throw new Error(`<${name}> has no end in this XML`);
    depth += opened(xml.slice(at, end), name) - 1;
    if (depth === 0) return end;
    at = end + closing.length;
  }
}

/** How many elements of that name begin in a stretch of XML and do not end at once. */
function opened(xml: string, name: string): number {
  let count = 0;
  for (let at = xml.indexOf(`<${name}`); at >= 0; at = xml.indexOf(`<${name}`, at + 1)) {
    TAG.lastIndex = at;
    const match = TAG.exec(xml);
    if (match?.[2] === name && match[3] === '') count++;
  }
  return count;
}

/** What stands between the tags of an element. */
export function content(xml: string, span: Span): string {
  return xml.slice(span.contentStart, span.contentEnd);
}

/** The start tag of an element. */
export function startTag(xml: string, span: Span = root(xml)): string {
  return xml.slice(span.start, span.contentStart);
}

/** An attribute of a start tag, unescaped; undefined if it is not there. */
export function attribute(tag: string, name: string): string | undefined {
  const value = attributePattern(name).exec(tag)?.[1];
  return value === undefined ? undefined : unescapeXml(value);
}

/** The same start tag with an attribute set, or taken away if the value is undefined. */
export function withAttribute(tag: string, name: string, value: string | undefined): string {
  const bare = tag.replace(attributePattern(name), '');
  if (value === undefined) return bare;
  return bare.replace(/\s*\/?>$/, (end) => ` ${name}="${escapeAttribute(value)}"${end.trim()}`);
}

function attributePattern(name: string): RegExp {
  return new RegExp(`\\s${name}="([^"]*)"`);
}

/** The text with one stretch of it replaced. */
export function splice(xml: string, start: number, end: number, replacement: string): string {
  return xml.slice(0, start) + replacement + xml.slice(end);
}

/**
 * Puts the children of the root into the order that the schema asks for; equals keep their order,
 * names that are not in the list go to the end.
 */
export function inOrder(xml: string, order: readonly string[]): string {
  const parent = root(xml);
  const rank = (span: Span) => {
    const index = order.indexOf(span.name);
    return index < 0 ? order.length : index;
  };
  const found = children(xml, parent);
  if (found.every((span, i) => i === 0 || rank(found[i - 1]!) <= rank(span))) return xml;
  const sorted = found.sort((a, b) => rank(a) - rank(b));
  const content = sorted.map((span) => xml.slice(span.start, span.end)).join('');
  return splice(xml, parent.contentStart, parent.contentEnd, content);
}

/** Adds a child to the root, in the place that the schema asks for. */
export function insertChild(xml: string, child: string, order: readonly string[]): string {
  const parent = root(xml);
  if (parent.contentEnd === parent.contentStart && parent.end === parent.contentStart) {
    const tag = startTag(xml, parent).replace(/\s*\/>$/, '>');
    return splice(xml, parent.start, parent.end, `${tag}${child}</${parent.name}>`);
  }
  return inOrder(splice(xml, parent.contentEnd, parent.contentEnd, child), order);
}
