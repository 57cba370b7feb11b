import {
  LARGEST,
  NOTHING,
  OSCILLATING_TURNS,
  SATURATION,
  SMALLEST_TURN,
  STUCK_CHANGE,
  STUCK_PERIODS,
} from '../functions/thresholds.ts';
import { type Stretch, testedUnits, unitParts } from '../functions/unit-parts.ts';
import {
  firstRowOfPeriod,
  periodsOf,
  rowOfPeriod,
  rowOfStep,
  stepOfRow,
} from '../network/batches.ts';
import type { Network } from '../network/network.ts';
import type { SumParts } from './sums.ts';
import type { LayerTrace, Trace } from './trace.ts';

/** What a run says of itself row by row and period by period, and the verdict over the whole of it. */
export interface Diagnosis {
  /** 1 where every value of the row is finite, else 0. */
  readonly finite: Float64Array;
  /**
   * Of each period: the step from which the loss has stayed at or below the tolerance; step + 1 if it
   * is above.
   */
  readonly settled: Float64Array;
  /** Of each period: the sign of the last change of the loss that counts; 0 before the first. */
  readonly direction: Float64Array;
  /** Of each period: how often the direction has turned. */
  readonly turns: Float64Array;
  /** 1 where every unit of some bounded layer sits at its bounds. */
  readonly saturated: Float64Array;
  /** 1 where every unit of some hidden layer is dead: its output and its slope are 0 (below 1e-300). */
  readonly dead: Float64Array;
  /** The verdict in words. */
  readonly verdict: string;
}

/**
 * Reads the diagnostics and the verdict off a trace. What is judged is the mean of E_total epoch by
 * epoch, or batch by batch if fewer than two epochs of several batches are complete.
 */
export function diagnose(trace: Trace): Diagnosis {
  const { network } = trace;
  const columns = { ...diagnoseRows(trace), ...emptyPeriods(network) };
  const { finite, settled, direction, turns } = columns;
  const losses = judgedLosses(trace);
  const isFine = (period: number) => finite[rowOfPeriod(network, period)] === 1;
  for (let period = 0; period < losses.length; period++) {
    const above = Math.max(0, period - 1);
    const settles = isFine(period) && losses[period]! <= network.tolerance;
    const step = stepOfRow(network, rowOfPeriod(network, period));
    settled[period] = settles ? settled[above]! : step + 1;
    direction[period] = direction[above]!;
    turns[period] = turns[above]!;
    if (period === 0 || ![0, above, period].every(isFine)) continue;
    const change = losses[period]! - losses[above]!;
    if (Math.abs(change) > SMALLEST_TURN.value * losses[0]!) direction[period] = Math.sign(change);
    if (direction[period]! * direction[above]! < 0) turns[period]!++;
  }
  return { ...columns, verdict: verdictOf(trace, losses, columns) };
}

function diagnoseRows(trace: Trace) {
  const { length } = trace.network.layers;
  const finite = finiteRows(trace);
  const saturated = rowsWithLayer(trace, finite, length, isSaturated);
  const dead = rowsWithLayer(trace, finite, length - 1, isDead);
  return { finite, saturated, dead };
}

function emptyPeriods(network: Network) {
  const column = () => new Float64Array(periodsOf(network));
  return { settled: column(), direction: column(), turns: column() };
}

/** What the verdict judges, period by period: the mean E_total of each epoch, or of each batch. */
export function judgedLosses({ costs, epochCosts }: Trace): Float64Array {
  return epochCosts ?? costs;
}

function verdictOf(
  { network }: Trace,
  losses: Float64Array,
  { finite, settled, turns, saturated, dead }: Omit<Diagnosis, 'verdict'>,
): string {
  const bad = finite.indexOf(0);
  if (bad >= 0) return `diverged at step ${stepOfRow(network, bad)}`;
  const last = losses.length - 1;
  const [firstRow, lastRow] = [firstRowOfPeriod(network, last), rowOfPeriod(network, last)];
  /** Whether it is so for every sample of the last period. */
  const ends = (values: Float64Array) => values.subarray(firstRow, lastRow + 1).every(Boolean);
  if (settled[last]! <= stepOfRow(network, lastRow)) {
    const remark = ends(dead) ? ', but only because units are dead' : '';
    return `converged at step ${settled[last]}${remark}`;
  }
  const before = losses[Math.max(0, last - STUCK_PERIODS)]!;
  if (Math.abs(losses[last]! - before) < STUCK_CHANGE.value * before) {
    return ends(saturated) ? 'stuck, saturated' : 'stuck';
  }
  if (turns[last]! >= OSCILLATING_TURNS) return 'oscillating';
  return losses[last]! > losses[0]! ? 'rising' : 'descending';
}

/** The mean E_total of a step's batch; of the only sample its E_total. */
export function lossOfStep({ costs }: Trace): (step: number) => number {
  return (step) => costs[step]!;
}

