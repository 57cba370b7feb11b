/** Letters of a column, 1-based: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
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
