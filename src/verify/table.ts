import { columnLetters } from '../xlsx/address.ts';
import type { Cell, SheetCells } from '../xlsx/cells.ts';

/** A table on a sheet: a row of headers with one row per step below it. */
export interface HeadedTable {
  readonly headerRow: number;
  /** Header as text (a learning rate as `0.5`) → column number. */
  readonly columns: ReadonlyMap<string, number>;
}

/** The texts that open a header row, from its first cell on. */
const OPENINGS = [['step'], ['epoch'], ['learning rate', 'step']];

/** The tables of a sheet from top to bottom, found by how their header row begins. */
export function headedTables(sheet: SheetCells): HeadedTable[] {
  const tables: HeadedTable[] = [];
  for (const [headerRow, row] of sheet.rows) {
    const cells = [...row.values()].sort((a, b) => a.column - b.column);
    const opens = (words: string[]) => words.every((word, i) => cells[i]?.value === word);
    if (!OPENINGS.some(opens)) continue;
    const columns = new Map(cells.map((cell) => [headerText(cell), cell.column]));
    tables.push({ headerRow, columns });
  }
  return tables.sort((a, b) => a.headerRow - b.headerRow);
}

/**
 * Names the cells of a sheet as a reader would: by the header above, or on a sheet without tables
 * by the label to the left.
 */
export function symbolsOf(sheet: SheetCells): (cell: Cell) => string {
  const tables = headedTables(sheet).map(({ headerRow, columns }) => ({
    headerRow,
    headers: new Map([...columns].map(([header, column]) => [column, header])),
  }));
  return (cell) => {
    const table = tables.findLast(({ headerRow }) => headerRow < cell.row);
    return table?.headers.get(cell.column) ?? labelOf(sheet, cell);
  };
}

function headerText({ value }: Cell): string {
  return typeof value === 'object' ? '' : String(value);
}

function labelOf(sheet: SheetCells, { row, column }: Cell): string {
  const [nearest] = [...(sheet.rows.get(row)?.values() ?? [])]
    .filter((cell) => cell.column < column && typeof cell.value === 'string' && cell.value !== '')
    .sort((a, b) => b.column - a.column);
  return nearest ? String(nearest.value) : `column ${columnLetters(column)}`;
}
