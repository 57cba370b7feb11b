import { LARGEST, NOTHING } from '../functions/thresholds.ts';
import { rowOfStep } from '../network/batches.ts';
import type { Network } from '../network/network.ts';
import type { Trace } from './trace.ts';
import { train } from './train.ts';
import type { Run } from './value.ts';

/** What each row of a run says about the run so far, and the verdict over the whole of it. */
export interface Diagnosis {
  /** 1 while every value so far is finite, else 0. */
  readonly finite: Float64Array;
  /** With batches: 1 where a period ends, and the cost of the period before. */
  readonly ends: Float64Array | null;
  readonly before: Float64Array | null;
  /** The step from which the loss has stayed at or below the tolerance; step + 1 if it is above. */
  readonly settled: Float64Array;
  /** The sign of the last change of the loss that counts; 0 before the first. */
  readonly direction: Float64Array;
  /** How often the direction has turned. */
  readonly turns: Float64Array;
  /** 1 where every unit of some bounded layer sits at its bounds, for each sample of the period. */
  readonly saturated: Float64Array;
  /**
   * 1 where every unit of some hidden layer is dead, for each sample of the period: its output and
   * its slope are 0 (below 1e-300).
   */
  readonly dead: Float64Array;
  /** The verdict in words. */
  readonly verdict: string;
}

/** How near its bounds a saturated unit sits. */
const SATURATION = 1e-6;
/** A change of the loss below this share of the first one is round-off, not a turn. */
const SMALLEST_TURN = 1e-9;
/** A run is stuck if the loss changed by less than this share in its last STUCK_PERIODS periods. */
const STUCK_CHANGE = 0.01;
const STUCK_PERIODS = 10;

/** Trains the network and reads off the diagnostics. */
export function runOf(network: Network, learningRate = network.learningRate): Run {
  const trace = train(network, learningRate);
  return { trace, diagnosis: diagnose(trace) };
}

/**
 * Reads the diagnostics and the verdict off a trace. What is judged is E_total step by step; with
 * batches, the mean of E_total epoch by epoch, or batch by batch if no epoch is complete.
 */
export function diagnose(trace: Trace): Diagnosis {
  const { rows, network } = trace;
  const { batches } = network;
  const losses = lossesOf(trace);
  const ends = periodEndsOf(network, rows);
  const first = losses[ends[0]];
  const column = () => new Float64Array(rows);
  const columns = {
    finite: column(),
    ends: batches && column(),
    before: batches && column(),
    settled: column(),
    direction: column(),
    turns: column(),
    saturated: column(),
    dead: column(),
  };
  const { finite, settled, direction, turns, saturated, dead } = columns;
  for (let row = 0, period = 0, firstOfPeriod = 0; row < rows; row++) {
    const above = row > 0 ? row - 1 : 0;
    const isEnd = row === ends[period];
    const step = batches ? batches.step[row] : row;
    const isFine = (row === 0 || finite[above] === 1) && isFiniteRow(trace, row);
    const before = period > 0 ? losses[ends[period - 1]] : losses[0];
    if (columns.ends) columns.ends[row] = isEnd ? 1 : 0;
    if (columns.before) columns.before[row] = before;

    finite[row] = isFine ? 1 : 0;
    settled[row] = row > 0 ? settled[above] : 0;
    if (isEnd && !(isFine && losses[row] <= network.tolerance)) settled[row] = step + 1;
    direction[row] = direction[above];
    turns[row] = turns[above];
    if (isEnd && isFine && period > 0) {
      const change = losses[row] - before;
      if (Math.abs(change) > SMALLEST_TURN * first) direction[row] = Math.sign(change);
      if (direction[row] * direction[above] < 0) turns[row]++;
    }
    const sofar = (values: Float64Array) => (row > firstOfPeriod ? values[above] : 1);
    const someLayer = (count: number, test: UnitTest) =>
      isFine && hasLayer(trace, row, count, test) ? 1 : 0;
    saturated[row] = sofar(saturated) * someLayer(network.layers.length, isSaturated);
    dead[row] = sofar(dead) * someLayer(network.layers.length - 1, isDead);
    if (isEnd) {
      period++;
      firstOfPeriod = row + 1;
    }
  }
  return { ...columns, verdict: verdictOf(trace, losses, ends, columns) };
}

