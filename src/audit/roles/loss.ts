import type { Book } from '../../sheet/book.ts';
import { type Gradient, gradientOf } from '../../sheet/gradient.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import { isDerivativeName, isLossName } from '../table/names.ts';
import type { Series, StepTable } from '../table/table.ts';
import { nice, ratioOf } from './ratio.ts';
import type { States } from './states.ts';
import { updateDistances, walkBack } from './walk.ts';

/** Whether a constant is a number of samples, or one by it. */
const isCount = (factor: number): boolean =>
  [factor, 1 / factor].some((each) => Math.abs(each - Math.round(each)) < 1e-6);

/** A quantity that may be the loss, and what speaks for it. */
export interface Candidate {
  readonly loss: Series;
  readonly factor: number;
  readonly matches: ReadonlyMap<Series, Match>;
  readonly reached: ReadonlySet<Series>;
  /** How well its name fits, from 0 to 1. */
  readonly named: number;
}

interface Match {
  readonly series: Series;
  /** How many formulas lie between it and the update. */
  readonly distance: number;
}

interface Search {
  readonly table: StepTable;
  readonly states: States;
  /** Steps to look at. */
  readonly samples: readonly number[];
  readonly nameOf: (series: Series) => string;
}

/** The loss of a table, or what is known of the one that was named; undefined if there is none. */
export function findLoss(
  { table, states, samples, nameOf }: Search,
  wanted: Series | undefined,
): Candidate | undefined {
  const { book } = table;
  const stop = (id: CellId) => states.stops(id);
  const vectors = new Map<Series, number[]>();
  for (const series of table.series) {
    const vector = vectorOf(book, series, samples);
    if (vector !== undefined) vectors.set(series, vector);
  }
  const distances = updateDistances(table, states, samples);
  const descends = descentReader(table, samples);
  const candidates: Candidate[] = [];
  const usedBy = (series: Series) =>
    states.series.filter((state) => distances.get(state)?.has(series)).length;
  // Updates go by the loss's slopes, as a rule not by the loss.
  const isBehind = (series: Series) => usedBy(series) > 1 && isLossName(nameOf(series)) < 2;
  const ends = [...vectors.keys()].filter((loss) => {
    if (wanted !== undefined) return loss === wanted;
    return !states.has(loss.cells[samples[0]!]!) && !isLeaf(book, loss, samples);
  });
  const isLoss = (series: Series) => !isBehind(series) && !isDerivativeName(nameOf(series));
  const front = wanted === undefined ? ends.filter(isLoss) : ends;
  const addAll = (losses: readonly Series[]) => {
    for (const loss of losses) {
      const input = { table, loss, states, samples, vectors, distances, stop, descends, nameOf };
      candidates.push(...candidatesOf(input));
    }
  };
  addAll(front);
  // Where every gradient is wrong, the loss is the one that is called so.
  if (!candidates.some(({ matches, named }) => matches.size > 0 || named >= 0.5)) {
    addAll(ends.filter((loss) => !front.includes(loss)));
  }
  const isOutput = ({ loss, factor }: Candidate) =>
    !isCount(factor) &&
    isLossName(nameOf(loss)) === 0 &&
    candidates.some((each) => each.named > 0 && leadsTo(table, loss, each.loss, samples));
  // An output times its target is no loss where there is one behind it: a − t lacks a.
  const top = bestOf(candidates.filter((each) => !isOutput(each)));
  if (top === undefined) return undefined;
  const total = totalOf(table, states, samples, top, candidates);
  return total ?? beyond(table, states, samples, top, candidates, distances);
}

/** Whether a quantity is computed from another one, within the step. */
function leadsTo(table: StepTable, from: Series, to: Series, samples: readonly number[]): boolean {
  const step = samples[samples.length >> 1]!;
  let does = false;
  walkBack(table, to.cells[step]!, (id) => {
    if (table.seriesOf(id) === from) does = true;
    return !does && table.stepOf(id) === step;
  });
  return does && from !== to;
}

/** A quantity's values in some steps; undefined unless all are numbers. */
function vectorOf(book: Book, { cells }: Series, steps: readonly number[]): number[] | undefined {
  const vector: number[] = [];
  for (const step of steps) {
    const value = cells[step] === nowhere ? undefined : book.value(cells[step]!);
    if (typeof value !== 'number') return undefined;
    vector.push(value);
  }
  return vector;
}

