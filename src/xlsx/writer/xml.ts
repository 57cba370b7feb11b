/** Text, numbers and addresses as they stand in the XML of a workbook. */

// Everything outside the Char production of XML 1.0 (§2.2); in `u` mode this includes lone surrogates.
const ILLEGAL = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
// Their code units and those of every pair beyond U+FFFF: quicker to look for.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is those that are looked for
const SUSPECT = /[\0-\x08\v\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;
// Spreadsheet text reads _xHHHH_ as the character U+HHHH (ST_Xstring, ECMA-376 part 1, §22.9.2.19).
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** The text without the characters that XML cannot hold, not even escaped. */
export function dropIllegal(text: string): string {
  return SUSPECT.test(text) ? text.replace(ILLEGAL, '') : text;
}

/** Text between tags. Characters that XML cannot hold are dropped. */
export function escapeText(text: string): string {
  return dropIllegal(text).replace(/[&<>]/g, (character) => ENTITIES[character]!);
}

/** Text of an attribute in double quotes; line breaks and tabs survive as references. */
export function escapeAttribute(text: string): string {
  return dropIllegal(text).replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character]!);
}

/**
 * Text of a cell, before XML escaping: characters that XML cannot hold become `_xHHHH_`, and text
 * that merely looks like such an escape is protected, so that a reader gets back exactly `text`.
 */
export function escapeString(text: string): string {
  return text
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replace(ILLEGAL, (character) => `_x${hex4(character.charCodeAt(0))}_`);
}

function hex4(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}

/** Undoes the five named entities and numeric references. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return NAMED[name] ?? whole;
  });
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** A number as XML text: the shortest that reads back as the same double. Throws on NaN and ±∞. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number a file can hold`);
  return String(value);
}

/** Attributes by name; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element. Attribute values are escaped; children are XML already. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    tag += ` ${key}="${typeof value === 'number' ? numberText(value) : escapeAttribute(value)}"`;
  }
  const content = children.join('');
  return content === '' ? `${tag}/>` : `${tag}>${content}</${name}>`;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
