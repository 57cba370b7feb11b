import { printAt } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { LEARNING_RATES, NAMES, SHEETS } from '../layout/sheets.ts';
import { wordsIfEqual } from '../symbolic/cells/selection.ts';
import { verdictFormula } from '../symbolic/verdict.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { ComparedRate } from './facts.ts';
import { acceptNumber, type Open, put } from './sheet.ts';
import { STYLES } from './theme/styles.ts';

/** Above the lesson's own rate. */
const OWN_RATE = 'this lesson';

/** Three charts at most. */
const CHART_COLUMNS = 3 * LEARNING_RATES.columnsPerChart;

/** The skeleton of `Learning rates`: titles, verdicts and rates; the losses are streamed in. */
export function addLearningRates(open: Open, plan: Plan, compared: readonly ComparedRate[]): void {
  const { network, runs } = plan;
  const { verdictRow, ownRow, headerRow, firstRow, stepColumn, firstColumn } = LEARNING_RATES;
  const sheet = open({
    title: 'LR vs Step vs Loss',
    purpose:
      'The same network trained at its own learning rate η and at others. Type another rate over a blue one: its run, its curve and its verdict follow.',
    printedRows: [headerRow, headerRow],
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
    const { verdict } = compared[index];
    put(sheet, verdictRow, column, { formula, result: verdict }, STYLES.smallVerdict);
    const isOwn = rate === network.learningRate;
    put(sheet, ownRow, column, ownMark(column, isOwn), STYLES.caption);
    const own = { formula: NAMES.eta, result: rate };
    put(sheet, headerRow, column, isOwn ? own : rate, isOwn ? STYLES.ownRate : STYLES.rateHeader);
    acceptNumber(sheet, headerRow, column, {
      title: 'Learning rate',
      prompt: isOwn
        ? `The learning rate of this lesson, η on ${SHEETS.network}. Set it there, or type a number here.`
        : 'The learning rate of this column: any number.',
    });
    for (const row of [firstRow, firstRow + 1]) put(sheet, row, column, 0, STYLES.linked);
  }
}

/** Says which columns hold the lesson's own rate, also after another one is typed there or here. */
function ownMark(column: number, isOwn: boolean) {
  const rate = cellAddress(column, LEARNING_RATES.headerRow);
  return { formula: wordsIfEqual(rate, NAMES.eta, OWN_RATE), result: isOwn ? OWN_RATE : '' };
}
