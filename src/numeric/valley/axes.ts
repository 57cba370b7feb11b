import {
  ALMOST,
  INTERVALS,
  LEAST_WIDTH,
  MARGIN,
  NICE,
  PARABOLA,
  REACH,
  TROUGH,
} from '../../functions/valley.ts';
import type { Axis } from '../../network/axis.ts';
import { axisDecimals } from '../surface.ts';
import type { Point } from './height.ts';

const finite = (x: number) => (Number.isFinite(x) ? x : Number.NaN);

/** What the axes are derived from, in the words of the list on `Valley data`. */
export interface Offered {
  readonly slope: Point;
  readonly curvature: Point;
  readonly mixed: number;
  readonly determinant: number;
  readonly floor: Point;
  /** How far the floor of a parabola would lie below the start. */
  readonly fall: number;
  readonly isParabola: boolean;
  readonly width: Point;
  readonly least: Point;
  readonly greatest: Point;
  readonly tick: Point;
  readonly axes: readonly [Axis, Axis];
}

/** The losses beside the start: at it, before and behind it on both axes, and beyond it on both. */
export interface Probed {
  readonly start: Point;
  readonly losses: readonly number[];
  /** The loss at a point. */
  readonly lossAt: (point: Point) => number;
  /** Both parameters at the steps that lie no higher than the start. */
  readonly steps: readonly Point[];
}

/**
 * The axes that are offered. Of a parabola, whose floor one step of Newton's method finds, they show
 * start and floor, whatever way the run takes; else all steps that lie no higher than the start.
 */
export function offeredAxes({ start, losses, lossAt, steps }: Probed): Offered {
  const [middle, right, left, above, below, both] = losses as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const slope = pair((k) => finite(k === 0 ? (right - left) / 2 : (above - below) / 2));
  const curvature = pair((k) =>
    finite(k === 0 ? right - 2 * middle + left : above - 2 * middle + below),
  );
  const mixed = finite(both - right - above + middle);
  const determinant = finite(curvature[0] * curvature[1] - mixed * mixed);
  // The sign of what is only round-off would decide over a trough without end.
  const hasFloor = determinant > TROUGH.value * Math.abs(curvature[0] * curvature[1]);
  const floor = pair((k) => {
    if (Number.isNaN(determinant)) return Number.NaN;
    if (!hasFloor) return start[k]!;
    const across = curvature[1 - k]! * slope[k]! - mixed * slope[1 - k]!;
    return finite(start[k]! - across / determinant);
  });
  const fall = finite((slope[0] * (start[0] - floor[0]) + slope[1] * (start[1] - floor[1])) / 2);
  const isParabola =
    Math.min(...curvature) > 0 &&
    hasFloor &&
    Math.abs(middle - lossAt(floor) - fall) <= PARABOLA.value * middle;
  const width = pair((k) => {
    if (!hasFloor) return 0;
    const square = (2 * fall * curvature[1 - k]!) / determinant;
    const share = LEAST_WIDTH * Math.sqrt(Math.max(0, square));
    const found = Math.max(Math.abs(start[k]! - floor[k]!), share);
    return Number.isFinite(found) ? found : 0;
  });
  const ends = pair2((k): Point => {
    if (!isParabola) return aroundSteps(steps.map((point) => point[k]!));
    const [before, beyond] =
      curvature[k]! >= curvature[1 - k]!
        ? [REACH.across, REACH.across]
        : [REACH.before, REACH.beyond];
    const [down, up] = start[k]! <= floor[k]! ? [before, beyond] : [beyond, before];
    return [finite(floor[k]! - width[k]! * down), finite(floor[k]! + width[k]! * up)];
  });
  const tick = pair((k) => tickOf(...ends[k]!));
  const axes = pair2((k): Axis => {
    const from = finite(Math.floor(ends[k]![0] / tick[k]! + ALMOST.value) * tick[k]! + 0);
    return { from, to: finite(from + INTERVALS * tick[k]!) };
  });
  return {
    slope,
    curvature,
    mixed,
    determinant,
    floor,
    fall,
    isParabola,
    width,
    least: pair((k) => ends[k]![0]),
    greatest: pair((k) => ends[k]![1]),
    tick,
    axes,
  };
}

const pair = (of: (k: 0 | 1) => number): Point => [of(0), of(1)];
const pair2 = <Each>(of: (k: 0 | 1) => Each): readonly [Each, Each] => [of(0), of(1)];

function aroundSteps(values: readonly number[]): Point {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const length = greatest - least;
  const margin = length > 0 ? MARGIN * length : 1;
  return [finite(least - margin), finite(greatest + margin)];
}

/** The least nice number that is at least so large as four of the five intervals have to be. */
function tickOf(least: number, greatest: number): number {
  const raw = Math.max(greatest - least, ALMOST.value) / (INTERVALS - 1);
  if (!Number.isFinite(raw)) return Number.NaN;
  const unit = Number(`1e${Math.floor(Math.log10(raw) + ALMOST.value)}`);
  const nice = NICE.find((step) => raw <= step * unit * (1 + ALMOST.value)) ?? 10;
  return unit * nice;
}

/** How many decimals the numbers of an axis have, whose length is nice but for round-off. */
export const niceDecimals = ({ from, to }: Axis): number =>
  axisDecimals({ from: 0, to: (1 + ALMOST.value) * (to - from) });
