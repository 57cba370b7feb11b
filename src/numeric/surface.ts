import type { Axis } from '../network/axis.ts';
import { dealBatches } from '../network/batches.ts';
import type { Sample } from '../network/network.ts';
import { networkAt } from './at.ts';
import { rowOf, type Trace } from './trace.ts';
import { train } from './train.ts';

/**
 * The value at a place of an axis; places beyond the last one repeat it.
 * @param index from 0.
 * @param resolution how many places the axis has, at least 2.
 */
export function axisValue({ from, to }: Axis, resolution: number, index: number): number {
  return from + ((to - from) * Math.min(index, resolution - 1)) / (resolution - 1);
}

/** What makes a value halfway between two places belong to the greater one, round-off or not. */
export const NUDGE = 0.000001;

/** The place nearest to a value, counted from 1; 0 if the value is off the axis. */
export function nearestPlace({ from, to }: Axis, resolution: number, value: number): number {
  if (to === from || (value - from) * (value - to) > 0) return 0;
  return Math.floor(((value - from) / (to - from)) * (resolution - 1) + 1.5 + NUDGE);
}

/** Which points a surface, or a curve, is drawn from. */
export interface SurfaceView {
  /** One an input. */
  readonly axes: readonly Axis[];
  /** Places of each axis. */
  readonly resolution: number;
  /** Places of each axis that have a row; those beyond the resolution repeat its last one. */
  readonly most: number;
}

/**
 * The network as it is at a step, with every point of the view as a sample: a row a point, the
 * first axis running fastest.
 */
export function surfaceOf(
  trace: Trace,
  step: number,
  { axes, resolution, most }: SurfaceView,
): Trace {
  const network = networkAt(trace, step);
  const points = axes.reduce((count) => count * most, 1);
  const samples = Array.from({ length: points }, (_, point): Sample => {
    const places = [point % most, Math.floor(point / most)];
    const inputs = Float64Array.from(axes, (axis, k) => axisValue(axis, resolution, places[k]));
    return { inputs, targets: network.targets };
  });
  return train({
    ...network,
    ...samples[0],
    samples,
    batches: dealBatches(points, { steps: 0, size: points, shuffle: null }),
  });
}

/** Number of the largest output of a row, counted from 1; NaN for an overflow. */
export function largestOutput({ layers, rows }: Trace, row: number): number {
  return largest(rowOf(layers[layers.length - 1].activation, row, rows));
}

/** Number of the largest value, counted from 1: of the first one, if several are. */
export function largest(values: ArrayLike<number>): number {
  const all = Array.from(values);
  return all.some(Number.isNaN) ? Number.NaN : all.indexOf(Math.max(...all)) + 1;
}

/** So many numbers from `from` to `to`. */
export function evenly(count: number, from: number, to: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** What the colours of a picture run over. */
export interface Scale {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Between the bounds, or where there are none between the least and the greatest value; 0 to 0 if none is finite. */
export function scaleOf(
  values: readonly number[],
  bounds: readonly [lower: number, upper: number] | null,
): Scale {
  const finite = values.filter(Number.isFinite);
  const all = finite.length > 0 ? finite : [0];
  const [low, high] = bounds ?? [Math.min(...all), Math.max(...all)];
  return { low, middle: (low + high) / 2, high };
}

/** So many steps divided among so many classes, from class 1 up. */
export function classSteps(steps: number, classes: number): number[] {
  return Array.from({ length: steps }, (_, i) => Math.floor((i * classes) / steps) + 1);
}
