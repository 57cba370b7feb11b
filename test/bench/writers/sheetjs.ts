import { writeFile } from 'node:fs/promises';
import zlib from 'node:zlib';
import xlsx from 'xlsx';
import { contentAt, formulaAt, type Table } from '../table.ts';

// Its own deflate makes files two and a half times as large, and slower.
(xlsx.CFB as { utils: { use_zlib(module: typeof zlib): void } }).utils.use_zlib(zlib);

/** SheetJS' community edition, in its dense mode; it knows no shared formulas. */
export async function write(table: Table, path: string): Promise<void> {
  const { settings, headerRow, firstRow, rows, columns } = table;
  const lines: xlsx.CellObject[][] = [];
  for (const { row, value } of settings) {
    lines[row - 1] = [];
    lines[row - 1][1] = number(value);
  }
  lines[headerRow - 1] = columns.map(({ header }) => ({ t: 's', v: header }));
  for (let row = 0; row < rows; row++) {
    const sheetRow = firstRow + row;
    lines[sheetRow - 1] = columns.map((column) => {
      const cell = number(column.values[row]);
      cell.z = column.format;
      const content = contentAt(column, row);
      if (content !== 'constant') cell.f = formulaAt(content, sheetRow);
      return cell;
    });
  }
  const workbook = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(workbook, denseSheet(lines, columns.length), table.sheet);
  // As a buffer: the module has no file system of its own.
  const bytes = xlsx.write(workbook, { type: 'buffer', bookType: 'xlsx', compression: true });
  await writeFile(path, bytes);
}

/** In dense mode a sheet is an array of its rows. */
function denseSheet(lines: xlsx.CellObject[][], columns: number): xlsx.WorkSheet {
  const sheet = lines as unknown as xlsx.WorkSheet;
  const range = { s: { r: 0, c: 0 }, e: { r: lines.length - 1, c: columns - 1 } };
  sheet['!ref'] = xlsx.utils.encode_range(range);
  return sheet;
}

const number = (v: number): xlsx.CellObject => ({ t: 'n', v });
