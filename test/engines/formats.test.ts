import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { mendNumbers } from '../../src/emit/mendNumbers.ts';
import { STYLES, shownAs } from '../../src/emit/theme/styles.ts';
import { gnumeric } from './gnumeric.ts';
import { libreoffice } from './libreoffice.ts';
import { poppler, toPdf } from './picture.ts';
import { engineOrSkip } from './require.ts';
import { run, withTempFolder } from './tool.ts';

/** What is seen of a number, of any sign and of a size. */
const SEEN: readonly (readonly [value: number, number: string, size?: string])[] = [
  [0, '0.0000'],
  [-0, '0.0000'],
  [1, '1.0000'],
  [-0.15, '-0.1500', ''],
  [0.00123456, '0.0012'],
  [0.00099996, '0.0010'],
  [0.00012345, '1.23E-04'],
  [-0.00012345, '-1.23E-04', ''],
  [-3e-16, '-3.00E-16', ''],
  [12345.678, '12345.6780'],
  [-99999.9999, '-99999.9999', ''],
  [99999.99996, '1.00E+05'],
  [123456.7, '1.23E+05'],
  [-123456.7, '-1.23E+05', ''],
  [1e300, '1.00E+300'],
];
const COLUMNS = ['number', 'size', 'percent'] as const;

/** A sheet with a column a format. */
async function sample(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Numbers');
  for (const [row, [value, , size]] of SEEN.entries()) {
    for (const [column, format] of COLUMNS.entries()) {
      const cell = sheet.getCell(row + 1, column + 1);
      cell.style = shownAs(STYLES.value, format);
      if (format === 'number' || (format === 'size' && size !== '')) cell.value = value;
      if (format === 'percent' && value === 1) cell.value = 0.9733;
    }
  }
  for (const column of [1, 2, 3]) sheet.getColumn(column).width = 12;
  mendNumbers(sheet, null);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const EXPECTED = SEEN.map(([value, number, size = number]) =>
  [number, size, value === 1 ? '97.3%' : ''].filter((text) => text !== ''),
);

/** The texts of a printed page, line by line. */
async function printed(pdf: string): Promise<string[][]> {
  const target = `${pdf}.txt`;
  await run('pdftotext', ['-layout', pdf, target], { seconds: 60 });
  return (await readFile(target, 'utf8'))
    .split(/[\f\n]/)
    .map((line) => line.replaceAll('−', '-').split(/\s+/).filter(Boolean))
    .filter((line) => line.length > 0 && /\d/.test(line[0]) && line[0] !== 'Page');
}

engineOrSkip(libreoffice, poppler)('numbers in LibreOffice', () => {
  it('are shown with four decimals, or a power of ten', () =>
    withTempFolder(async (folder) => {
      expect(await printed(await toPdf(await sample(), folder))).toEqual(EXPECTED);
    }));
});

engineOrSkip(gnumeric, poppler)('numbers in Gnumeric', () => {
  it('are shown with four decimals, or a power of ten', () =>
    withTempFolder(async (folder) => {
      const [source, target] = [join(folder, 'in.xlsx'), join(folder, 'out.pdf')];
      await writeFile(source, await sample());
      const env = { HOME: folder, LC_ALL: 'C.UTF-8' };
      await run('ssconvert', [source, target], { seconds: 120, env });
      expect(await printed(target)).toEqual(EXPECTED);
    }));
});