/** What the verdict judges, row by row. */
function lossesOf({ totals, costs, epochCosts }: Trace): Float64Array {
  return epochCosts ?? costs ?? totals;
}

/** The rows in which the judged periods end. */
function periodEndsOf({ batches }: Network, rows: number): Int32Array {
  return batches ? batches.periodEnds : Int32Array.from({ length: rows }, (_, row) => row);
}

function verdictOf(
  { network }: Trace,
  losses: Float64Array,
  ends: Int32Array,
  { finite, settled, turns, saturated, dead }: Omit<Diagnosis, 'verdict'>,
): string {
  const { batches } = network;
  const stepOf = (row: number) => (batches ? batches.step[row] : row);
  const bad = finite.indexOf(0);
  if (bad >= 0) return `diverged at step ${stepOf(bad)}`;
  const last = ends[ends.length - 1];
  if (settled[last] <= stepOf(last)) {
    const remark = dead[last] ? ', but only because units are dead' : '';
    return `converged at step ${settled[last]}${remark}`;
  }
  const before = losses[ends[Math.max(0, ends.length - 1 - STUCK_PERIODS)]];
  if (Math.abs(losses[last] - before) < STUCK_CHANGE * before) {
    return saturated[last] ? 'stuck, saturated' : 'stuck';
  }
  if (turns[last] >= 2) return 'oscillating';
  return losses[last] > losses[ends[0]] ? 'rising' : 'descending';
}

/** The mean E_total of a step's batch; of the only sample its E_total. */
export function lossOfStep(trace: Trace): (step: number) => number {
  const values = trace.costs ?? trace.totals;
  return (step) => values[rowOfStep(trace.network, step)];
}

/** Of a classifier: the share of samples that are right in each complete epoch. */
export function epochAccuracies({ network, hits }: Trace): Float64Array {
  const { periodEnds, samples } = network.batches!;
  return Float64Array.from(periodEnds, (last) => {
    let right = 0;
    for (let row = last - samples + 1; row <= last; row++) right += hits![row];
    return right / samples;
  });
}

/** What a run came to: the mean of its last complete epoch, if that takes several steps; else its last step. */
export function finalLoss(trace: Trace): number {
  const { network, epochCosts } = trace;
  if (!epochCosts) return lossOfStep(trace)(network.steps);
  return epochCosts[network.batches!.periodEnds.at(-1)!];
}

function isFiniteRow({ network, layers, rows, ...ofRow }: Trace, row: number): boolean {
  const { inputs, targets } = network.samples[network.batches?.sample[row] ?? 0];
  const isShort = (x: number) => Math.abs(x) < LARGEST.value;
  if (!inputs.every(isShort) || !targets.every(isShort)) return false;
  const isFine = (values: Float64Array | null) => {
    const width = values ? values.length / rows : 0;
    for (let i = row * width; i < (row + 1) * width; i++) {
      if (!(Math.abs(values![i]) < LARGEST.value)) return false;
    }
    return true;
  };
  const { totals, rates, costs, epochCosts } = ofRow;
  return (
    [totals, rates, costs, epochCosts].every(isFine) &&
    layers.every((layer) =>
      Object.values(layer).every((values: Float64Array | readonly Float64Array[] | null) =>
        Array.isArray(values) ? values.every(isFine) : isFine(values as Float64Array | null),
      ),
    )
  );
}

type UnitTest = (network: Network, layer: number, activation: number, slope: number) => boolean;

const isSaturated: UnitTest = (network, layer, a) => {
  const { bounds } = network.layers[layer].activation;
  if (!bounds) return false;
  const [middle, half] = [(bounds[0] + bounds[1]) / 2, (bounds[1] - bounds[0]) / 2];
  return Math.abs(a - middle) >= half - SATURATION;
};

const isDead: UnitTest = (_network, _layer, a, slope) =>
  Math.abs(a) < NOTHING && Math.abs(slope) < NOTHING;

/** Whether every unit of one of the first `count` layers passes the test. */
function hasLayer({ network, layers }: Trace, row: number, count: number, test: UnitTest) {
  return layers.slice(0, count).some(({ activation, slope }, l) => {
    const { units } = network.layers[l];
    for (let j = row * units; j < (row + 1) * units; j++) {
      if (!test(network, l, activation[j], slope[j])) return false;
    }
    return true;
  });
}
