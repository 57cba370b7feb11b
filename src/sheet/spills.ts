import { type CellId, nowhere, type Places } from './places.ts';
import { errors, type Grid, isGrid, type Scalar, type Value } from './value.ts';

/** The cells that array formulas fill: each leads to the cell that holds the formula. */
export function spillsOf({ cells, placeOf, find, countOn }: Places): Map<CellId, CellId> {
  const spills = new Map<CellId, CellId>();
  for (const [id, { array }] of cells.entries()) {
    if (array === undefined) continue;
    const { first: from, last: to } = array;
    const { sheet } = placeOf(id);
    // A hostile file may claim the whole sheet: only cells that exist are looked at.
    if ((to.row - from.row + 1) * (to.column - from.column + 1) > 4 * countOn(sheet) + 64) continue;
    for (let row = from.row; row <= to.row; row++) {
      for (let column = from.column; column <= to.column; column++) {
        const filled = find(sheet, row, column);
        if (filled !== nowhere) spills.set(filled, id);
      }
    }
  }
  return spills;
}

/** A value of an array formula's block; a single value or row is repeated, as spreadsheets do. */
export function elementOf(value: Value, row: number, column: number): Scalar {
  if (!isGrid(value)) return value;
  const r = value.rows === 1 ? 0 : row;
  const c = value.columns === 1 ? 0 : column;
  return r < value.rows && c < value.columns ? (value.at(r, c) ?? 0) : errors.missing;
}

/** A block's values at hand, so that nothing is computed again when one of them is read. */
export function settled(grid: Grid): Grid {
  const values: Scalar[] = [];
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const value = grid.at(row, column);
      values.push(value === null ? 0 : value);
    }
  }
  return { rows: grid.rows, columns: grid.columns, at: (r, c) => values[r * grid.columns + c]! };
}
