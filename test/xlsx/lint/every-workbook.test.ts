import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { exceljsParts } from '../../../src/emit/exceljs/parts.ts';
import { finishWorkbook } from '../../../src/xlsx/writer/package.ts';

const ROOT = join(import.meta.dirname, '../../..');

it('no test can make a workbook that Excel would repair', async () => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('One').getRow(1).height = 410;
  await expect(finishWorkbook(await exceljsParts(workbook), [])).rejects.toThrow(
    'points of a row: 410 at row 1',
  );
});

it('not even one of the tests that take long', () => {
  const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  const configurations = tests.filter((file) => file.endsWith('vitest.config.ts'));
  const all = ['vitest.config.ts', ...configurations.map((file) => join('test', file))];
  for (const file of all) {
    expect(readFileSync(join(ROOT, file), 'utf8'), file).toContain(
      "setupFiles: 'test/support/lint-every-workbook.ts'",
    );
  }
});
