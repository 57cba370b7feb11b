import type { Book } from '../../../sheet/book.ts';
import type { CellNode } from '../../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../../sheet/places.ts';
import type { Material } from './edit.ts';

/** The cells that a formula could read, as references from its own cell. */
export function readables({ table, at, series, constants, back = 0 }: Material): CellNode[] {
  const step = (table.stepOf(at) ?? 0) - back;
  const nodes: CellNode[] = [];
  for (const { cells } of series) {
    if (cells[step] !== nowhere && cells[step] !== at)
      nodes.push(relative(table.book, at, cells[step]!));
  }
  for (const id of constants) nodes.push(absolute(table.book, at, id));
  return nodes;
}

/** A reference that moves with the formula. */
export function relative(book: Book, at: CellId, to: CellId): CellNode {
  const [from, place] = [book.placeOf(at), book.placeOf(to)];
  return {
    kind: 'cell',
    sheet: from.sheet === place.sheet ? undefined : book.sheets[place.sheet],
    row: { by: place.row - from.row, fixed: false },
    column: { by: place.column - from.column, fixed: false },
  };
}

/** A reference that stays where it is. */
export function absolute(book: Book, at: CellId, to: CellId): CellNode {
  const [from, place] = [book.placeOf(at), book.placeOf(to)];
  return {
    kind: 'cell',
    sheet: from.sheet === place.sheet ? undefined : book.sheets[place.sheet],
    row: { by: place.row, fixed: true },
    column: { by: place.column, fixed: true },
  };
}
