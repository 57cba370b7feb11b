import type { Book } from '../../sheet/book.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { NamedTable } from './named.ts';
import { linksOf } from './recurrence.ts';
import { cellsBySheet, type Series, stepTable } from './table.ts';

/** Batches of unequal size on one sheet: a table for each that an epoch has, a step an epoch. */
export interface UnequalBatches {
  readonly sheet: number;
  readonly tables: readonly NamedTable[];
}

/**
 * Sheets with a row a sample and parameters that are repeated down each batch, where not all batches
 * have as many rows: the last one of an epoch is shorter. Gradients are what the updates read.
 */
export function unequalBatches(book: Book): UnequalBatches[] {
  return cellsBySheet(book).flatMap((cells, sheet) => {
    const columns = startsOf(book, sheet, cells);
    const [starts = []] = columns.values();
    const gaps = starts.slice(1).map((row, i) => row - starts[i]!);
    const period = periodOf(gaps);
    if (period === undefined) return [];
    const tables = gaps.slice(0, period).flatMap((rows, batch) => {
      const epoch = gaps.slice(0, period).reduce((a, b) => a + b);
      const base = starts[batch]!;
      const steps = starts.filter((row) => (row - base) % epoch === 0 && row >= base).length;
      const stride = { down: epoch, right: 0 };
      const table = stepTable(book, { sheet, stride, base, steps, window: rows });
      const gradients = new Map<Series, Series>();
      for (const column of columns.keys()) {
        const parameter = table.seriesOf(book.find(sheet, base, column));
        const update = book.find(sheet, base + rows, column);
        const read = update === nowhere ? [] : book.references(update);
        const found = read.flatMap((id) => {
          const isFormula = book.templateOf(id)?.node.kind !== 'cell';
          const series = isFormula && book.templateOf(id) ? table.seriesOf(id) : undefined;
          return series === undefined || series === parameter ? [] : [series];
        });
        if (parameter !== undefined && found.length === 1) gradients.set(parameter, found[0]!);
      }
      return gradients.size > 0 ? [{ table, gradients }] : [];
    });
    return tables.length > 0 ? [{ sheet, tables }] : [];
  });
}

/** Column → the rows in which a batch begins, of the parameters that most share. */
function startsOf(book: Book, sheet: number, cells: readonly CellId[]): Map<number, number[]> {
  const next = new Map<CellId, CellId>();
  const later = new Set<CellId>();
  for (const { cell, before, stride, additive } of linksOf(book, sheet, cells)) {
    if (!additive || stride.right !== 0 || !isRepeated(book, before, cell)) continue;
    next.set(before, cell);
    later.add(cell);
  }
  const byRows = new Map<string, Map<number, number[]>>();
  for (const first of next.keys()) {
    if (later.has(first)) continue;
    const rows: number[] = [];
    for (let id: CellId | undefined = first; id !== undefined; id = next.get(id)) {
      rows.push(book.placeOf(id).row);
    }
    const group = byRows.get(rows.join()) ?? new Map<number, number[]>();
    byRows.set(rows.join(), group.set(book.placeOf(first).column, rows));
  }
  return [...byRows.values()].sort((a, b) => b.size - a.size)[0] ?? new Map();
}

/** Whether all cells between two of a column repeat the upper one. */
function isRepeated(book: Book, upper: CellId, lower: CellId): boolean {
  const { sheet, row, column } = book.placeOf(upper);
  for (let at = row + 1; at < book.placeOf(lower).row; at++) {
    const id = book.find(sheet, at, column);
    if (id === nowhere || book.templateOf(id)?.node.kind !== 'cell') return false;
  }
  return true;
}

/** After how many gaps they begin anew; undefined if all are equal, or if they never do. */
function periodOf(gaps: readonly number[]): number | undefined {
  if (new Set(gaps).size < 2) return undefined;
  for (let period = 2; period < gaps.length; period++) {
    if (gaps.every((gap, i) => gap === gaps[i % period])) return period;
  }
  return undefined;
}
