const NUMBER = /\d+(?:\.\d+)?(?:e-?\d+)?/g;

/**
 * Whether two worked lines (`= 0.0063·0.05`) differ only by how the last digit shown was rounded:
 * in a tie, or by the last bit of what was rounded.
 */
export function isRoundingTie(expected: string, got: string): boolean {
  if (!/^(?:= |\(?-?\d)/.test(expected)) return false;
  const words = (text: string) => text.replace(NUMBER, '#');
  const numbers = (text: string) => (text.match(NUMBER) ?? []).map(Number);
  if (words(expected) !== words(got)) return false;
  const others = numbers(got);
  return numbers(expected).every((value, i) => {
    const size = Math.max(value, others[i]);
    const digit = size >= 0.001 && size < 1e6 ? 1e-4 : 2e-3 * size;
    return Math.abs(value - others[i]) <= 1.01 * digit;
  });
}
