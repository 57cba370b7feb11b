import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import excel from 'exceljs';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { columnLetters } from '../../src/xlsx/address.ts';
import { type Cells, cellsOf } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { hyperformula } from '../engines/hyperformula.ts';
import { withTempFolder } from '../engines/tool.ts';
import { networkOf, SHAPES } from './numeric/network.ts';
import { firstStepError, type TrainerName, trainers } from './numeric/trainers.ts';
import { runProcess } from './process.ts';
import { runCounted } from './processor.ts';
import { atLeast, atMost, short, times } from './report.ts';
import { inRounds, summarise } from './rounds.ts';
import { loadTable, saveTable } from './store.ts';
import { contentAt, type Formulation, formulaAt, formulaCells, tableOf } from './table.ts';
import { type NodeWriter, nodeWriters } from './writers/contenders.ts';
import {
  PYTHON,
  type PythonWriter,
  pythonArguments,
  pythonModule,
  pythonWriters,
} from './writers/python.ts';

const table = tableOf('expanded', 6);
const SHEET = 'Training';

/** What every cell of the table should hold. */
function expectedCells({ cached = true } = {}): Record<string, [string | undefined, unknown]> {
  const cells: Record<string, [string | undefined, unknown]> = {};
  for (const { row, value } of table.settings) cells[`B${row}`] = [undefined, value];
  for (const [i, column] of table.columns.entries()) {
    const letters = columnLetters(i + 1);
    cells[`${letters}${table.headerRow}`] = [undefined, column.header];
    for (let row = 0; row < table.rows; row++) {
      const sheetRow = table.firstRow + row;
      const content = contentAt(column, row);
      cells[`${letters}${sheetRow}`] =
        content === 'constant'
          ? [undefined, column.values[row]]
          : [formulaAt(content, sheetRow), cached ? column.values[row] : null];
    }
  }
  return cells;
}

function foundCells(cells: Cells): Record<string, [string | undefined, unknown]> {
  expect([...cells.sheets.keys()]).toEqual([SHEET]);
  return Object.fromEntries(
    Array.from(cellsOf(cells.sheets.get(SHEET)!), ({ address, formula, value }) => [
      address,
      [formula, value],
    ]),
  );
}

/** The number formats of the table's second row, as exceljs reads them. */
async function formatsOf(bytes: Uint8Array): Promise<string[]> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(bytes as never);
  const row = workbook.getWorksheet(SHEET)!.getRow(table.firstRow + 1);
  return table.columns.map((_, i) => row.getCell(i + 1).numFmt);
}

const FORMATS = table.columns.map(({ format }) => format);

describe('the table', () => {
  it('writes gradients as the derivation does', () => {
    const { rest } = table.columns.find(({ header }) => header === '∂E/∂w3')!;
    const names = new Map(table.columns.map(({ header }, i) => [columnLetters(i + 1), header]));
    const formula = formulaAt(rest as readonly (string | number)[], 1);
    expect(formula.replace(/([A-Z]+)1(?!\d)/g, (_, letters) => names.get(letters)!)).toBe(
      '((a_o1-t1)*a_o1*(1-a_o1)*w6+(a_o2-t2)*a_o2*(1-a_o2)*w8)*a_h2*(1-a_h2)*i1',
    );
  });

  it.each([
    ['expanded', 31],
    ['factored', 43],
    ['shipped', 50],
  ] as const)('%s has %d columns, and its formulas give its values', async (name, columns) => {
    const each = tableOf(name satisfies Formulation, 5, 2);
    expect(each.columns).toHaveLength(columns);
    const bytes = await withTempFolder(async (folder) => {
      const path = join(folder, 'table.xlsx');
      await (await nodeWriters.gradsheet.load())(each, path);
      return readFile(path);
    });
    const written = await readCells(bytes);
    const formulas = [...cellsOf(written.sheets.get(SHEET)!)].filter((cell) => cell.formula);
    expect(formulas).toHaveLength(formulaCells(each));
    const [recalculated] = await hyperformula.recalculate([bytes]);
    expect(formatDifferences(compareCells(written, recalculated))).toBe('');
  });

  it('comes back from its folder', () =>
    withTempFolder(async (folder) => {
      saveTable(folder, table);
      expect(loadTable(folder)).toEqual(table);
    }));
});

const workbookWriters = (Object.keys(nodeWriters) as NodeWriter[]).filter((n) => n !== 'floor');

describe.each(workbookWriters)('%s', (name) => {
  it('writes the table', () =>
    withTempFolder(async (folder) => {
      const path = join(folder, 'table.xlsx');
      await (await nodeWriters[name].load())(table, path);
      const bytes = await readFile(path);
      expect(foundCells(await readCells(bytes))).toEqual(expectedCells());
      expect(await formatsOf(bytes)).toEqual(FORMATS);
    }));
});

