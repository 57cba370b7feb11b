import { sfc32 } from '../functions/random.ts';
import { rowCount } from '../spec/count.ts';

/**
 * In which row of the training table which sample stands. A step has a row for each sample of its
 * batch; the rows of the last step show the batch that would come next.
 */
export interface Batches {
  /** Samples of the data set. */
  readonly samples: number;
  /** Samples of a batch; the last one of an epoch may have fewer. */
  readonly size: number;
  /** Batches, and so steps, of an epoch. */
  readonly perEpoch: number;
  readonly rows: number;
  /** Of each row: its step, its epoch, its sample and its place in the batch, all from 0. */
  readonly step: Int32Array;
  readonly epoch: Int32Array;
  readonly sample: Int32Array;
  readonly place: Int32Array;
  /** The last row of each step, 0 to steps. */
  readonly lastRow: Int32Array;
  /**
   * The last rows of the periods over which the verdict judges the cost: of the complete epochs, or
   * of the steps if there are not two of them to compare.
   */
  readonly periodEnds: Int32Array;
  /** Whether a period is one batch. */
  readonly periodIsStep: boolean;
}

/**
 * Deals the samples out to steps + 1 batches.
 * @param shuffle seed of the order of each epoch; null for the order given.
 */
export function dealBatches(
  samples: number,
  { steps, size, shuffle }: { steps: number; size: number; shuffle: number | null },
): Batches {
  const perEpoch = Math.ceil(samples / size);
  const epochs = Math.floor((steps + 1) / perEpoch);
  const rows = rowCount(samples, size, steps);
  const column = () => new Int32Array(rows);
  const [step, epoch, sample, place] = [column(), column(), column(), column()];
  const lastRow = new Int32Array(steps + 1);
  let order: Int32Array = new Int32Array(0);
  for (let s = 0, row = 0; s <= steps; s++) {
    const batch = s % perEpoch;
    const e = Math.floor(s / perEpoch);
    if (batch === 0) order = orderOf(samples, e, shuffle);
    const first = batch * size;
    for (let k = 0; k < size && first + k < samples; k++, row++) {
      step[row] = s;
      epoch[row] = e;
      sample[row] = order[first + k]!;
      place[row] = k;
    }
    lastRow[s] = row - 1;
  }
  const periodIsStep = perEpoch === 1 || epochs < 2;
  const periodEnds = periodIsStep
    ? lastRow
    : Int32Array.from({ length: epochs }, (_, e) => (e + 1) * samples - 1);
  return {
    samples,
    size,
    perEpoch,
    rows,
    step,
    epoch,
    sample,
    place,
    lastRow,
    periodEnds,
    periodIsStep,
  };
}

/** Fisher and Yates, with random numbers of its own for each epoch. */
function orderOf(samples: number, epoch: number, shuffle: number | null): Int32Array {
  const order = Int32Array.from({ length: samples }, (_, i) => i);
  if (shuffle === null) return order;
  const random = sfc32(shuffle, Math.floor(shuffle / 4294967296), epoch);
  for (let i = samples - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** What one needs to know of a network to tell which row of its table belongs where. */
export interface Trained {
  readonly batches: Batches;
}

/** One sample, which every step sees. */
export function singleBatches(steps: number): Batches {
  return dealBatches(1, { steps, size: 1, shuffle: null });
}

/** How many rows the training table of a network has. */
export function rowsOf({ batches }: Trained): number {
  return batches.rows;
}

/** The last row of a step: where its means stand. */
export function rowOfStep({ batches }: Trained, step: number): number {
  return batches.lastRow[step]!;
}

/** The step that a row belongs to. */
export function stepOfRow({ batches }: Trained, row: number): number {
  return batches.step[row]!;
}

/** The first row of a step: the one in which the parameters move. */
export function firstRowOfStep(trained: Trained, step: number): number {
  return step === 0 ? 0 : rowOfStep(trained, step - 1) + 1;
}

/** Over how many periods the verdict judges a training: its steps, or its complete epochs. */
export function periodsOf({ batches }: Trained): number {
  return batches.periodEnds.length;
}

/** The last row of a period. */
export function rowOfPeriod({ batches }: Trained, period: number): number {
  return batches.periodEnds[period]!;
}

/** The first row of a period. */
export function firstRowOfPeriod(trained: Trained, period: number): number {
  return period === 0 ? 0 : rowOfPeriod(trained, period - 1) + 1;
}

/** The period that a row belongs to; beyond the last one, the one that would be next. */
export function periodOfRow({ batches }: Trained, row: number): number {
  const { periodIsStep, step, epoch } = batches;
  return (periodIsStep ? step : epoch)[row]!;
}
