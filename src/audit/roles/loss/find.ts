import type { Book } from '../../../sheet/book.ts';
import { nowhere } from '../../../sheet/places.ts';
import { isDerivativeName, isLossName } from '../../table/names.ts';
import type { Series, StepTable } from '../../table/table.ts';
import type { States } from '../states.ts';
import { updateDistances, updateReader, walkBack } from '../walk.ts';
import { type Candidate, candidatesOf, type TableFacts } from './candidates.ts';
import { descentReader } from './descent.ts';
import { proportionsOf } from './proportions.ts';
import { isCount, nice } from './ratio.ts';

interface Search extends Pick<TableFacts, 'table' | 'states' | 'samples' | 'nameOf'> {
  /** Parameter → gradient, of a table without updates. */
  readonly gradients: ReadonlyMap<Series, Series>;
}

/** The loss of a table, or what is known of the one that was named; undefined if there is none. */
export function findLoss(search: Search, wanted: Series | undefined): Candidate | undefined {
  const { table, states, samples, nameOf } = search;
  const { book } = table;
  const valued = table.series.flatMap((series) => {
    const vector = vectorOf(book, series, samples);
    return vector === undefined ? [] : [{ series, vector }];
  });
  const named = new Map([...search.gradients].map(([from, to]) => [from, new Map([[to, 1]])]));
  const distances = named.size > 0 ? named : updateDistances(table, states, samples);
  const known: TableFacts = {
    ...search,
    distances,
    proportions: proportionsOf(valued),
    descends: descentReader(table, samples),
    updateReads: updateReader(table, states),
  };
  const candidates: Candidate[] = [];
  const usedBy = (series: Series) =>
    states.series.filter((state) => distances.get(state)?.has(series)).length;
  // Updates go by the loss's slopes, as a rule not by the loss.
  const isBehind = (series: Series) => usedBy(series) > 1 && isLossName(nameOf(series)) < 2;
  const ends = valued
    .map(({ series }) => series)
    .filter((loss) => {
      if (wanted !== undefined) return loss === wanted;
      return !states.has(loss.cells[samples[0]!]!) && !isLeaf(book, loss, samples);
    });
  const isLoss = (series: Series) => !isBehind(series) && !isDerivativeName(nameOf(series));
  const front = wanted === undefined ? ends.filter(isLoss) : ends;
  const addAll = (losses: readonly Series[]) => {
    for (const loss of losses) candidates.push(...candidatesOf(known, loss));
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
      reached.size >= top.reached.size &&
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
  // What goes on from it only through another sum as well: the sample's total, then all samples'.
  const sinks = candidates.filter(
    ({ loss, reached }) =>
      reached.size >= top.reached.size && leadsTo(table, top.loss, loss, samples),
  );
  const order = ({ loss }: Candidate) => book.order(loss.cells[step]!);
  sinks.sort((a, b) => b.named - a.named || b.matches.size - a.matches.size || order(b) - order(a));
  return sinks[0] ?? top;
}

const isLeaf = (book: Book, { cells }: Series, samples: readonly number[]) =>
  samples.every((step) => book.templateOf(book.anchorOf(cells[step]!)) === undefined);
