import { type Book, type CellId, nowhere } from '../sheet/book.ts';
import { type Gradient, gradientOf } from '../sheet/gradient.ts';
import { signatureOf } from './slips/signature.ts';
import { headerOf, isDerivativeName, isLossName } from './table/names.ts';
import type { Series, StepTable } from './table/table.ts';

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

/** What stays from step to step and is moved by updates: parameters and optimizers' memory. */
export interface States {
  readonly series: readonly Series[];
  has(id: CellId): boolean;
  /** Whether derivatives end at a cell: it does not merely repeat the step before. */
  stops(id: CellId): boolean;
  /** The cell that the cell of a series repeats, through however many steps. */
  source(id: CellId): CellId;
}

export function statesOf(table: StepTable): States {
  const { book, recurrences } = table;
  const kept = new Set<Series>();
  for (const { cell, before, additive } of recurrences) {
    if (!additive) continue;
    for (const id of filledBy(book, cell)) addSeries(table, kept, id);
    for (const id of filledBy(book, before)) addSeries(table, kept, id);
  }
  for (const series of likeKept(table, kept)) kept.add(series);
  const members = new Set([...kept].flatMap(({ cells }) => cells.filter((id) => id !== nowhere)));
  const before = new Map<CellId, CellId | undefined>();
  const repeats = (id: CellId): CellId | undefined => {
    if (!before.has(id)) before.set(id, repeated(table, id));
    return before.get(id);
  };
  return {
    series: [...kept],
    has: (id) => members.has(id),
    stops: (id) => members.has(id) && repeats(id) === undefined,
    source(id) {
      let at = id;
      for (let next = repeats(at); next !== undefined; next = repeats(at)) at = next;
      return at;
    },
  };
}

/**
 * Quantities that begin with a typed number and are then computed from the step before: parameters
 * whose update lost its own earlier value.
 */
function likeKept(table: StepTable, kept: ReadonlySet<Series>): Series[] {
  const { book } = table;
  return table.series.filter((series) => {
    const [first, second] = series.cells;
    if (kept.has(series) || first === nowhere || second === undefined || second === nowhere)
      return false;
    if (book.templateOf(book.anchorOf(first)) !== undefined) return false;
    if (typeof book.value(first) !== 'number') return false;
    const usual = table.usualOf(series);
    // What merely repeats a cell is given, not learnt.
    if (usual === undefined || usual.node.kind === 'cell') return false;
    const anchor = book.anchorOf(second);
    if (book.templateOf(anchor) !== usual) return false;
    return book.references(anchor).some((id) => {
      const read = table.seriesOf(id);
      return read !== undefined && read !== series && table.stepOf(id) === 0;
    });
  });
}

/** The cells of an array formula's block, or the cell alone. */
export function filledBy(book: Book, id: CellId): CellId[] {
  const { array } = book.cellOf(id);
  if (array === undefined) return [id];
  const { sheet } = book.placeOf(id);
  const ids: CellId[] = [];
  for (let row = array.first.row; row <= array.last.row; row++) {
    for (let column = array.first.column; column <= array.last.column; column++) {
      const found = book.find(sheet, row, column);
      if (found !== nowhere) ids.push(found);
    }
  }
  return ids;
}

function addSeries(table: StepTable, to: Set<Series>, id: CellId): void {
  const series = table.seriesOf(id);
  if (series !== undefined) to.add(series);
}

/** The cell of the same quantity one step before that a cell merely repeats. */
function repeated(table: StepTable, id: CellId): CellId | undefined {
  const { book } = table;
  if (book.templateOf(book.anchorOf(id)) === undefined) return undefined;
  const { reached } = gradientOf(book, id, (each) => each !== id);
  const read = [...reached].filter(([each]) => each !== id);
  if (read.length !== 1 || read[0][1] !== 1) return undefined;
  const [before] = read[0];
  const same = table.seriesOf(before) === table.seriesOf(id) && table.seriesOf(id) !== undefined;
  return same ? before : undefined;
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
    .map((i) => sound[i]);
}