/** Of a classifier: the share of samples that are right in each complete epoch. */
export function epochAccuracies({ network, hits }: Trace): Float64Array {
  const { periodEnds, samples } = network.batches;
  return Float64Array.from(periodEnds, (last) => {
    let right = 0;
    for (let row = last - samples + 1; row <= last; row++) right += hits![row]!;
    return right / samples;
  });
}

/** What a run came to: the mean of its last complete epoch, if that takes several steps; else its last step. */
export function finalLoss(trace: Trace): number {
  const { network, epochCosts } = trace;
  return epochCosts?.at(-1) ?? lossOfStep(trace)(network.steps);
}

const isShort = (x: number) => Math.abs(x) < LARGEST.value;

/** 1 where all values that stand in a row of the table are numbers one can type, else 0. */
function finiteRows(trace: Trace): Float64Array {
  const { network, layers, rows, totals, totalParts, rates, costs, accuracies, epochCosts } = trace;
  const finite = new Float64Array(rows).fill(1);
  /** Takes the rows out where a value is not; `rowAt` tells the row of each of so many values. */
  const check = (values: Float64Array | null, count: number, rowAt: (index: number) => number) => {
    const width = values ? values.length / count : 0;
    for (let i = 0; i < count * width; i++) {
      if (!isShort(values![i]!)) finite[rowAt(Math.floor(i / width))] = 0;
    }
  };
  const ofRow = (values: Float64Array | null) => check(values, rows, (row) => row);
  // What stands only where a step ends.
  const ofStep = (values: Float64Array | null) =>
    check(values, network.steps + 1, (step) => rowOfStep(network, step));
  for (const values of [totals, totalParts?.values ?? null, rates]) ofRow(values);
  for (const layer of layers) {
    const { sums, meanWeights, meanBiases, penalisedWeights, penalisedBiases, ...others } = layer;
    for (const values of Object.values(others) as LayerTrace[keyof typeof others][]) {
      if (values instanceof Float64Array || values === null) ofRow(values);
      else values.forEach(ofRow);
    }
    for (const parts of Object.values(sums) as (SumParts | null)[]) ofRow(parts?.values ?? null);
    [meanWeights, meanBiases, penalisedWeights, penalisedBiases].forEach(ofStep);
  }
  [costs, accuracies].forEach(ofStep);
  if (epochCosts) check(epochCosts, epochCosts.length, (epoch) => rowOfPeriod(network, epoch));
  const isTypable = network.samples.map(({ inputs, targets }) =>
    [...inputs, ...targets].every(isShort),
  );
  if (!isTypable.every(Boolean)) {
    for (let row = 0; row < rows; row++) {
      if (!isTypable[network.batches.sample[row]!]) finite[row] = 0;
    }
  }
  return finite;
}

type UnitTest = (network: Network, layer: number, activation: number, slope: number) => boolean;

/** Whether a unit sits at the bounds of its activation. */
export const isSaturated: UnitTest = (network, layer, a) => {
  const { bounds } = network.layers[layer]!.activation;
  if (!bounds) return false;
  const [middle, half] = [(bounds[0] + bounds[1]) / 2, (bounds[1] - bounds[0]) / 2];
  return Math.abs(a - middle) >= half - SATURATION;
};

/** Whether a unit answers 0 with slope 0. */
export const isDead: UnitTest = (_network, _layer, a, slope) =>
  Math.abs(a) < NOTHING && Math.abs(slope) < NOTHING;

/** 1 in the finite rows in which every unit of one of the first `count` layers passes the test. */
function rowsWithLayer(
  trace: Trace,
  finite: Float64Array,
  count: number,
  test: UnitTest,
): Float64Array {
  const passed = new Float64Array(trace.rows);
  for (let layer = 0; layer < count; layer++) {
    const all = { layer, from: 0, to: trace.network.layers[layer]!.units };
    for (let row = 0; row < trace.rows; row++) {
      if (finite[row] === 1 && allPass(trace, row, all, test)) passed[row] = 1;
    }
  }
  return passed;
}

function allPass(
  { network, layers }: Trace,
  row: number,
  { layer, from, to }: Stretch,
  test: UnitTest,
): boolean {
  const { activation, slope } = layers[layer]!;
  const start = row * network.layers[layer]!.units;
  for (let j = start + from; j < start + to; j++) {
    if (!test(network, layer, activation[j]!, slope[j]!)) return false;
  }
  return true;
}

/** What the column of a part of a diagnostic holds in each row: how many of its stretches pass. */
export function partColumn(
  trace: Trace,
  { finite }: Diagnosis,
  kind: 'saturated' | 'dead',
  index: number,
): (row: number) => number {
  const part = unitParts(testedUnits(trace.network.layers)[kind])[index]!;
  const test = kind === 'saturated' ? isSaturated : isDead;
  return (row) =>
    finite[row]! * part.filter((stretch) => allPass(trace, row, stretch, test)).length;
}
