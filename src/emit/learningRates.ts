import type { Workbook } from 'exceljs';
import { printAt } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { LEARNING_RATES, SHEETS } from '../layout/sheets.ts';
import { verdictFormula } from '../symbolic/verdict.ts';
import { acceptNumber, addSheet, put } from './sheet.ts';
import { TABS } from './theme/colours.ts';
import { STYLES } from './theme/styles.ts';

/** Three charts at most. */
const CHART_COLUMNS = 3 * LEARNING_RATES.columnsPerChart;

/** The skeleton of `Learning rates`: titles, verdicts and rates; the losses are streamed in. */
export function addLearningRates(
  workbook: Workbook,
  plan: Plan,
  verdicts: readonly string[],
): void {
  const { network, runs } = plan;
  const { verdictRow, headerRow, firstRow, stepColumn, firstColumn } = LEARNING_RATES;
  const sheet = addSheet(workbook, SHEETS.learningRates, {
    tab: TABS.learningRates,
    title: 'LR vs Step vs Loss',
    purpose:
      'The same network trained at other learning rates. Type another rate over a blue one: its run, its curve and its verdict follow.',
    printedRow: headerRow,
    // As many as the charts above the table are anchored to.
    widths: [10, ...Array<number>(Math.max(network.compare.length, CHART_COLUMNS)).fill(14)],
  });
  put(sheet, verdictRow, stepColumn, 'verdict', STYLES.smallVerdict);
  sheet.getRow(verdictRow).height = 42;
  put(sheet, headerRow, stepColumn, 'step', STYLES.stepHeader);
  for (const row of [firstRow, firstRow + 1]) put(sheet, row, stepColumn, 0, STYLES.step);
  for (const [index, rate] of network.compare.entries()) {
    const column = firstColumn + index;
    const formula = printAt(verdictFormula(network), runs[index], { sheet: SHEETS.learningRates });
    put(sheet, verdictRow, column, { formula, result: verdicts[index] }, STYLES.smallVerdict);
    put(sheet, headerRow, column, rate, STYLES.rateHeader);
    acceptNumber(sheet, headerRow, column, {
      title: 'Learning rate',
      prompt: 'The learning rate of this column: any number.',
    });
    for (const row of [firstRow, firstRow + 1]) put(sheet, row, column, 0, STYLES.linked);
  }
}
