import type { Style, Worksheet } from 'exceljs';
import type { WideCell } from '../../layout/network/desk.ts';
import { type CellContent, put } from '../sheet.ts';

/** Writes a cell that may reach over several columns. */
export function putField(
  sheet: Worksheet,
  { row, column, lastColumn }: WideCell,
  content: CellContent | null,
  style: Partial<Style>,
): void {
  put(sheet, row, column, content, style);
  if (lastColumn > column) sheet.mergeCells(row, column, row, lastColumn);
}
