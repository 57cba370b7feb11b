/** One row of a trace. */
export interface Row {
  readonly row: number;
  readonly rows: number;
}

/** The values of one row (or step, of so many), as a view: writing to it writes to the trace. */
export function rowOf(values: Float64Array, row: number, rows: number): Float64Array {
  const width = values.length / rows;
  return values.subarray(row * width, (row + 1) * width);
}
