import type { Network } from '../network/network.ts';
import type { Trace } from './train.ts';

/** What each row of a run says about the run so far, and the verdict over the whole of it. */
export interface Diagnosis {
  /** 1 where every value of the row is finite, else 0. */
  readonly finite: Float64Array;
  /** The step from which E_total has stayed at or below the tolerance; row + 1 if it is above. */
  readonly settled: Float64Array;
  /** The sign of the last change of E_total that counts; 0 before the first. */
  readonly direction: Float64Array;
  /** How often the direction has turned. */
  readonly turns: Float64Array;
  /** 1 where every unit of some bounded layer sits at its bounds. */
  readonly saturated: Float64Array;
  /** 1 where every unit of some hidden layer is dead: its output and its slope are 0 (below 1e-300). */
  readonly dead: Float64Array;
  /** The verdict in words. */
  readonly verdict: string;
}

/** What a cell formula can compare with: the largest number that Excel lets a person type. */
const LARGEST = 9.99e307;
/** How near its bounds a saturated unit sits. */
const SATURATION = 1e-6;
/** An output or slope below this is none at all. */
const NOTHING = 1e-300;
/** A change of E_total below this share of the first loss is round-off, not a turn. */
const SMALLEST_TURN = 1e-9;
/** A run is stuck if E_total changed by less than this share in its last STUCK_STEPS steps. */
const STUCK_CHANGE = 0.01;
const STUCK_STEPS = 10;

/** Reads the diagnostics and the verdict off a trace. */
export function diagnose(trace: Trace): Diagnosis {
  const { rows, totals, network } = trace;
  const column = () => new Float64Array(rows);
  const columns = {
    finite: column(),
    settled: column(),
    direction: column(),
    turns: column(),
    saturated: column(),
    dead: column(),
  };
  const { finite, settled, direction, turns, saturated, dead } = columns;
  for (let row = 0; row < rows; row++) {
    const above = row > 0 ? row - 1 : 0;
    settled[row] = row + 1;
    direction[row] = direction[above];
    turns[row] = turns[above];
    if (!isFiniteRow(trace, row)) continue;

    finite[row] = 1;
    if (totals[row] <= network.tolerance) settled[row] = row > 0 ? settled[above] : 0;
    const change = totals[row] - totals[above];
    if (Math.abs(change) > SMALLEST_TURN * totals[0]) direction[row] = Math.sign(change);
    if (direction[row] * direction[above] < 0) turns[row]++;
    saturated[row] = someLayer(trace, row, network.layers.length, isSaturated) ? 1 : 0;
    dead[row] = someLayer(trace, row, network.layers.length - 1, isDead) ? 1 : 0;
  }
  return { ...columns, verdict: verdictOf(trace, columns) };
}

function verdictOf(
  { rows, totals }: Trace,
  { finite, settled, turns, saturated, dead }: Omit<Diagnosis, 'verdict'>,
): string {
  const last = rows - 1;
  const bad = finite.indexOf(0);
  if (bad >= 0) return `diverged at step ${bad}`;
  if (settled[last] < rows) {
    const remark = dead[last] ? ', but only because units are dead' : '';
    return `converged at step ${settled[last]}${remark}`;
  }
  const before = totals[Math.max(0, last - STUCK_STEPS)];
  if (Math.abs(totals[last] - before) < STUCK_CHANGE * before) {
    return saturated[last] ? 'stuck, saturated' : 'stuck';
  }
  if (turns[last] >= 2) return 'oscillating';
  return totals[last] > totals[0] ? 'rising' : 'descending';
}

function isFiniteRow({ layers, totals, rows }: Trace, row: number): boolean {
  if (!(totals[row] < LARGEST)) return false;
  return layers.every((layer) =>
    Object.values(layer).every((values: Float64Array | null) => {
      const width = values ? values.length / rows : 0;
      for (let i = row * width; i < (row + 1) * width; i++) {
        if (!(Math.abs(values![i]) < LARGEST)) return false;
      }
      return true;
    }),
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
function someLayer({ network, layers }: Trace, row: number, count: number, test: UnitTest) {
  return layers.slice(0, count).some(({ activation, slope }, l) => {
    const { units } = network.layers[l];
    for (let j = row * units; j < (row + 1) * units; j++) {
      if (!test(network, l, activation[j], slope[j])) return false;
    }
    return true;
  });
}
