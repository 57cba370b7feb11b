import { writeFile } from 'node:fs/promises';
import ExcelWorkbook from 'exceljs/lib/doc/workbook.js';
import { exceljsParts } from '../../../src/emit/exceljs/parts.ts';
import type { Parts } from '../../../src/xlsx/writer/opc.ts';
import { finishWorkbook, type TemplateStyles } from '../../../src/xlsx/writer/package.ts';
import type { Block, BlockColumn, CellSource } from '../../../src/xlsx/writer/rows.ts';
import { formulaAt, type Pieces, type Table, type TableColumn } from '../table.ts';

/**
 * Our writer, along the path of `buildWorkbook`: exceljs makes the skeleton with its styles and two
 * template rows, `finishWorkbook` streams the rows into it as shared formulas.
 */
export async function write(table: Table, path: string): Promise<void> {
  const { sheet, firstRow, rows, columns } = table;
  const bytes = await finishWorkbook(await skeletonOf(table), [
    {
      sheet,
      rows: {
        firstTemplateRow: firstRow,
        lastRow: firstRow + rows - 1,
        lastColumn: columns.length,
        blocks: (styles) => [blockOf(table, styles)],
      },
    },
  ]);
  await writeFile(path, bytes);
}

async function skeletonOf(table: Table): Promise<Parts> {
  const workbook = new ExcelWorkbook();
  const sheet = workbook.addWorksheet(table.sheet);
  for (const { row, value } of table.settings) sheet.getCell(row, 2).value = value;
  for (const [i, { header, format }] of table.columns.entries()) {
    sheet.getCell(table.headerRow, i + 1).value = header;
    for (const row of [table.firstRow, table.firstRow + 1]) {
      const cell = sheet.getCell(row, i + 1);
      cell.value = 0;
      cell.numFmt = format;
    }
  }
  return await exceljsParts(workbook);
}

/** The table as the streamed rows of a sheet. */
export function blockOf({ firstRow, rows, columns }: Table, styles: TemplateStyles): Block {
  return {
    firstRow,
    rows,
    firstColumn: 1,
    columns: columns.map((column, i) => blockColumn(column, styles(i + 1), firstRow)),
  };
}

function blockColumn(
  { first, rest, values }: TableColumn,
  styles: readonly [number, number],
  firstRow: number,
): BlockColumn {
  const source = (content: 'constant' | Pieces, row: number): CellSource =>
    content === 'constant'
      ? { kind: 'number' }
      : { kind: 'shared', formula: formulaAt(content, firstRow + row) };
  return {
    styles,
    ...(first && { first: source(first, 0) }),
    rest: source(rest, first ? 1 : 0),
    value: (row) => values[row],
  };
}
