import { DISPLAY } from '../functions/thresholds.ts';

const NUMBER = /\d+(?:\.\d+)?(?:e-?\d+)?/g;
/** A line of numbers, or one of its numbers; whole numbers of a sentence are counts, which are never rounded. */
const WORKED = /^(?:[=≈] |\(?-?[\d.]+(?:e-?\d+)?\)?$)/;

/**
 * Whether two lines with numbers (`= 0.0063·0.05`) differ only by how the last digit shown was
 * rounded (in a tie, by the last bit of what was rounded, or by Gnumeric, which prints 0.437 as
 * 0.43699999999999999999), or by the decimal sign of a country.
 */
export function isRoundingTie(expected: string, got: string): boolean {
  const plain = (text: string) => text.replace(/(\d),(\d)/g, '$1.$2');
  // What is rounded, and is marked by it, is decided by the last bits too.
  const words = (text: string) => plain(text).replace(NUMBER, '#').replace(/^≈/, '=');
  const numbers = (text: string) => (plain(text).match(NUMBER) ?? []).map(Number);
  if (words(expected) !== words(got)) return false;
  const others = numbers(got);
  const isCount = (digit: number) => digit === 1 && !WORKED.test(plain(expected));
  return numbers(expected).every((value, i) => {
    const other = others[i]!;
    const digit = lastDigit(Math.max(value, other));
    return Math.abs(value - other) <= 1.01 * (isCount(digit) ? 0 : digit);
  });
}

/** At least what one more in the last digit means that is written of a number of that size. */
function lastDigit(size: number): number {
  const { small, large } = DISPLAY;
  if (size < small.value || size >= large.value) return 2e-3 * size;
  // Four digits, and whole numbers in full.
  return size < 1 ? 1e-4 : 10 ** -Math.max(0, 3 - Math.floor(Math.log10(size)));
}
