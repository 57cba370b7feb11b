import { type Gradient, gradientOf } from '../../sheet/gradient.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import { signatureOf } from '../slips/signature.ts';
import { headerOf, labelOf } from '../table/names.ts';
import type { Series, StepTable } from '../table/table.ts';
import { findLoss } from './loss/find.ts';
import { type States, statesOf } from './states.ts';
import { forwardFrom } from './walk.ts';

/** A parameter of a training, and which of the sheet's numbers lead to its update. */
export interface ParameterRole {
  readonly series: Series;
  readonly name: string;
  /** What should be the loss's derivative; undefined if the sheet has no such column. */
  readonly gradient: Series | undefined;
  /** Whether the gradient was recognised by its values, and not only by its place. */
  readonly matched: boolean;
}

export interface TableRoles {
  readonly table: StepTable;
  readonly loss: Series;
  readonly parameters: readonly ParameterRole[];
  /** The gradients are the loss's derivatives times this, in all columns. */
  readonly factor: number;
  /** Steps to look at first. */
  readonly samples: readonly number[];
  readonly states: States;
  /** The derivatives of the loss of a step, by all that it depends on in that step. */
  slopes(step: number): Gradient;
  /** The true gradient of a parameter in a step. */
  truth(parameter: Series, step: number): number;
  nameOf(series: Series): string;
}

/** Evenly spread steps: the first ones, the last one, and some between. */
export function samplesOf(steps: number, skipped: ReadonlySet<number> = new Set()): number[] {
  const sound = Array.from({ length: steps }, (_, step) => step).filter(
    (step) => !skipped.has(step),
  );
  const count = sound.length;
  const wanted = [0, 1, 2, count / 5, count / 3, count / 2, (3 * count) / 4, count - 2, count - 1];
  return [...new Set(wanted.map(Math.floor))]
    .filter((i) => i >= 0 && i < count)
    .sort((a, b) => a - b)
    .map((i) => sound[i]!);
}

/**
 * Whether a state is no optimizer's memory, whatever reads it: a memory fades, and another state's
 * update reads it.
 */
function memoryReader(table: StepTable, states: States): (series: Series) => boolean {
  const { book } = table;
  const step = Math.min(table.steps - 1, Math.max(1, table.steps >> 1));
  const read = new Set<Series>();
  for (const { cells } of states.series) {
    const id = cells[step];
    if (id === undefined || id === nowhere) continue;
    for (const each of book.references(id)) {
      const series = table.seriesOf(each);
      const own = series?.cells[step] ?? nowhere;
      // Of a block every entry reads all others.
      const isSame = own !== nowhere && book.anchorOf(own) === book.anchorOf(id);
      if (series !== undefined && !isSame) read.add(series);
    }
  }
  return (series) => {
    const [before, id] = [series.cells[step - 1], series.cells[step]];
    if (!read.has(series) || before === undefined || id === undefined || id === nowhere)
      return true;
    return gradientOf(book, id, (each) => each !== id).by(before) === 1;
  };
}

/** Parameters that no formula of the way forward reads, though they are updated like the others. */
function orphansOf(table: StepTable, states: States, reached: ReadonlySet<Series>): Series[] {
  const signature = (series: Series) => {
    const usual = table.usualOf(series);
    return usual && signatureOf(usual.node);
  };
  const rules = new Set([...reached].map(signature));
  return states.series.filter((series) => {
    const own = signature(series);
    return !reached.has(series) && own !== undefined && rules.has(own);
  });
}

/** What a table's quantities are called: their headers, or else the address of the first cell. */
export function namesOf(table: StepTable): TableRoles['nameOf'] {
  const names = new Map<Series, string>();
  return (series) => {
    const known = names.get(series);
    if (known !== undefined) return known;
    const first = series.cells.find((id) => id !== nowhere) as CellId;
    const label = series.index < 0 ? labelOf(table.book, first) : headerOf(table, series);
    const name = label ?? table.book.cellOf(first).address;
    names.set(series, name);
    return name;
  };
}

/** What a person has told of a table, and steps that say nothing of it. */
export interface GivenRoles {
  readonly loss?: CellId | undefined;
  /** Any cell of each parameter, by the name it is to have; no others are judged then. */
  readonly parameters?: ReadonlyMap<string, CellId> | undefined;
  readonly skipped?: ReadonlySet<number>;
  /** Parameter → gradient, of a table without updates. */
  readonly gradients?: ReadonlyMap<Series, Series>;
}

/** Finds loss, parameters and gradients of a table of steps; undefined if it holds no training. */
export function rolesOf(table: StepTable, given: GivenRoles = {}): TableRoles | undefined {
  const { book } = table;
  const named = new Map(
    [...(given.parameters ?? [])].flatMap(([name, id]) => {
      const series = table.seriesOf(id);
      return series === undefined ? [] : [[series, name] as const];
    }),
  );
  const gradients = given.gradients ?? new Map<Series, Series>();
  const states = statesOf(table, [...named.keys(), ...gradients.keys()]);
  if (states.series.length === 0) return undefined;
  const samples = samplesOf(table.steps, given.skipped);
  const byHeader = namesOf(table);
  const nameOf = (series: Series) => named.get(series) ?? byHeader(series);
  const wanted = given.loss === undefined ? undefined : table.seriesOf(given.loss);
  const best = findLoss({ table, states, samples, nameOf, gradients }, wanted);
  if (best === undefined) return undefined;
  const { loss, factor, reached } = best;
  const matches = new Map([...best.matches].map(([key, { series }]) => [key, series]));
  const cache = new Map<number, Gradient>();
  const slopes = (step: number): Gradient => {
    const before = cache.get(step);
    if (before !== undefined) return before;
    const gradient = gradientOf(book, loss.cells[step]!, (id) => states.stops(id));
    cache.set(step, gradient);
    return gradient;
  };
  const isNoMemory = memoryReader(table, states);
  // Of a unit that is off no slope tells; what its sum reads is a parameter all the same.
  const read = [...forwardFrom(table, states, loss, samples)].filter((series) =>
    states.series.includes(series),
  );
  const known = [...reached, ...orphansOf(table, states, reached), ...read];
  // A loss that lost its outputs says nothing of the parameters.
  const all = [...new Set(known.length > 0 ? known : states.series)];
  const told = named.size > 0 ? named : gradients;
  const parameters = (told.size > 0 ? [...told.keys()] : all.filter(isNoMemory))
    .sort((a, b) => a.index - b.index)
    .map((series): ParameterRole => {
      const gradient = matches.get(series);
      return { series, name: nameOf(series), gradient, matched: gradient !== undefined };
    });
  return {
    table,
    loss,
    factor,
    samples,
    states,
    parameters,
    slopes,
    truth: (parameter, step) => slopes(step).by(states.source(parameter.cells[step]!)),
    nameOf,
  };
}
