import { parseAddress } from './address.ts';

/** What the cells of a workbook hold, whoever wrote the file. Rows and columns count from 1. */
export interface Cells {
  /** By name, in the order of the tabs. */
  readonly sheets: ReadonlyMap<string, SheetCells>;
  /** Defined names of the whole workbook, and the text that each stands for (`Network!$C$5`). */
  readonly names: ReadonlyMap<string, string>;
}

export interface SheetCells {
  readonly name: string;
  /** Row number → column number → cell, in the order of the file; only cells that hold something. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, Cell>>;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
  /** `C7` */
  readonly address: string;
  /** The constant, or the result the file gives for the formula; null if it gives none. */
  readonly value: CellValue | null;
  /** Without `=`; undefined for a constant. */
  readonly formula: string | undefined;
}

/** A number may be infinite or NaN: Gnumeric writes such. */
export type CellValue = number | string | boolean | CellError;

/** A spreadsheet's error value, `{ error: '#NUM!' }`. */
export interface CellError {
  readonly error: string;
}

export function isCellError(value: CellValue | null): value is CellError {
  return typeof value === 'object' && value !== null;
}

/** The cell at `C7` of a sheet, or undefined if nothing is there. */
export function cellAt(cells: Cells, sheet: string, address: string): Cell | undefined {
  const position = parseAddress(address);
  if (position === undefined) return undefined;
  return cells.sheets.get(sheet)?.rows.get(position.row)?.get(position.column);
}

/** Every cell of a sheet, row by row. */
export function* cellsOf(sheet: SheetCells): Generator<Cell> {
  for (const row of sheet.rows.values()) yield* row.values();
}
