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
  return spans(xml, parent.contentStart, parent.contentEnd);
}

/** The first child of that name, found by its depth: the name may also occur further down. */
export function child(xml: string, name: string, parent: Span = root(xml)): Span | undefined {
  return children(xml, parent).find((span) => span.name === name);
}

function spans(xml: string, from: number, to: number): Span[] {
  const found: Span[] = [];
  let depth = 0;
  let start = 0;
  let contentStart = 0;
  TAG.lastIndex = from;
  for (let match = TAG.exec(xml); match !== null && match.index < to; match = TAG.exec(xml)) {
    const [text, closing, name, empty] = match;
    if (name === undefined) continue;
    const end = match.index + text.length;
    if (closing === '' && depth === 0) {
      start = match.index;
      contentStart = end;
    }
    if (closing === '' && empty === '') depth++;
    if (closing === '/') depth--;
    if (depth === 0) {
      found.push({ name, start, contentStart, contentEnd: closing ? match.index : end, end });
    }
  }
  return found;
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
  const sorted = children(xml, parent).sort((a, b) => rank(a) - rank(b));
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
