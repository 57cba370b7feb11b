import type { Spec } from '../spec/spec.ts';

/** One example to learn from, as the network sees it. */
export interface Sample {
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

/** Mean and standard deviation of one input over all samples. */
export interface Scale {
  readonly mean: number;
  /** Of the samples themselves, not an estimate for others: divided by n. */
  readonly deviation: number;
}

/** The samples as the network sees them. */
export function samplesOf({ inputs, targets, data }: Spec): Sample[] {
  if (!data) return [{ inputs: Float64Array.from(inputs), targets: Float64Array.from(targets) }];
  const scales = data.standardise ? scalesOf(data.inputs) : null;
  return data.inputs.map((row, i) => ({
    inputs: Float64Array.from(row, (x, k) => (scales ? standardised(x, scales[k]!) : x)),
    targets: Float64Array.from(data.targets[i]!),
  }));
}

/** The scale of each column. */
export function scalesOf(rows: readonly (readonly number[])[]): Scale[] {
  return rows[0]!.map((first, k) => {
    const column = rows.map((row) => row[k]!);
    // Said outright: the mean of 0.1, 0.1 and 0.1 is off by its last bit.
    if (column.every((x) => x === first)) return { mean: first, deviation: 0 };
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    const squares = column.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
    const deviation = Math.sqrt(squares / column.length);
    return { mean: finite(mean), deviation: finite(deviation) };
  });
}

/** A column that never changes has no deviation to divide by: it becomes 0. NaN for an overflow. */
export function standardised(x: number, { mean, deviation }: Scale): number {
  return deviation === 0 ? 0 : finite((x - mean) / deviation);
}

const finite = (x: number) => (Number.isFinite(x) ? x : Number.NaN);
