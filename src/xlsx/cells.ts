import { parseAddress, type Range } from './address.ts';

/** What the cells of a workbook hold, whoever wrote the file. Rows and columns count from 1. */
export interface Cells {
  /** By name, in the order of the tabs. */
  readonly sheets: ReadonlyMap<string, SheetCells>;
  /** Defined names of the whole workbook, and the text that each stands for (`Network!$C$5`). */
  readonly names: ReadonlyMap<string, string>;
}

export interface SheetCells {
  readonly name: string;
  readonly state: SheetState;
  /** Defined names that hold on this sheet alone (print areas and such), as above. */
  readonly names: ReadonlyMap<string, string>;
  readonly tables: readonly ListTable[];
  /** Row number → column number → cell, in the order of the file; only cells that hold something. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<number, Cell>>;
}

/** A sheet that is very hidden can be shown by a program only. */
export type SheetState = 'visible' | 'hidden' | 'veryHidden';

/** A range with a name of its own, whose columns formulas call by their headers: `Steps[w1]`. */
export interface ListTable {
  readonly name: string;
  /** With its headers and its totals. */
  readonly range: Range;
  readonly headerRows: 0 | 1;
  readonly totalsRows: 0 | 1;
  readonly columns: readonly string[];
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
  /** Where one array formula fills several cells: all of them. Only its first cell has the formula. */
  readonly array?: Range;
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
