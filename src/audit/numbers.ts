/** What rounding in another order of operations makes of a number. */
const rounding = 1e-7;

/**
 * Whether two numbers are the same but for rounding. `size` is how large the quantity gets in other
 * steps: next to that, what is left of a cancellation is nothing.
 */
export function isSame(left: number, right: number, size = 0): boolean {
  const largest = Math.max(Math.abs(left), Math.abs(right));
  return Math.abs(left - right) <= rounding * largest + 1e-12 * size + 1e-15;
}

/** Seven digits: enough to tell what is wrong, few enough to read. */
export function figure(value: number | null): string {
  if (value === null) return 'an error';
  if (value === 0) return '0';
  const text = Number(value.toPrecision(7));
  return Math.abs(text) < 1e-6 || Math.abs(text) >= 1e12 ? text.toExponential() : String(text);
}
