import type { Cell, Cells } from '../xlsx/cells.ts';
import { type Axis, type CellNode, type RangeNode, resolve } from './formula/node.ts';

/** A cell's number in a book: cells are counted in the order of the file. */
export type CellId = number;

/** No cell: an empty one. */
export const nowhere: CellId = -1;

export interface CellPlace {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
}

/** The cells of a workbook by their places, and what a formula's references mean in a cell. */
export interface Places {
  readonly sheets: readonly string[];
  readonly size: number;
  /** By their numbers. */
  readonly cells: readonly Cell[];
  /** The cell at a place, or `nowhere` if it is empty. Rows and columns count from 1. */
  find(sheet: number, row: number, column: number): CellId;
  placeOf(id: CellId): CellPlace;
  /** How many cells a sheet holds. */
  countOn(sheet: number): number;
  /** Whether the sheet that a reference names is there. */
  hasSheet(node: CellNode | RangeNode): boolean;
  /** The cell that a reference in a cell's formula means. */
  read(node: CellNode, id: CellId): CellId;
  /** The corners of a range; whole rows and columns end where the sheet's content ends. */
  cornersOf(node: RangeNode, id: CellId): Corners;
  /** The cells of a range that are not empty, row by row. */
  within(corners: Corners): Generator<CellId>;
  /** The one cell of a range in the formula's own row or column; undefined if there is none. */
  crossing(node: RangeNode, id: CellId): CellId | undefined;
}

export interface Corners {
  readonly sheet: number;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** More than the columns of a sheet: row · lane + column is a number for each place. */
const lane = 16_385;

/** The two ends of a range's rows or columns, for a formula at `from`; of all, up to `last`. */
function between(ends: readonly [Axis, Axis] | undefined, from: number, last: number) {
  return ends ? ([resolve(ends[0], from), resolve(ends[1], from)] as const) : ([1, last] as const);
}

export function placesOf(workbook: Cells): Places {
  const sheets = [...workbook.sheets.keys()];
  const sheetNumbers = new Map(sheets.map((name, i) => [name.toLowerCase(), i]));
  const cells: Cell[] = [];
  const sheetOf: number[] = [];
  const byPlace: Map<number, CellId>[] = [];
  const extents: { rows: number; columns: number }[] = [];
  for (const [i, sheet] of [...workbook.sheets.values()].entries()) {
    const places = new Map<number, CellId>();
    const extent = { rows: 0, columns: 0 };
    for (const row of sheet.rows.values()) {
      for (const cell of row.values()) {
        places.set(cell.row * lane + cell.column, cells.push(cell) - 1);
        sheetOf.push(i);
        extent.rows = Math.max(extent.rows, cell.row);
        extent.columns = Math.max(extent.columns, cell.column);
      }
    }
    byPlace.push(places);
    extents.push(extent);
  }

  const find = (sheet: number, row: number, column: number): CellId =>
    byPlace[sheet]?.get(row * lane + column) ?? nowhere;

  const sheetNumber = (name: string | undefined, own: number): number =>
    name === undefined ? own : (sheetNumbers.get(name.toLowerCase()) ?? -1);

  function cornersOf(node: RangeNode, id: CellId): Corners {
    const { row, column } = cells[id]!;
    const sheet = sheetNumber(node.sheet, sheetOf[id]!);
    const extent = extents[sheet] ?? { rows: 0, columns: 0 };
    const [r1, r2] = between(node.rows, row, extent.rows);
    const [c1, c2] = between(node.columns, column, extent.columns);
    return {
      sheet,
      top: Math.min(r1, r2),
      left: Math.min(c1, c2),
      bottom: Math.min(Math.max(r1, r2), Math.max(extent.rows, Math.min(r1, r2))),
      right: Math.min(Math.max(c1, c2), Math.max(extent.columns, Math.min(c1, c2))),
    };
  }

  return {
    sheets,
    size: cells.length,
    cells,
    find,
    placeOf: (id) => ({ sheet: sheetOf[id]!, row: cells[id]!.row, column: cells[id]!.column }),
    countOn: (sheet) => byPlace[sheet]!.size,
    hasSheet: ({ sheet }) => sheet === undefined || sheetNumbers.has(sheet.toLowerCase()),
    read(node, id) {
      const { row, column } = cells[id]!;
      const sheet = sheetNumber(node.sheet, sheetOf[id]!);
      return find(sheet, resolve(node.row, row), resolve(node.column, column));
    },
    cornersOf,
    *within({ sheet, top, left, bottom, right }) {
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) {
          const found = find(sheet, row, column);
          if (found !== nowhere) yield found;
        }
      }
    },
    crossing(node, id) {
      const { row, column } = cells[id]!;
      const { sheet, top, left, bottom, right } = cornersOf(node, id);
      if (left === right && row >= top && row <= bottom) return find(sheet, row, left);
      if (top === bottom && column >= left && column <= right) return find(sheet, top, column);
      return top === bottom && left === right ? find(sheet, top, left) : undefined;
    },
  };
}
