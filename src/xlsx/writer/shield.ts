/**
 * Text on its way through exceljs 4.4.0, whose zip program tears apart what is beyond U+FFFF, such
 * as emoji, where it lies across two chunks of 16,384 characters.
 */

const HALVES = /[\uD800-\uDFFF]/g;
const SHIELDED = /_x(005F|D[89A-F][0-9A-F]{2})_/g;
// Even without the last `_`, which may come from what is shielded behind it.
const LOOKS_SHIELDED = /_(?=x(?:005F|D[89A-F][0-9A-F]{2}))/g;

/** The text for exceljs: the halves of what it may tear apart are spelled out. */
export function shield(text: string): string {
  return text.replace(LOOKS_SHIELDED, '_x005F_').replace(HALVES, (half) => {
    return `_x${half.charCodeAt(0).toString(16).toUpperCase()}_`;
  });
}

/** The text again. */
export function unshield(text: string): string {
  return text.replace(SHIELDED, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
