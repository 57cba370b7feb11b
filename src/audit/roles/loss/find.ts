import type { Book } from '../../../sheet/book.ts';
import { nowhere } from '../../../sheet/places.ts';
import { isDerivativeName, isLossName } from '../../table/names.ts';
import type { Series } from '../../table/table.ts';
import { updateDistances, updateReader } from '../walk.ts';
import { type Candidate, candidatesOf, type TableFacts } from './candidates.ts';
import { descentReader } from './descent.ts';
import { proportionsOf } from './proportions.ts';
import { isCount, nice } from './ratio.ts';
import { beyond, lackingTotal, leadsTo, passedOn, totalOf } from './total.ts';

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
  // Of a loss that lost its output it cannot be told what led to it.
  const isBehindLoss = (loss: Series) =>
    candidates.some(
      (each) =>
        each.named > 0 && (each.reached.size === 0 || leadsTo(table, loss, each.loss, samples)),
    );
  const isOutput = ({ loss, factor }: Candidate) =>
    !isCount(factor) && isLossName(nameOf(loss)) === 0 && isBehindLoss(loss);
  // An output times its target is no loss where there is one behind it: a − t lacks a.
  // So many times a sample's gradient is no gradient where the updates go by a mean of them.
  const isSamples = ({ factor, matches }: Candidate) =>
    isCount(factor) &&
    Math.abs(factor) > 1 &&
    passedOn(table, states, samples, matches, distances) === matches.size;
  const taken = candidates.filter((each) => !isOutput(each) && !isSamples(each));
  const top = (taken.some(agrees) ? undefined : calledSo(taken)) ?? bestOf(taken);
  if (top === undefined) return undefined;
  const total =
    lackingTotal(table, samples, top, candidates) ??
    totalOf(table, states, samples, top, candidates);
  return total ?? beyond(table, states, samples, top, candidates, distances);
}

const agrees = ({ matches }: Candidate) => matches.size > 0;

/** Where no gradient agrees with anything: what is called the loss, though it may have lost its output. */
function calledSo(candidates: readonly Candidate[]): Candidate | undefined {
  const most = Math.max(0, ...candidates.map(({ named }) => named));
  const called = candidates.filter(({ named }) => named === most);
  return most >= 0.5 && called.length === 1 ? called[0] : undefined;
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

const isLeaf = (book: Book, { cells }: Series, samples: readonly number[]) =>
  samples.every((step) => book.templateOf(book.anchorOf(cells[step]!)) === undefined);