/**
 * The loss whose derivatives most gradients are. A gradient next to the updates counts for more
 * than one behind it: those are of one sample, or of one path.
 */
function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  const all = candidates.flatMap(({ matches }) => [...matches.values()]);
  const nearest = Math.min(...all.map(({ distance }) => distance));
  const scored = candidates.map((candidate) => {
    const { factor, matches, named, reached } = candidate;
    const fit = [...matches.values()].reduce(
      (sum, each) => sum + 0.45 ** (each.distance - nearest),
      0,
    );
    // Some columns that hold the derivative itself say more than more of them that hold twice that.
    const weight = factor === 1 ? 5 : nice.includes(factor) ? 2 : 1.5;
    return { candidate, score: weight * fit + named + reached.size / 10 };
  });
  scored.sort((a, b) => b.score - a.score);
  return scored[0]?.candidate;
}

/**
 * Where the best is one output's error, which not all parameters move: the total that it is a term
 * of. With another term spoilt no gradient is the total's derivative.
 */
function totalOf(
  { book, seriesOf }: StepTable,
  states: States,
  samples: readonly number[],
  top: Candidate,
  candidates: readonly Candidate[],
): Candidate | undefined {
  if (top.reached.size === states.series.length || top.named >= 0.5) return undefined;
  const step = samples[Math.floor(samples.length / 2)]!;
  return candidates.find(
    ({ loss, reached, named }) =>
      named >= 0.5 &&
      reached.size > top.reached.size &&
      book.references(loss.cells[step]!).some((id) => seriesOf(id) === top.loss),
  );
}

/**
 * Where the matched gradients are those of one sample, and the updates go by their mean: then the
 * loss is what goes on from the sample's loss, though nothing agrees with it.
 */
function beyond(
  table: StepTable,
  states: States,
  samples: readonly number[],
  top: Candidate,
  candidates: readonly Candidate[],
  distances: ReadonlyMap<Series, ReadonlyMap<Series, number>>,
): Candidate {
  const { book } = table;
  const step = samples[Math.floor(samples.length / 2)]!;
  const goesOn = (series: Series) =>
    book.references(series.cells[step]!).some((id) => table.seriesOf(id) === series);
  const between = [...top.matches].filter(([parameter, { series }]) =>
    [...(distances.get(parameter)?.keys() ?? [])].some((read) => {
      const id = read.cells[step]!;
      if (id === nowhere || read === series || states.has(id) || goesOn(read)) return false;
      return book.references(id).some((each) => table.seriesOf(each) === series);
    }),
  );
  if (between.length * 2 <= top.matches.size) return top;
  const sinks = candidates.filter(
    ({ loss, reached }) =>
      reached.size >= top.reached.size &&
      book.references(loss.cells[step]!).some((id) => table.seriesOf(id) === top.loss),
  );
  sinks.sort((a, b) => b.named - a.named || b.matches.size - a.matches.size);
  return sinks[0] ?? top;
}

const isLeaf = (book: Book, { cells }: Series, samples: readonly number[]) =>
  samples.every((step) => book.templateOf(book.anchorOf(cells[step]!)) === undefined);

