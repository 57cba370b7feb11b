/** A stretch of one input. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

/**
 * The stretch that shows all of these values: widened by a quarter to each side, by 1 if there is
 * nothing to widen, its ends rounded to three digits of its length. What overflowed counts for nothing.
 */
export function axisAround(all: readonly number[]): Axis {
  const values = all.filter(Number.isFinite);
  if (values.length === 0) return { from: -1, to: 1 };
  const least = values.reduce((a, b) => Math.min(a, b));
  const greatest = values.reduce((a, b) => Math.max(a, b));
  const length = greatest - least;
  const margin = length > 0 ? length / 4 : 1;
  const [from, to] = [least - margin, greatest + margin];
  if (!(to - from > 0 && to - from < Infinity)) return { from: least, to: greatest };
  const decimals = 2 - Number((to - from).toExponential().split('e')[1]);
  return { from: rounded(from, decimals), to: rounded(to, decimals) };
}

/** As a person would type it: no last digits of binary fractions. */
function rounded(x: number, decimals: number): number {
  const unit = Number(`1e${-decimals}`);
  const number = Number((Math.round(x / unit) * unit).toPrecision(12));
  return Number.isFinite(number) ? number + 0 : x;
}
