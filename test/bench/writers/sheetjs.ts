import zlib from 'node:zlib';
import * as xlsx from 'xlsx';
import { contentAt, formulaAt, type Table } from '../table.ts';

/** SheetJS' community edition, in its dense mode; it knows no shared formulas. */
export async function write(table: Table, path: string): Promise<void> {
  const { firstRow, headerRow, rows, columns } = table;
  const lines: xlsx.CellObject[][] = [];
  for (const { row, value } of table.settings) lines[row - 1] = [, number(value)] as never;
  lines[headerRow - 1] = columns.map(({ header }) => ({ t: 's', v: header }));
  for (let row = 0; row < rows; row++) {
    const sheetRow = firstRow + row;
    lines[sheetRow - 1] = columns.map((column) => {
      const content = contentAt(column, row);
      const cell = { ...number(column.values[row]), z: column.format };
      return content === 'constant' ? cell : { ...cell, f: formulaAt(content, sheetRow) };
    });
  }
  // In dense mode a sheet is an array of rows.
  const sheet = lines as unknown as xlsx.WorkSheet;
  const [last, s] = [
    { r: firstRow + rows - 2, c: columns.length - 1 },
    { r: 0, c: 0 },
  ];
  sheet['!ref'] = xlsx.utils.encode_range({ s, e: last });
  const workbook = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(workbook, sheet, table.sheet);
  xlsx.writeFile(workbook, path, { compression: true });
}

const number = (v: number): xlsx.CellObject => ({ t: 'n', v });
