import { nowhere } from '../../../sheet/places.ts';
import { signatureOf } from '../../slips/signature.ts';
import type { Series, StepTable } from '../../table/table.ts';
import type { States } from '../states.ts';
import { walkBack } from '../walk.ts';
import type { Candidate } from './candidates.ts';

/**
 * Where the best is one output's error that nothing reads, though the others are read by what is called
 * their total: that total, which lacks this one.
 */
export function lackingTotal(
  table: StepTable,
  samples: readonly number[],
  top: Candidate,
  candidates: readonly Candidate[],
): Candidate | undefined {
  const { book } = table;
  const step = samples[Math.floor(samples.length / 2)]!;
  const formOf = (series: Series | undefined) => {
    const usual = series && table.usualOf(series);
    return usual && signatureOf(usual.node);
  };
  const form = formOf(top.loss);
  const own = top.loss.cells[step]!;
  const isRead = table.series.some(({ cells }) => {
    const id = cells[step] ?? nowhere;
    return id !== nowhere && book.references(id).includes(own);
  });
  if (isRead || form === undefined || top.named >= 0.75) return undefined;
  return candidates.find(
    ({ loss, named }) =>
      named >= 0.75 &&
      book.references(loss.cells[step]!).some((id) => formOf(table.seriesOf(id)) === form),
  );
}

/**
 * Where the best is one output's error, which not all parameters move: the total that it is a term
 * of. With another term spoilt no gradient is the total's derivative.
 */
export function totalOf(
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
export function beyond(
  table: StepTable,
  states: States,
  samples: readonly number[],
  top: Candidate,
  candidates: readonly Candidate[],
  distances: ReadonlyMap<Series, ReadonlyMap<Series, number>>,
): Candidate {
  const { book } = table;
  const step = samples[Math.floor(samples.length / 2)]!;
  if (passedOn(table, states, samples, top.matches, distances) * 2 <= top.matches.size) return top;
  // What goes on from it only through another sum as well: the sample's total, then all samples'.
  const sinks = candidates.filter(
    ({ loss, reached }) =>
      reached.size >= top.reached.size && leadsTo(table, top.loss, loss, samples),
  );
  const order = ({ loss }: Candidate) => book.order(loss.cells[step]!);
  sinks.sort((a, b) => b.named - a.named || b.matches.size - a.matches.size || order(b) - order(a));
  const [sink] = sinks;
  if (sink === undefined) return top;
  // Gradients that reach the updates through a mean say nothing of a constant.
  const isOfSamples =
    passedOn(table, states, samples, sink.matches, distances) === sink.matches.size;
  return isOfSamples ? { ...sink, factor: 1, matches: new Map() } : sink;
}

/** How many of the matched gradients reach the updates through another column, such as a mean. */
export function passedOn(
  table: StepTable,
  states: States,
  samples: readonly number[],
  matches: Candidate['matches'],
  distances: ReadonlyMap<Series, ReadonlyMap<Series, number>>,
): number {
  const { book } = table;
  const step = samples[Math.floor(samples.length / 2)]!;
  const goesOn = (series: Series) =>
    book.references(series.cells[step]!).some((id) => table.seriesOf(id) === series);
  return [...matches].filter(([parameter, { series }]) =>
    [...(distances.get(parameter)?.keys() ?? [])].some((read) => {
      const id = read.cells[step]!;
      if (id === nowhere || read === series || states.has(id) || goesOn(read)) return false;
      return book.references(id).some((each) => table.seriesOf(each) === series);
    }),
  ).length;
}

/** Whether a quantity is computed from another one, within the step. */
export function leadsTo(
  table: StepTable,
  from: Series,
  to: Series,
  samples: readonly number[],
): boolean {
  const step = samples[samples.length >> 1]!;
  let does = false;
  walkBack(table, to.cells[step]!, (id) => {
    if (table.seriesOf(id) === from) does = true;
    return !does && table.stepOf(id) === step;
  });
  return does && from !== to;
}
