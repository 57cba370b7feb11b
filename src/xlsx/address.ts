/** Letters of a column, 1-based: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The number of a column: A is 1, `aa` is 27. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** A sheet's name as a formula writes it before the `!`. */
export function quoteSheet(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;
}

/** `A1` or, on another sheet, `Sheet!A1`; `$` in front of what does not move when copied. */
export function cellAddress(
  column: number,
  row: number,
  options: { sheet?: string; absolute?: 'row' | 'column' | 'both' } = {},
): string {
  const { sheet, absolute } = options;
  const fixColumn = absolute === 'column' || absolute === 'both' ? '$' : '';
  const fixRow = absolute === 'row' || absolute === 'both' ? '$' : '';
  const prefix = sheet === undefined ? '' : `${quoteSheet(sheet)}!`;
  return `${prefix}${fixColumn}${columnLetters(column)}${fixRow}${row}`;
}

/** A stretch of one column as charts and names refer to it: `Training!$A$7:$A$74`. */
export function columnRange(
  sheet: string,
  column: number,
  firstRow: number,
  lastRow: number,
): string {
  const first = cellAddress(column, firstRow, { sheet, absolute: 'both' });
  if (firstRow === lastRow) return first;
  return `${first}:${cellAddress(column, lastRow, { absolute: 'both' })}`;
}

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
  const position = { row: Number(match[2]), column: columnNumber(match[1]!) };
  return isOnSheet(position) ? position : undefined;
}

export function isOnSheet({ row, column }: Position): boolean {
  return row >= 1 && row <= lastRow && column >= 1 && column <= lastColumn;
}

/** Both corners belong to it. */
export interface Range {
  readonly first: Position;
  readonly last: Position;
}

/** The range of `B2:D9` or of a single cell, without `$`; undefined for text that is none. */
export function parseRange(text: string): Range | undefined {
  const ends = text.split(':').map(parseAddress);
  if (ends.length > 2 || ends.includes(undefined)) return undefined;
  const [first, last = first] = ends;
  if (first === undefined || last === undefined) return undefined;
  return first.row <= last.row && first.column <= last.column ? { first, last } : undefined;
}
