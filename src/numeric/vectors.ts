/**
 * The linear algebra of backpropagation on flat Float64Arrays. Sums run in index order, so that a
 * spreadsheet which adds the same terms from left to right gets the same last bit.
 */

/** out = W·x (+ b): W is rows × x.length, row by row. */
export function affine(
  W: Float64Array,
  x: Float64Array,
  b: Float64Array | null,
  out: Float64Array,
): void {
  const columns = x.length;
  for (let row = 0, at = 0; row < out.length; row++) {
    let sum = W[at++]! * x[0]!;
    for (let column = 1; column < columns; column++) sum += W[at++]! * x[column]!;
    out[row] = b ? sum + b[row]! : sum;
  }
}

/** out = Wᵀ·d: W is d.length × out.length, row by row. */
export function transposedProduct(W: Float64Array, d: Float64Array, out: Float64Array): void {
  const columns = out.length;
  for (let column = 0; column < columns; column++) {
    let sum = d[0]! * W[column]!;
    for (let row = 1; row < d.length; row++) sum += d[row]! * W[row * columns + column]!;
    out[column] = sum;
  }
}

/** out = d·xᵀ: the outer product, d.length × x.length, row by row. */
export function outerProduct(d: Float64Array, x: Float64Array, out: Float64Array): void {
  let at = 0;
  for (let row = 0; row < d.length; row++) {
    for (let column = 0; column < x.length; column++) out[at++] = d[row]! * x[column]!;
  }
}

/**
 * Replaces infinities by NaN. A spreadsheet has no infinity: an overflow is the error #NUM!, and
 * whatever is computed from an error is an error too, even tanh(∞) or 1/∞; NaN spreads just so.
 */
export function overflowToNaN(v: Float64Array): void {
  for (let i = 0; i < v.length; i++) if (!Number.isFinite(v[i])) v[i] = Number.NaN;
}
