import { type Gradient, gradientOf } from '../../../sheet/gradient.ts';
import type { CellId } from '../../../sheet/places.ts';
import { isLossName } from '../../table/names.ts';
import type { Series, StepTable } from '../../table/table.ts';
import type { States } from '../states.ts';
import type { DescentReader, Match } from './descent.ts';
import type { Proportions } from './proportions.ts';
import { isCount, nice, ratioOf } from './ratio.ts';

/** A quantity that may be the loss, and what speaks for it. */
export interface Candidate {
  readonly loss: Series;
  /** Its gradients are its derivatives times this. */
  readonly factor: number;
  /** The gradients, by their parameters. */
  readonly matches: ReadonlyMap<Series, Match>;
  /** The parameters that move it. */
  readonly reached: ReadonlySet<Series>;
  /** How well its name fits, from 0 to 1. */
  readonly named: number;
}

/** What is known of a table before its loss is. */
export interface TableFacts {
  readonly table: StepTable;
  readonly states: States;
  /** Steps to look at. */
  readonly samples: readonly number[];
  readonly nameOf: (series: Series) => string;
  /** Which quantities' values are how many times a slope. */
  readonly proportions: Proportions;
  /** How far each quantity is behind each parameter's update. */
  readonly distances: ReadonlyMap<Series, ReadonlyMap<Series, number>>;
  readonly descends: DescentReader;
  /** What a parameter's update reads that not all updates do: not its rate. */
  readonly updateReads: (parameter: Series) => readonly Series[];
}

/** What a quantity would be as the loss: once for each constant by which gradients are its slopes. */
export function candidatesOf(known: TableFacts, loss: Series): Candidate[] {
  const { states, samples, descends, nameOf } = known;
  const slopesAt = slopesReader(known, loss);
  // What no parameter moves is no loss. A training that has come to its end has no slopes any more.
  const isMoved = (step: number) =>
    states.series.some(({ cells }) => {
      const id = cells[step];
      return id !== undefined && slopesAt(step).reached.has(states.source(id));
    });
  const [first = 0, second = first] = samples;
  const glances = [first, second, samples[samples.length >> 1] ?? first];
  const named = isLossName(nameOf(loss)) / 4;
  const still = named >= 0.5 ? [unmoved(loss, named)] : [];
  if (!glances.some(isMoved)) return still;
  const slopes = new Map<Series, number[]>();
  for (const series of states.series) {
    const vector = samples.map((step) => {
      const id = series.cells[step];
      return id === undefined ? 0 : slopesAt(step).by(states.source(id));
    });
    if (vector.some((x) => x !== 0 && Number.isFinite(x))) slopes.set(series, vector);
  }
  if (slopes.size === 0) return still;
  const reached = new Set(slopes.keys());
  // A step along the gradient itself climbs: what looks like one with a minus is a slip. And a
  // strange constant that few columns share is chance.
  const isShared = (factor: number, matches: ReadonlyMap<Series, Match>) =>
    factor === 1 ||
    (isCount(factor) && matches.size * 3 >= reached.size) ||
    (matches.size > 1 && matches.size * 2 > reached.size);
  const all = [...matchesByFactor(known, forwardOf(known, slopesAt), slopes)];
  const taking = (isTaken: (factor: number, matches: ReadonlyMap<Series, Match>) => boolean) =>
    all.flatMap(([factor, matches]) =>
      isTaken(factor, matches) && descends(matches, factor)
        ? [{ loss, factor, matches, reached, named }]
        : [],
    );
  const found = taking(isShared);
  // Where next to nothing agrees with what is called the loss, two columns that do by ½ or 2 tell more
  // than none.
  const few = named >= 0.5 && found.length === 0 ? taking(isLikely) : [];
  // Without any match the names decide, and how many parameters a loss depends on.
  const none = { loss, factor: 1, matches: new Map<Series, Match>(), reached, named };
  return found.length > 0 ? found : few.length > 0 ? few : [none];
}

/** What is called the loss, but has lost the output. */
function unmoved(loss: Series, named: number): Candidate {
  return { loss, factor: 1, matches: new Map(), reached: new Set(), named };
}

const isLikely = (factor: number, matches: ReadonlyMap<Series, Match>) =>
  nice.includes(factor) && matches.size > 1;

/** The derivatives of a quantity by all that it depends on in a step. */
function slopesReader(
  { table, states }: TableFacts,
  { cells }: Series,
): (step: number) => Gradient {
  const known = new Map<number, Gradient>();
  return (step) => {
    const stop = (id: CellId) => states.stops(id);
    const gradient = known.get(step) ?? gradientOf(table.book, cells[step] as CellId, stop);
    known.set(step, gradient);
    return gradient;
  };
}

/** What a quantity depends on, itself included. */
function forwardOf(
  { table, samples }: TableFacts,
  slopesAt: (step: number) => Gradient,
): Set<Series> {
  const forward = new Set<Series>();
  for (const step of samples) {
    for (const id of slopesAt(step).reached.keys()) {
      const series = table.seriesOf(id);
      if (series !== undefined) forward.add(series);
    }
  }
  return forward;
}

/** Ratio → parameter → the quantity nearest to its update that has this ratio to its slope. */
function matchesByFactor(
  { states, proportions, distances, updateReads }: TableFacts,
  forward: ReadonlySet<Series>,
  slopes: ReadonlyMap<Series, readonly number[]>,
): Map<number, Map<Series, Match>> {
  const parameters = new Set(states.series);
  const byFactor = new Map<number, Map<Series, Match>>();
  for (const [parameter, slope] of slopes) {
    // What is multiplied by an input in the update is no gradient, whatever it is proportional to.
    if (updateReads(parameter).some((read) => forward.has(read))) continue;
    for (const { series, vector } of proportions.like(slope)) {
      if (forward.has(series) || parameters.has(series)) continue;
      const distance = distances.get(parameter)?.get(series);
      const ratio = distance === undefined ? undefined : ratioOf(vector, slope);
      if (distance === undefined || ratio === undefined) continue;
      const key =
        [...byFactor.keys()].find((each) => Math.abs(each - ratio) < 1e-6 * Math.abs(each)) ??
        ratio;
      const matches = byFactor.get(key) ?? new Map<Series, Match>();
      byFactor.set(key, matches);
      const before = matches.get(parameter);
      if (before === undefined || distance < before.distance)
        matches.set(parameter, { series, distance });
    }
  }
  return byFactor;
}
