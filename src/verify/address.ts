import { columnLetters, columnNumber } from '../layout/address.ts';

/** Where a cell is, counted from 1 both ways as spreadsheets do. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/** The last row of a sheet in Excel, LibreOffice and Gnumeric alike. */
export const lastRow = 1_048_576;
/** The last column, `XFD`. */
export const lastColumn = 16_384;

/** The address without `$`: row 7, column 3 → `C7`. */
export function addressOf({ row, column }: Position): string {
  return columnLetters(column) + row;
}

/** The position of an address without `$`; undefined for text that is none, or is off the sheet. */
export function parseAddress(text: string): Position | undefined {
  const match = /^([A-Za-z]{1,3})([1-9]\d{0,6})$/.exec(text);
  if (match === null) return undefined;
  const position = { row: Number(match[2]), column: columnNumber(match[1]) };
  return isOnSheet(position) ? position : undefined;
}

export function isOnSheet({ row, column }: Position): boolean {
  return row >= 1 && row <= lastRow && column >= 1 && column <= lastColumn;
}
