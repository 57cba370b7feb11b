import { DISPLAY } from '../functions/thresholds.ts';

const NUMBER = /\d+(?:\.\d+)?(?:e-?\d+)?/g;

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
  return numbers(expected).every((value, i) => {
    const other = others[i]!;
    const size = Math.max(value, other);
    const digit = size >= DISPLAY.small.value && size < DISPLAY.large.value ? 1e-4 : 2e-3 * size;
    return Math.abs(value - other) <= 1.01 * digit;
  });
}
