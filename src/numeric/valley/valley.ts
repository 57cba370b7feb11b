import { LARGEST } from '../../functions/thresholds.ts';
import { LOWEST_SHARE, PROBE, SMALLEST_SEEN, TINTS } from '../../functions/valley.ts';
import type { Axis } from '../../network/axis.ts';
import { rowOfStep } from '../../network/batches.ts';
import type { Ref } from '../../ref.ts';
import type { Run } from '../run.ts';
import { axisValue, nearestPlace } from '../surface.ts';
import { columnOf } from '../value.ts';
import { type Offered, offeredAxes } from './axes.ts';
import { type Height, heightAt, type Point } from './height.ts';

/** The loss over two parameters and a run over it. */
export interface Valley {
  readonly offered: Offered;
  /** One a step. */
  readonly steps: readonly Height[];
  /** The points by which the floor is found; it is the last. */
  readonly probes: readonly Height[];
  /** The squares of the picture: a row after another from the lowest, each from the left. */
  readonly squares: readonly Height[];
  /** Of each step its places on both axes, counted from 1; 0 is off the picture. */
  readonly places: readonly Point[];
  /** The number of the square of each step: 0 for none. */
  readonly squareOfStep: readonly number[];
  /** Who was first on each square: 0 nobody, 1 the last step, 2 the start, 3 step 1 … */
  readonly visits: readonly number[];
  /** Both parameters at each step that lies no higher than the start; else those of the start. */
  readonly kept: readonly Point[];
  /** At which steps which parameter turned back. */
  readonly turns: readonly (readonly [boolean, boolean])[];
  /** The least and the greatest loss on the squares, an overflow left out. */
  readonly least: number;
  readonly greatest: number;
  /** Where each tint begins, from the darkest on. */
  readonly tints: readonly number[];
}

/** How a valley is looked at. */
export interface View {
  /** The trained parameters. */
  readonly axes: readonly [Ref, Ref];
  readonly across: number;
  readonly up: number;
  /** The points beside the start by which the floor is found, in units of `PROBE`; the start first. */
  readonly probes: readonly Point[];
  /** Of the axes; those that are offered if left out. */
  readonly shown?: readonly [Axis, Axis];
}

/** The valley that a run goes down, as the sheet shows it. */
export function valleyOf(run: Run, { axes, across, up, probes: beside, shown }: View): Valley {
  const { network } = run.trace;
  const at = (point: Point) => heightAt(network, axes, point);
  const columns = axes.map((each) => columnOf(run, each));
  const points = Array.from({ length: network.steps + 1 }, (_, step): Point => {
    const row = rowOfStep(network, step);
    return [columns[0]!(row), columns[1]!(row)];
  });
  const steps = points.map(at);
  const [start] = points as [Point];
  const startLoss = steps[0]!.loss;
  const near = beside.map(([x, y]) => at([start[0] + x * PROBE, start[1] + y * PROBE]));
  const kept = steps.map(({ loss, point }) => (loss <= startLoss ? point : start));
  const offered = offeredAxes({
    start,
    losses: near.map(({ loss }) => loss),
    lossAt: (point) => at(point).loss,
    steps: kept,
  });
  const [x, y] = shown ?? offered.axes;
  const squares = Array.from({ length: across * up }, (_, square) =>
    at([valueAt(x, across, square % across), valueAt(y, up, Math.floor(square / across))]),
  );
  const heights = squares.map(({ loss }) => heightOr(loss, startLoss));
  const orNone = (place: number) => (Number.isNaN(place) ? 0 : place);
  const places = points.map(
    ([first, second]): Point => [
      orNone(nearestPlace(x, across, first)),
      orNone(nearestPlace(y, up, second)),
    ],
  );
  const squareOfStep = places.map(([column, row]) =>
    column * row > 0 ? (row - 1) * across + column : 0,
  );
  const end = squareOfStep.at(-1);
  return {
    offered,
    steps,
    probes: [...near, at(offered.floor)],
    squares,
    places,
    squareOfStep,
    kept,
    visits: squares.map((_, i) => {
      if (end === i + 1) return 1;
      const first = squareOfStep.indexOf(i + 1);
      return first < 0 ? 0 : first + 2;
    }),
    turns: points.map((_, step) => {
      const around = points.slice(Math.max(0, step - 1), step + 2);
      const back = (k: 0 | 1, axis: Axis) =>
        around.length === 3 &&
        turned(
          around.map((point) => point[k]),
          axis,
        );
      return [back(0, x), back(1, y)];
    }),
    least: Math.min(...heights),
    greatest: Math.max(...heights),
    tints: tintsFrom(heights),
  };
}

const valueAt = (axis: Axis, places: number, place: number) =>
  axisValue(axis, { places, resolution: places }, place);

/** A loss, or that of the start where it overflowed. */
export const heightOr = (loss: number, startLoss: number) =>
  Math.abs(loss) < LARGEST.value ? loss : startLoss;

/** Whether a parameter turned back at the middle one of three steps, as far as one can see it. */
export function turned(values: readonly number[], { from, to }: Axis): boolean {
  const [before, now, after] = values as [number, number, number];
  const [came, goes] = [now - before, after - now];
  const seen = Math.min(Math.abs(came), Math.abs(goes)) > SMALLEST_SEEN.value * Math.abs(to - from);
  return seen && Math.sign(came) * Math.sign(goes) < 0;
}

/** Where each tint begins, from the darkest on. */
export function tintsFrom(heights: readonly number[]): number[] {
  const high = Math.max(...heights);
  const low = Math.max(Math.min(...heights), LOWEST_SHARE.value * high);
  return Array.from({ length: TINTS }, (_, index) => {
    const from = low * Math.exp((index / TINTS) * Math.log(high / low));
    return Number.isFinite(from) ? from : low;
  });
}