function candidatesOf(input: {
  readonly table: StepTable;
  readonly loss: Series;
  readonly states: States;
  readonly samples: readonly number[];
  readonly vectors: ReadonlyMap<Series, number[]>;
  readonly distances: ReadonlyMap<Series, ReadonlyMap<Series, number>>;
  readonly stop: (id: CellId) => boolean;
  readonly descends: ReturnType<typeof descentReader>;
  readonly nameOf: (series: Series) => string;
}): Candidate[] {
  const { table, loss, states, samples, vectors, distances, stop, descends, nameOf } = input;
  const known = new Map<number, Gradient>();
  const slopesAt = (step: number): Gradient => {
    const gradient = known.get(step) ?? gradientOf(table.book, loss.cells[step]!, stop);
    known.set(step, gradient);
    return gradient;
  };
  // What no parameter moves is no loss. A training that has come to its end has no slopes any more.
  const isMoved = (step: number) =>
    states.series.some(({ cells }) => slopesAt(step).reached.has(states.source(cells[step]!)));
  const first = samples[0]!;
  const glances = [first, samples[1] ?? first, samples[samples.length >> 1]!];
  if (!glances.some(isMoved)) return [];
  const gradients = samples.map(slopesAt);
  const forward = new Set<Series>([loss]);
  const slopes = new Map<Series, number[]>();
  for (const { reached } of gradients) {
    for (const id of reached.keys()) {
      const series = table.seriesOf(id);
      if (series !== undefined) forward.add(series);
    }
  }
  for (const series of states.series) {
    const vector = samples.map((step, i) => gradients[i]!.by(states.source(series.cells[step]!)));
    if (vector.some((x) => x !== 0 && Number.isFinite(x))) slopes.set(series, vector);
  }
  if (slopes.size === 0) return [];
  // Ratio → parameter → the series nearest to its update that has this ratio to its slope.
  const byFactor = new Map<number, Map<Series, Match>>();
  for (const [parameter, slope] of slopes) {
    for (const [series, vector] of vectors) {
      if (forward.has(series) || states.series.includes(series)) continue;
      const distance = distances.get(parameter)?.get(series);
      if (distance === undefined) continue;
      const ratio = ratioOf(vector, slope);
      if (ratio === undefined) continue;
      const key =
        [...byFactor.keys()].find((each) => Math.abs(each - ratio) < 1e-6 * Math.abs(each)) ??
        ratio;
      const matches = byFactor.get(key) ?? new Map();
      byFactor.set(key, matches);
      const before = matches.get(parameter);
      if (before === undefined || distance < before.distance)
        matches.set(parameter, { series, distance });
    }
  }
  const named = isLossName(nameOf(loss)) / 4;
  const reached = new Set(slopes.keys());
  // Without any match the names decide, and how many parameters a loss depends on.
  const none = { loss, factor: 1, matches: new Map<Series, Match>(), reached, named };
  // A step along the gradient itself climbs: what looks like one with a minus is a slip. And a
  // strange constant that few columns share is chance.
  const isShared = (factor: number, matches: ReadonlyMap<Series, Match>) =>
    factor === 1 ||
    (isCount(factor) && matches.size * 3 >= reached.size) ||
    (matches.size > 1 && matches.size * 2 > reached.size);
  const found = [...byFactor].flatMap(([factor, matches]) =>
    isShared(factor, matches) && descends(matches, factor)
      ? [{ loss, factor, matches, reached, named }]
      : [],
  );
  return found.length > 0 ? found : [none];
}

/**
 * Whether updates go against the loss's derivative: how many of the matched gradients are taken off
 * their parameter, less those that are added to it.
 */
function descentReader(table: StepTable, samples: readonly number[]) {
  const { book } = table;
  const known = new Map<Series, Map<Series, number>>();
  /** The sign of an update's slope by a gradient; 0 where the samples disagree. */
  const signOf = (parameter: Series, gradient: Series): number => {
    const own = known.get(parameter) ?? new Map<Series, number>();
    known.set(parameter, own);
    const before = own.get(gradient);
    if (before !== undefined) return before;
    let sum = 0;
    for (const step of samples.slice(1, 4)) {
      const next = parameter.cells[step + 1];
      if (next === undefined || next === nowhere) continue;
      const stop = (id: CellId) => id !== next && table.seriesOf(id) === gradient;
      sum += Math.sign(gradientOf(book, next, stop).by(gradient.cells[step]!));
    }
    own.set(gradient, sum);
    return sum;
  };
  /** The same by what the parameter did: a rate that falls with the gradient turns the slope round. */
  const moveOf = ({ cells }: Series, gradient: Series): number => {
    let sum = 0;
    for (const step of samples) {
      const next = cells[step + 1];
      if (next === undefined || next === nowhere) continue;
      const value = (id: CellId) => Number(book.value(id));
      const moved = value(next) - value(cells[step]!);
      sum += Math.sign(moved * value(gradient.cells[step]!)) || 0;
    }
    return sum;
  };
  return (matches: ReadonlyMap<Series, Match>, factor: number): boolean =>
    [signOf, moveOf].some((sign) => {
      let down = 0;
      for (const [parameter, { series }] of matches) down -= sign(parameter, series) * factor;
      return down >= 0;
    });
}
