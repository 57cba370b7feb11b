import type { Worksheet } from 'exceljs';

/** Width of a column that has none of its own, in characters. */
export const DEFAULT_WIDTH = 9;

/** In characters; 0 of what does not show. */
export function columnWidth(sheet: Worksheet, column: number): number {
  const { width, hidden } = sheet.getColumn(column);
  return hidden ? 0 : (width ?? DEFAULT_WIDTH);
}

/** In points. */
export function rowHeight(sheet: Worksheet, row: number): number {
  const { height, hidden } = sheet.findRow(row) ?? {};
  return hidden ? 0 : (height ?? sheet.properties.defaultRowHeight);
}

/** Begins a page with each of these rows. */
export function addBreaks(sheet: Worksheet, rows: readonly number[]): void {
  // Not by the rows themselves: those that are streamed in are not there yet.
  const { rowBreaks } = sheet as WithBreaks;
  for (const row of rows) rowBreaks.push({ id: row - 1, max: 16_838, man: 1 });
}

/** exceljs has it, but its types do not say so. */
type WithBreaks = Worksheet & { readonly rowBreaks: { id: number; max: number; man: 1 }[] };

export const addedUp = (lengths: readonly number[]) =>
  lengths.reduce((all, length) => all + length, 0);
