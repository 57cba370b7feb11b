/** Constants that people leave out of gradients or put into them. */
export const nice = [1, -1, 2, -2, 0.5, -0.5];

/** c with left = c · right in all steps; undefined if there is none. */
export function ratioOf(left: readonly number[], right: readonly number[]): number | undefined {
  let largest = 0;
  for (let i = 1; i < right.length; i++)
    if (Math.abs(right[i]!) > Math.abs(right[largest]!)) largest = i;
  if (right[largest] === 0) return undefined;
  const ratio = left[largest]! / right[largest]!;
  if (ratio === 0 || !Number.isFinite(ratio)) return undefined;
  const size = Math.abs(right[largest]! * ratio);
  for (let i = 0; i < right.length; i++) {
    const [x, y] = [left[i]!, ratio * right[i]!];
    if (Math.abs(x - y) > 1e-7 * Math.max(Math.abs(x), Math.abs(y)) + 1e-13 * size)
      return undefined;
  }
  const snapped = nice.find((c) => Math.abs(c - ratio) < 1e-7) ?? ratio;
  const different = right.filter(
    (x, i) => i !== largest && Math.abs(x - right[largest]!) > 1e-6 * Math.abs(x),
  );
  return different.length >= 2 || nice.includes(snapped) ? snapped : undefined;
}

/** Whether a constant is a number of samples, or one by it. */
export const isCount = (factor: number): boolean =>
  [factor, 1 / factor].some((each) => Math.abs(each - Math.round(each)) < 1e-6);
