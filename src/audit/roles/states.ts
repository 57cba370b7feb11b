import type { Book } from '../../sheet/book.ts';
import { gradientOf } from '../../sheet/gradient.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { Series, StepTable } from '../table/table.ts';

/** What stays from step to step and is moved by updates: parameters and optimizers' memory. */
export interface States {
  readonly series: readonly Series[];
  has(id: CellId): boolean;
  /** Whether derivatives end at a cell: it does not merely repeat the step before. */
  stops(id: CellId): boolean;
  /** The cell that the cell of a series repeats, through however many steps. */
  source(id: CellId): CellId;
}

export function statesOf(table: StepTable, given: readonly Series[] = []): States {
  const { book, recurrences } = table;
  const kept = new Set<Series>(given);
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
    if (kept.has(series) || first === undefined || first === nowhere) return false;
    if (second === undefined || second === nowhere) return false;
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
  if (read.length !== 1 || read[0]![1] !== 1) return undefined;
  const [before] = read[0]!;
  const same = table.seriesOf(before) === table.seriesOf(id) && table.seriesOf(id) !== undefined;
  return same ? before : undefined;
}
