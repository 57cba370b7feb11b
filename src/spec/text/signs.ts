/** A numeral with − (U+2212, which some programs write and some keyboards type) as a plain sign. */
export function plainSigns(numeral: string): string {
  return numeral.replace(/(^|e)\u2212/gi, '$1-');
}

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that an unquoted text with such a sign is; undefined where it is none. */
export function numberWithSign(text: string): number | undefined {
  if (!text.includes('\u2212')) return undefined;
  const plain = plainSigns(text);
  return numeral.test(plain) ? Number(plain) : undefined;
}
