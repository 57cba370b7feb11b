/** − (U+2212), which some programs write and some keyboards type, and – (U+2013), into which others turn a hyphen. */
const minus = '[\u2212\u2013]';

/** A numeral with a typographical minus as one with a plain sign. */
export function plainSigns(numeral: string): string {
  return numeral.replace(new RegExp(`(^|e)${minus}`, 'gi'), '$1-');
}

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that an unquoted text with such a sign is; undefined where it is none. */
export function numberWithSign(text: string): number | undefined {
  if (!new RegExp(minus).test(text)) return undefined;
  const plain = plainSigns(text);
  return numeral.test(plain) ? Number(plain) : undefined;
}
