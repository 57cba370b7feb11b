import { expect, it } from 'vitest';
import ExcelWorkbook from '../../src/emit/exceljs/workbook.ts';
import { factsOf } from '../../src/emit/facts.ts';
import { addSheet } from '../../src/emit/sheet.ts';
import { sheetsOf } from '../../src/emit/sheets.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parametersOf } from '../../src/network/parameters.ts';
import { runOf } from '../../src/numeric/run.ts';
import { parseSpec } from '../../src/spec/parse.ts';

/** Name, meaning, formula in symbols, two rows of styles … */
const CELLS_A_COLUMN = 7;
/** `Ways` has a row a weight and bias: its ways, their factors, its numbers. */
const CELLS_A_PARAMETER = 20;
/** Of pages, and of what stands beside the tables. */
const CELLS_BESIDES = 3_000;

/**
 * A cell in exceljs takes a kilobyte, and several while it is written; one that is streamed a few bytes.
 * So exceljs gets the headers of tables, not their rows: the forward passes of a gradient check, 64
 * rows over the whole width, took most of the memory of a wide workbook.
 */
it('exceljs makes the heads of wide tables and none of their rows', () => {
  const network = buildNetwork(
    parseSpec(`
inputs: [0.5, 0.1]
targets: [0.2]
layers:
  - { units: 30, activation: tanh, weights: xavier }
  - { units: 30, activation: tanh, weights: xavier }
  - { units: 1, activation: linear, weights: xavier }
training: { learningRate: 0.01, steps: 50 }
compare: []`),
  );
  const plan = planWorkbook(network);
  const workbook = new ExcelWorkbook();
  const made = sheetsOf(factsOf({ plan, run: runOf(network), compared: [], madeFrom: '' }));
  for (const { name, tab, skeleton } of made) {
    skeleton((options) => addSheet(workbook, name, { tab, ...options }));
  }
  let [cells, columns] = [0, 0];
  workbook.eachSheet((sheet) => {
    columns += sheet.columnCount;
    sheet.eachRow((row) => row.eachCell(() => cells++));
  });
  expect(columns).toBeGreaterThan(2500);
  expect(cells).toBeLessThan(
    CELLS_A_COLUMN * columns + CELLS_A_PARAMETER * parametersOf(network).length + CELLS_BESIDES,
  );
}, 60_000);
