import type { Book } from '../../sheet/book.ts';
import type { CellId } from '../../sheet/places.ts';
import { alongOf, type Recurrence } from './recurrence.ts';

/** A cell and those that update it, step by step. */
export interface Chain {
  readonly cells: readonly CellId[];
}

/** Recurrences joined end to end; those that begin in the same step belong to one table. */
export function chainsOf(book: Book, recurrences: readonly Recurrence[]): Chain[][] {
  const next = new Map(recurrences.map(({ before, cell }) => [before, cell]));
  const additive = new Set(recurrences.filter((each) => each.additive).map(({ cell }) => cell));
  const joined = new Set(recurrences.map(({ cell }) => cell));
  const groups = new Map<number, Chain[]>();
  for (const { before, stride } of recurrences) {
    if (joined.has(before)) continue;
    const cells = [before];
    for (let id = next.get(before); id !== undefined; id = next.get(id)) cells.push(id);
    if (cells.slice(1).filter((id) => additive.has(id)).length * 2 < cells.length - 1) continue;
    const at = alongOf(book, stride)(before);
    // Blocks may have their parameters in different rows.
    const size = Math.max(stride.down, stride.right);
    const key = [...groups.keys()].find((each) => Math.abs(each - at) < size) ?? at;
    groups.set(key, [...(groups.get(key) ?? []), { cells }]);
  }
  // A chain that begins inside another table is a column of it with a number typed over a formula.
  const sorted = [...groups].sort((a, b) => a[0] - b[0]).map(([, chains]) => chains);
  const tables: Chain[][] = [];
  for (const chains of sorted) {
    const before = tables[tables.length - 1];
    if (before !== undefined && isInside(book, chains[0]!, before)) before.push(...chains);
    else tables.push(chains);
  }
  return tables;
}

function isInside(book: Book, { cells }: Chain, table: readonly Chain[]): boolean {
  const first = book.placeOf(cells[0]!);
  const last = table.map((chain) => book.placeOf(chain.cells.at(-1)!));
  const down = book.placeOf(cells[1]!).row > first.row;
  return last.some((end) => (down ? first.row < end.row : first.column < end.column));
}