describe('the floor', () => {
  it('writes the rows that our writer writes', () =>
    withTempFolder(async (folder) => {
      const [ours, floor] = [join(folder, 'ours.xlsx'), join(folder, 'floor')];
      await (await nodeWriters.gradsheet.load())(table, ours);
      await (await nodeWriters.floor.load())(table, floor);
      const zip = await JSZip.loadAsync(await readFile(ours));
      const xml = await zip.file('xl/worksheets/sheet1.xml')!.async('string');
      const rows = xml.slice(
        xml.indexOf(`<row r="${table.firstRow}"`),
        xml.indexOf('</sheetData>'),
      );
      expect(inflateRawSync(await readFile(floor)).toString()).toBe(rows);
    }));
});

for (const name of Object.keys(pythonWriters) as PythonWriter[]) {
  const { reason } = pythonModule(name);
  const title = reason === undefined ? name : `${name} [skipped: ${reason}]`;
  describe.skipIf(reason !== undefined)(title, () => {
    it('writes the table', () =>
      withTempFolder(async (folder) => {
        saveTable(folder, table);
        const path = join(folder, 'table.xlsx');
        await runProcess(PYTHON, pythonArguments(name, folder, path), { limit: 60 });
        const bytes = await readFile(path);
        // openpyxl cannot store a result beside a formula.
        const expected = expectedCells({ cached: name !== 'openpyxl' });
        expect(foundCells(await readCells(bytes))).toEqual(expected);
        expect(await formatsOf(bytes)).toEqual(FORMATS);
      }));
  });
}

describe.each(Object.keys(trainers) as TrainerName[])('%s', (name) => {
  it.each(SHAPES)('takes our first step in a %d-%d-%d network', async (...shape) => {
    const error = await firstStepError(name, networkOf(shape, 1));
    expect(error).toBeLessThanOrEqual(trainers[name].tolerance);
  });
});

describe('measuring', () => {
  it('takes turns and does not try again what died or was slow', async () => {
    const order: string[] = [];
    const contender = (name: string, script?: string) => ({
      name,
      async measure() {
        order.push(name);
        if (script) await runProcess(process.execPath, ['-e', script], { limit: 1 });
        return order.length;
      },
    });
    const results = await inRounds(
      [
        contender('a'),
        contender('broken', 'throw new TypeError("no")'),
        contender('hung', 'setInterval(() => {}, 1000)'),
        contender('slow', 'setTimeout(() => {}, 300)'),
        { ...contender('absent'), skipped: 'not there' },
      ],
      { rounds: 3, patience: 0.2, onRound: () => {} },
    );
    expect(order).toEqual(['a', 'broken', 'hung', 'slow', 'a', 'a']);
    expect(Object.fromEntries(results)).toEqual({
      a: { samples: [1, 5, 6] },
      broken: { reason: 'TypeError: no' },
      hung: { reason: 'not done after 1 s' },
      slow: { samples: [4] },
      absent: { reason: 'skipped: not there' },
    });
  });

  it('counts the seconds that a program has processors for', async () => {
    const busy = '(() => { let sum = 0; for (let i = 0; i < 2e8; i++) sum += i % 7; })()';
    const idle = 'setTimeout(() => {}, 1000)';
    const [worked, waited] = [
      await runCounted(process.execPath, ['-e', busy], { limit: 60 }),
      await runCounted(process.execPath, ['-e', idle], { limit: 60 }),
    ];
    expect(waited.processor).toBeGreaterThan(0.01);
    expect(waited.processor).toBeLessThan(waited.seconds / 2);
    expect(worked.processor).toBeGreaterThan(waited.processor);
    await expect(runCounted(process.execPath, ['-e', 'throw 1'], { limit: 60 })).rejects.toThrow();
  });

  it('sums up and judges', () => {
    expect(summarise([3, 1, 2])).toEqual({ count: 3, median: 2, min: 1, max: 3 });
    expect(summarise([4, 1])).toEqual({ count: 2, median: 2.5, min: 1, max: 4 });
    expect([0, 0.01234, 1.234, 123.4, 12345].map(short)).toEqual([
      '0',
      '0.012',
      '1.23',
      '123',
      '12,345',
    ]);
    expect(atMost('t', 1.5, 1.5, times).outcome).toBe('met');
    expect(atMost('t', 3, 1.5, times)).toMatchObject({
      measured: '3.00×',
      outcome: 'missed: 2.00× the limit',
    });
    expect(atLeast('t', 0.9, 1.8, times).outcome).toBe('missed: 0.500× the goal');
    expect(atLeast('t', undefined, 1.8, times).outcome).toBe('not measured');
  });
});
