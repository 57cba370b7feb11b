import { AXIS_DECIMALS, LAST_SHADE, NUDGE } from '../functions/surface.ts';
import type { Axis } from '../network/axis.ts';
import { dealBatches } from '../network/batches.ts';
import type { Sample } from '../network/samples.ts';
import { networkAt } from './at.ts';
import { rowOf } from './rows.ts';
import { type Run, runOf } from './run.ts';
import type { Trace } from './trace.ts';

const finite = (x: number) => (Number.isFinite(x) ? x : Number.NaN);

/** How an axis is divided. */
export interface Division {
  /** Squares of a picture, or points of a curve, along the axis. */
  readonly places: number;
  /** How many of its values are computed, 2 to all: each place takes the nearest one. */
  readonly resolution: number;
}

/**
 * The value at a place of an axis, counted from 0: the first and the last are its ends; NaN for an
 * overflow.
 */
export function axisValue(
  { from, to }: Axis,
  { places, resolution }: Division,
  place: number,
): number {
  const nearest = Math.floor((place * (resolution - 1)) / (places - 1) + 0.5);
  return finite(from + ((to - from) * nearest) / (resolution - 1));
}

/** The place nearest to a value, counted from 1; 0 if the value is off the axis; NaN for an overflow. */
export function nearestPlace({ from, to }: Axis, places: number, value: number): number {
  if (to === from) return 0;
  const share = finite(value - from) / finite(to - from);
  return Math.abs(share - 0.5) > 0.5 + NUDGE ? 0 : Math.floor(share * (places - 1) + 1.5 + NUDGE);
}

/**
 * The network as it is at a step, with every place of the picture as a sample: a row a place, the
 * first axis running fastest.
 */
export function surfaceOf(
  trace: Trace,
  step: number,
  axes: readonly Axis[],
  division: Division,
): Run {
  const network = networkAt(trace, step);
  const { places } = division;
  const rows = axes.reduce((count) => count * places, 1);
  const samples = Array.from({ length: rows }, (_, row): Sample => {
    const at = [row % places, Math.floor(row / places)];
    const inputs = Float64Array.from(axes, (axis, k) => axisValue(axis, division, at[k]!));
    return { inputs, targets: network.targets };
  });
  return runOf({
    ...network,
    ...samples[0],
    samples,
    batches: dealBatches(rows, { steps: 0, size: rows, shuffle: null }),
  });
}

/** Number of the largest output of a row, counted from 1; NaN for an overflow. */
export function largestOutput({ layers, rows }: Trace, row: number): number {
  return largest(rowOf(layers.at(-1)!.activation, row, rows));
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
export interface ColourRange {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Between the bounds, so that what is nearly alike looks so. */
export function scaleOf([low, high]: readonly [low: number, high: number]): ColourRange {
  return { low, middle: (low + high) / 2, high };
}

/**
 * What stands for the bounds of values that have none: the least and the greatest target; where the
 * targets are all alike, with the values that are shown.
 */
export function boundsOfTargets(
  targets: readonly number[],
  shown: readonly number[],
): [number, number] {
  const ends = (all: readonly number[]): [number, number] => [Math.min(...all), Math.max(...all)];
  const [least, greatest] = ends(targets);
  return least < greatest
    ? [least, greatest]
    : ends([...targets, ...shown.filter(Number.isFinite)]);
}

/** So many steps divided among so many classes, from class 1 up. */
export function classSteps(steps: number, classes: number): number[] {
  return Array.from({ length: steps }, (_, i) => Math.floor((i * classes) / steps) + 1);
}

/** The shade nearest to a value on the scale, 0 to `LAST_SHADE`, beyond its ends theirs; NaN where there is none. */
export function shadeOf(value: number, { low, high }: ColourRange): number {
  const share = finite(value - low) / finite(high - low);
  const within = Math.max(0, Math.min(1, share));
  return finite(Math.floor(within * LAST_SHADE + 0.5 + NUDGE));
}

/** NaN for an overflow. */
export function axisDecimals({ from, to }: Axis): number {
  const length = finite(Math.abs(to - from));
  return AXIS_DECIMALS.find(({ least }) => length >= least)?.decimals ?? Number.NaN;
}

/** A value as its axis writes it; what is halfway goes up, round-off or not. */
export function axisNumber(value: number, decimals: number): number {
  const unit = Number(`1e${decimals}`);
  // A plain 0 for −0.
  return Math.round((value + 1 / (unit * 10_000)) * unit) / unit + 0;
}