/** A quantity's values in some steps; undefined unless all are numbers. */
function vectorOf(book: Book, { cells }: Series, steps: readonly number[]): number[] | undefined {
  const vector: number[] = [];
  for (const step of steps) {
    const value = cells[step] === nowhere ? undefined : book.value(cells[step]);
    if (typeof value !== 'number') return undefined;
    vector.push(value);
  }
  return vector;
}

const nice = [1, -1, 2, -2, 0.5, -0.5];

/** c with left = c · right in all steps; undefined if there is none. */
export function ratioOf(left: readonly number[], right: readonly number[]): number | undefined {
  let largest = 0;
  for (let i = 1; i < right.length; i++)
    if (Math.abs(right[i]) > Math.abs(right[largest])) largest = i;
  if (right[largest] === 0) return undefined;
  const ratio = left[largest] / right[largest];
  if (ratio === 0 || !Number.isFinite(ratio)) return undefined;
  const size = Math.abs(right[largest] * ratio);
  for (let i = 0; i < right.length; i++) {
    const [x, y] = [left[i], ratio * right[i]];
    if (Math.abs(x - y) > 1e-7 * Math.max(Math.abs(x), Math.abs(y)) + 1e-13 * size)
      return undefined;
  }
  const snapped = nice.find((c) => Math.abs(c - ratio) < 1e-7) ?? ratio;
  const different = right.filter(
    (x, i) => i !== largest && Math.abs(x - right[largest]) > 1e-6 * Math.abs(x),
  );
  return different.length >= 2 || nice.includes(snapped) ? snapped : undefined;
}

