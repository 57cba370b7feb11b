import excel from 'exceljs';
import { columnLetters } from '../../../src/xlsx/address.ts';
import { contentAt, formulaAt, type Table, type TableColumn } from '../table.ts';

/** exceljs' workbook in memory, a formula a cell. */
export async function writeCells(table: Table, path: string): Promise<void> {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet(table.sheet);
  writeTop(sheet, table);
  for (let row = 0; row < table.rows; row++) writeRow(sheet, table, row, ownFormula);
  await workbook.xlsx.writeFile(path);
}

/** The same with one shared formula a column. */
export async function writeShared(table: Table, path: string): Promise<void> {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet(table.sheet);
  writeTop(sheet, table);
  for (let row = 0; row < table.rows; row++) writeRow(sheet, table, row, sharedFormula(table));
  await workbook.xlsx.writeFile(path);
}

/** exceljs' streaming writer, a formula a cell. */
export async function streamCells(table: Table, path: string): Promise<void> {
  await stream(table, path, ownFormula);
}

/** The same with one shared formula a column. */
export async function streamShared(table: Table, path: string): Promise<void> {
  await stream(table, path, sharedFormula(table));
}

type FormulaOf = (
  content: Exclude<TableColumn['rest'], 'constant'>,
  at: { readonly column: number; readonly row: number; readonly sheetRow: number },
  result: number,
) => excel.CellValue;

const ownFormula: FormulaOf = (pieces, { sheetRow }, result) => ({
  formula: formulaAt(pieces, sheetRow),
  result,
});

/**
 * Shares every column from row 1 on, even where row 0 holds the same: the streaming writer numbers
 * shared formulas anew in each row, so that only one row of a sheet may begin any.
 */
function sharedFormula({ firstRow, rows }: Table): FormulaOf {
  return (pieces, { column, row, sheetRow }, result) => {
    const letters = columnLetters(column);
    if (row > 1) return { sharedFormula: `${letters}${firstRow + 1}`, result };
    const formula = formulaAt(pieces, sheetRow);
    if (row === 0) return { formula, result };
    const ref = `${letters}${sheetRow}:${letters}${firstRow + rows - 1}`;
    return { formula, result, shareType: 'shared', ref } as excel.CellFormulaValue;
  };
}

async function stream(table: Table, path: string, formulaOf: FormulaOf): Promise<void> {
  const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
  const sheet = workbook.addWorksheet(table.sheet);
  writeTop(sheet, table);
  for (let row = 0; row < table.rows; row++) writeRow(sheet, table, row, formulaOf).commit();
  await workbook.commit();
}

function writeTop(sheet: excel.Worksheet, { settings, headerRow, columns }: Table): void {
  for (const { row, value } of settings) sheet.getCell(row, 2).value = value;
  for (const [i, { header }] of columns.entries()) sheet.getCell(headerRow, i + 1).value = header;
}

function writeRow(
  sheet: excel.Worksheet,
  { firstRow, columns }: Table,
  row: number,
  formulaOf: FormulaOf,
): excel.Row {
  const sheetRow = firstRow + row;
  const line = sheet.getRow(sheetRow);
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i];
    const cell = line.getCell(i + 1);
    const content = contentAt(column, row);
    const value = column.values[row];
    cell.value =
      content === 'constant' ? value : formulaOf(content, { column: i + 1, row, sheetRow }, value);
    cell.numFmt = column.format;
  }
  return line;
}
