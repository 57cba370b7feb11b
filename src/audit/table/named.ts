import type { Book } from '../../sheet/book.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import { headerOf, isDerivativeName, labelOf, subjectOf } from './names.ts';
import { wholeSheet } from './pass.ts';
import type { Series, StepTable } from './table.ts';
import { stepTable } from './table.ts';

/** A table without updates: which of its columns are gradients is told by their headers. */
export interface NamedTable {
  readonly table: StepTable;
  /** Parameter → its gradient. A parameter that stands once has the same cell in every step. */
  readonly gradients: ReadonlyMap<Series, Series>;
}

/** Rows, columns or single passes in which formulas stand under headers such as `∂E/∂w1`. */
export function namedTables(book: Book): NamedTable[] {
  const headed = headedCells(book);
  const groups = new Map<string, CellId[]>();
  for (const id of headed) {
    const { sheet, row, column } = book.placeOf(id);
    const [down, right] = [runFrom(book, id, 1, 0), runFrom(book, id, 0, 1)];
    // A single pass may be spread over its sheet.
    const key =
      down > 1
        ? `down ${sheet} ${row} ${down}`
        : right > 1
          ? `right ${sheet} ${column} ${right}`
          : 'single';
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return [...groups].flatMap(([key, ids]) => tableOf(book, key, ids) ?? []);
}

function tableOf(book: Book, key: string, ids: readonly CellId[]): NamedTable | undefined {
  const [way, , first, steps] = key.split(' ');
  const { sheet } = book.placeOf(ids[0]!);
  const table =
    way === 'single'
      ? stepTable(book, {
          sheet,
          stride: wholeSheet,
          base: 1,
          steps: 1,
          everywhere: true,
        })
      : stepTable(book, {
          sheet,
          stride: way === 'down' ? { down: 1, right: 0 } : { down: 0, right: 1 },
          base: Number(first),
          steps: Number(steps),
        });
  const gradients = new Map<Series, Series>();
  for (const id of ids) {
    const gradient = table.seriesOf(id);
    const subject = gradient && subjectOf(headerOf(table, gradient) ?? '');
    const parameter = subject === undefined ? undefined : parameterNamed(table, subject);
    if (gradient !== undefined && parameter !== undefined) gradients.set(parameter, gradient);
  }
  return gradients.size > 0 ? { table, gradients } : undefined;
}

/** The first formulas under, or beside, texts that speak of a derivative. */
function headedCells(book: Book): CellId[] {
  const found = new Set<CellId>();
  for (let id = 0; id < book.size; id++) {
    const { value, formula } = book.cellOf(id);
    if (formula !== undefined || typeof value !== 'string' || value.length > 40) continue;
    if (!isDerivativeName(value) || subjectOf(value.trim()) === undefined) continue;
    const { sheet, row, column } = book.placeOf(id);
    const near = [book.find(sheet, row + 1, column), book.find(sheet, row, column + 1)];
    const held = near.find((each) => each !== nowhere && book.templateOf(each) !== undefined);
    if (held !== undefined) found.add(held);
  }
  return [...found];
}

/** How many cells from one on have its formula, down or to the right. */
function runFrom(book: Book, id: CellId, down: number, right: number): number {
  const { sheet, row, column } = book.placeOf(id);
  const template = book.templateOf(id);
  let count = 1;
  for (;;) {
    const next = book.find(sheet, row + count * down, column + count * right);
    if (next === nowhere || book.templateOf(next) !== template) return count;
    count += 1;
  }
}

/** The quantity of that name which no formula computes; one beside the steps counts in all of them. */
function parameterNamed(table: StepTable, subject: string): Series | undefined {
  const { book } = table;
  const isTyped = (id: CellId | undefined) =>
    id !== undefined &&
    id !== nowhere &&
    book.templateOf(id) === undefined &&
    typeof book.value(id) === 'number';
  const isNamed = (name: string | undefined) =>
    name !== undefined && !isDerivativeName(name) && subjectOf(name) === subject;
  const inside = table.series.find(
    (series) => isTyped(series.cells[0]) && isNamed(headerOf(table, series)),
  );
  if (inside !== undefined) return inside;
  for (let id = 0; id < book.size; id++) {
    if (table.seriesOf(id) !== undefined || !isTyped(id) || !isNamed(labelOf(book, id))) continue;
    const { sheet } = book.placeOf(id);
    return { index: -1 - id, sheet, cells: new Array(table.steps).fill(id) };
  }
  return undefined;
}