interface Candidate {
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
  const step = samples[Math.floor(samples.length / 2)];
  const goesOn = (series: Series) =>
    book.references(series.cells[step]).some((id) => table.seriesOf(id) === series);
  const between = [...top.matches].filter(([parameter, { series }]) =>
    [...(distances.get(parameter)?.keys() ?? [])].some((read) => {
      const id = read.cells[step];
      if (id === nowhere || read === series || states.has(id) || goesOn(read)) return false;
      return book.references(id).some((each) => table.seriesOf(each) === series);
    }),
  );
  if (between.length * 2 <= top.matches.size) return top;
  const sinks = candidates.filter(
    ({ loss, reached }) =>
      reached.size >= top.reached.size &&
      book.references(loss.cells[step]).some((id) => table.seriesOf(id) === top.loss),
  );
  sinks.sort((a, b) => b.named - a.named || b.matches.size - a.matches.size);
  return sinks[0] ?? top;
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

/** Finds loss, parameters and gradients of a table of steps; undefined if it holds no training. */
export function rolesOf(
  table: StepTable,
  given: { readonly loss?: CellId; readonly skipped?: ReadonlySet<number> } = {},
): TableRoles | undefined {
  const { book } = table;
  const states = statesOf(table);
  if (states.series.length === 0) return undefined;
  const samples = samplesOf(table.steps, given.skipped);
  const names = new Map<Series, string>();
  const nameOf = (series: Series): string => {
    const known = names.get(series);
    if (known !== undefined) return known;
    const first = series.cells.find((id) => id !== nowhere) as CellId;
    const name = headerOf(table, series) ?? book.cellOf(first).address;
    names.set(series, name);
    return name;
  };
  const stop = (id: CellId) => states.stops(id);
  const vectors = new Map<Series, number[]>();
  for (const series of table.series) {
    const vector = vectorOf(book, series, samples);
    if (vector !== undefined) vectors.set(series, vector);
  }
  const wanted = given.loss === undefined ? undefined : table.seriesOf(given.loss);
  const distances = updateDistances(table, states, samples);
  const descends = descentReader(table, samples);
  const candidates: Candidate[] = [];
  const usedBy = (series: Series) =>
    states.series.filter((state) => distances.get(state)?.has(series)).length;
  // Updates go by the loss's slopes, as a rule not by the loss.
  const isBehind = (series: Series) => usedBy(series) > 1 && isLossName(nameOf(series)) < 2;
  const ends = [...vectors.keys()].filter((loss) => {
    if (wanted !== undefined) return loss === wanted;
    return !states.has(loss.cells[samples[0]]) && !isLeaf(book, loss, samples);
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
  if (!candidates.some(({ matches }) => matches.size > 0)) {
    addAll(ends.filter((loss) => !front.includes(loss)));
  }
  const top = bestOf(candidates);
  if (top === undefined) return undefined;
  const best = beyond(table, states, samples, top, candidates, distances);
  const { loss, factor, reached } = best;
  const matches = new Map([...best.matches].map(([key, { series }]) => [key, series]));
  const cache = new Map<number, Gradient>();
  const slopes = (step: number): Gradient => {
    const known = cache.get(step);
    if (known !== undefined) return known;
    const gradient = gradientOf(book, loss.cells[step], stop);
    cache.set(step, gradient);
    return gradient;
  };
  const parameters = [...reached, ...orphansOf(table, states, reached)]
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
    truth: (parameter, step) => slopes(step).by(states.source(parameter.cells[step])),
    nameOf,
  };
}

const isLeaf = (book: Book, { cells }: Series, samples: readonly number[]) =>
  samples.every((step) => book.templateOf(book.anchorOf(cells[step])) === undefined);

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
    const gradient = known.get(step) ?? gradientOf(table.book, loss.cells[step], stop);
    known.set(step, gradient);
    return gradient;
  };
  // What no parameter moves is no loss. A training that has come to its end has no slopes any more.
  const isMoved = (step: number) =>
    states.series.some(({ cells }) => slopesAt(step).reached.has(states.source(cells[step])));
  const glances = [samples[0], samples[1] ?? samples[0], samples[samples.length >> 1]];
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
    const vector = samples.map((step, i) => gradients[i].by(states.source(series.cells[step])));
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
    nice.includes(factor) || matches.size * 2 > reached.size;
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
      sum += Math.sign(gradientOf(book, next, stop).by(gradient.cells[step]));
    }
    own.set(gradient, sum);
    return sum;
  };
  return (matches: ReadonlyMap<Series, Match>, factor: number): boolean => {
    let down = 0;
    for (const [parameter, { series }] of matches) down -= signOf(parameter, series) * factor;
    return down >= 0;
  };
}

/** How many formulas lie between each parameter's update and the numbers that lead to it. */
function updateDistances(
  table: StepTable,
  states: States,
  samples: readonly number[],
): ReadonlyMap<Series, ReadonlyMap<Series, number>> {
  const distances = new Map<Series, Map<Series, number>>();
  for (const series of states.series) {
    const found = new Map<Series, number>();
    distances.set(series, found);
    for (const step of samples.slice(1).concat(Math.min(2, table.steps - 1))) {
      walkBack(table, series.cells[step], (id, distance) => {
        const at = table.seriesOf(id);
        if (at === undefined || at === series) return true;
        if ((found.get(at) ?? Number.POSITIVE_INFINITY) <= distance) return !states.has(id);
        found.set(at, distance);
        return !states.has(id) || distance < 3;
      });
    }
  }
  return distances;
}

const deepest = 12;

/** Breadth first from a cell through what formulas read; `visit` says whether to go on behind a cell. */
export function walkBack(
  table: StepTable,
  from: CellId,
  visit: (id: CellId, distance: number) => boolean,
): void {
  const { book } = table;
  if (from === nowhere) return;
  const seen = new Set<CellId>([from]);
  let edge = book.references(from);
  for (let distance = 1; distance <= deepest && edge.length > 0; distance++) {
    const next: CellId[] = [];
    for (const id of edge) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (visit(id, distance)) next.push(...book.references(id));
    }
    edge = next;
  }
}
