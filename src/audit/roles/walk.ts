import { type CellId, nowhere } from '../../sheet/places.ts';
import { updateOf } from '../table/recurrence.ts';
import type { Series, StepTable } from '../table/table.ts';
import type { States } from './states.ts';

/** How many formulas lie between each parameter's update and the numbers that lead to it. */
export function updateDistances(
  table: StepTable,
  states: States,
  samples: readonly number[],
): ReadonlyMap<Series, ReadonlyMap<Series, number>> {
  const distances = new Map<Series, Map<Series, number>>();
  const known = new Map<CellId, CellId[]>();
  const reads = (id: CellId): CellId[] => {
    const read = known.get(id) ?? [...new Set(table.book.references(id))];
    known.set(id, read);
    return read;
  };
  for (const series of states.series) {
    const found = new Map<Series, number>();
    distances.set(series, found);
    const visit = (id: CellId, distance: number): boolean => {
      const at = table.seriesOf(id);
      if (at === undefined || at === series) return true;
      if ((found.get(at) ?? Number.POSITIVE_INFINITY) <= distance) return !states.has(id);
      found.set(at, distance);
      return !states.has(id) || distance < 3;
    };
    for (const step of new Set([...samples.slice(1), Math.min(2, table.steps - 1)])) {
      walkBack(table, series.cells[step] ?? nowhere, visit, reads);
    }
  }
  return distances;
}

/** What a parameter's update reads besides states, and besides what every update reads. */
export function updateReader(table: StepTable, states: States): (parameter: Series) => Series[] {
  const { book } = table;
  const step = Math.min(table.steps - 1, Math.max(1, table.steps >> 1));
  const known = new Map<Series, Set<Series>>();
  for (const series of states.series) {
    const cell = series.cells[step];
    const update = cell === undefined || cell === nowhere ? undefined : updateOf(book, cell);
    if (update === undefined) continue;
    const reads = book.references(update).filter((id) => !states.has(id));
    known.set(series, new Set(reads.flatMap((id) => table.seriesOf(id) ?? [])));
  }
  const isShared = (read: Series) =>
    known.size > 2 && [...known.values()].every((all) => all.has(read));
  return (parameter) => [...(known.get(parameter) ?? [])].filter((read) => !isShared(read));
}

const deepest = 12;

/** Breadth first from a cell through what formulas read; `visit` says whether to go on behind a cell. */
export function walkBack(
  table: StepTable,
  from: CellId,
  visit: (id: CellId, distance: number) => boolean,
  reads: (id: CellId) => readonly CellId[] = table.book.references,
): void {
  if (from === nowhere) return;
  const seen = new Set<CellId>([from]);
  let edge = reads(from);
  for (let distance = 1; distance <= deepest && edge.length > 0; distance++) {
    const next: CellId[] = [];
    for (const id of edge) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (visit(id, distance)) next.push(...reads(id));
    }
    edge = next;
  }
}

/** The quantities that a loss is computed from in some steps, itself included. */
export function forwardFrom(
  table: StepTable,
  states: States,
  loss: Series,
  samples: readonly number[],
): Set<Series> {
  const { book } = table;
  const found = new Set<Series>([loss]);
  for (const step of samples) {
    const stack = [loss.cells[step]];
    const seen = new Set<CellId>();
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (id === nowhere || seen.has(id)) continue;
      seen.add(id);
      const series = table.seriesOf(id);
      if (series === undefined || table.stepOf(id) !== step) continue;
      found.add(series);
      if (!states.has(id)) stack.push(...book.references(id));
    }
  }
  return found;
}

/** A typed number, or one that is typed in the first step and repeated in every other one. */
export function isGiven({ book, seriesOf }: StepTable, id: CellId): boolean {
  if (id === nowhere) return false;
  const node = book.templateOf(book.anchorOf(id))?.node;
  const series = seriesOf(id);
  const repeats =
    node?.kind === 'cell' &&
    series !== undefined &&
    book.references(id).every((read) => seriesOf(read) === series);
  return (node === undefined || repeats) && typeof book.value(id) === 'number';
}
