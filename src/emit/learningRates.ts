import type { Worksheet } from 'exceljs';
import { SMALLEST_PLOTTED } from '../functions/thresholds.ts';
import { printAt } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { LEARNING_RATES, NAMES, SHEETS } from '../layout/sheets.ts';
import { finiteOrWord, wordsIfEqual } from '../symbolic/cells/selection.ts';
import { judgedLoss } from '../symbolic/diagnostics.ts';
import { verdictFormula } from '../symbolic/verdict.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { ComparedRate } from './facts.ts';
import { acceptNumber, type Open, put } from './sheet.ts';
import { STYLES } from './theme/styles.ts';

/** So that two charts, each over four columns, end on the first screen of a laptop. */
const RATE_WIDTH = 13;

/** Beside the lesson's own rate. */
const OWN_RATE = 'this lesson';
/** A loss that is no number any more. */
const OVERFLOW = 'overflow';

const { titleRow, rateColumn, finalColumn, verdictColumn, markColumn } = LEARNING_RATES;

/** The skeleton of `Learning rates`: a row a rate, and the titles of the losses, which are streamed in. */
export function addLearningRates(open: Open, plan: Plan, compared: readonly ComparedRate[]): void {
  const { network, rates } = plan;
  const { periodColumn, firstColumn } = LEARNING_RATES;
  const { periodIsStep } = network.batches;
  const sheet = open({
    title: 'Learning rates compared',
    purpose: `The same training at its own learning rate η and at others. Type another rate over a blue one: its run, its curve and its verdict follow. A loss of 0 (or below ${SMALLEST_PLOTTED.words}) is drawn at ${SMALLEST_PLOTTED.words}.`,
    onePage: true,
    widths: [
      13.5,
      13.25,
      19,
      13.25,
      ...Array<number>(Math.max(network.compare.length, 8)).fill(RATE_WIDTH),
    ],
  });
  // The losses at every step are many; the charts tell them.
  const end = cellAddress(LEARNING_RATES.lastChartColumn, rates.headerRow - 2);
  sheet.pageSetup.printArea = `A1:${end}`;
  const loss = periodIsStep ? 'final loss' : 'last epoch';
  for (const [column, text] of [
    [rateColumn, 'learning rate η'],
    [finalColumn, loss],
    [verdictColumn, 'verdict'],
  ] as const) {
    put(sheet, titleRow, column, text, STYLES.stepHeader);
  }
  for (const [index, each] of compared.entries()) addRate(sheet, plan, index, each);

  const { headerRow, firstRow } = rates;
  const title = periodIsStep ? 'The loss at every step' : 'The mean loss of every epoch';
  put(sheet, headerRow - 1, periodColumn, title, STYLES.subheading);
  put(sheet, headerRow, periodColumn, periodIsStep ? 'step' : 'epoch', STYLES.stepHeader);
  for (const row of [firstRow, firstRow + 1]) put(sheet, row, periodColumn, 0, STYLES.step);
  for (const [index, rate] of network.compare.entries()) {
    const { column, row } = rates.placeOf(index);
    const content = { formula: cellAddress(column, row), result: rate };
    put(sheet, headerRow, firstColumn + index, content, STYLES.rateLink);
    for (const at of [firstRow, firstRow + 1]) {
      put(sheet, at, firstColumn + index, 0, STYLES.linked);
    }
  }
}

/** A rate, what came of it, and whether it is the lesson's own, also after another one is typed. */
function addRate(sheet: Worksheet, plan: Plan, index: number, { final, verdict }: ComparedRate) {
  const { network, runs, rates } = plan;
  const { row } = rates.placeOf(index);
  const rate = network.compare[index]!;
  const isOwn = rate === network.learningRate;
  const own = { formula: NAMES.eta, result: rate };
  put(sheet, row, rateColumn, isOwn ? own : rate, isOwn ? STYLES.ownRate : STYLES.rateHeader);
  acceptNumber(sheet, row, rateColumn, {
    title: 'Learning rate',
    prompt: isOwn
      ? `The learning rate of this lesson, η on ${SHEETS.network}. Set it there, or type a number here.`
      : 'The learning rate of this row: any number.',
  });
  const table = runs[index]!;
  const lastJudged = table.firstRow + network.batches.periodEnds.at(-1)!;
  const end = cellAddress(table.columnOf(judgedLoss(network)), lastJudged, { sheet: table.sheet });
  const isNumber = Number.isFinite(final);
  const shown = { formula: finiteOrWord(end, OVERFLOW), result: isNumber ? final : OVERFLOW };
  put(sheet, row, finalColumn, shown, STYLES.linked);
  const formula = printAt(verdictFormula(network), table, { sheet: SHEETS.learningRates });
  put(sheet, row, verdictColumn, { formula, result: verdict }, STYLES.rateVerdict);
  const mark = wordsIfEqual(cellAddress(rateColumn, row), NAMES.eta, OWN_RATE);
  put(sheet, row, markColumn, { formula: mark, result: isOwn ? OWN_RATE : '' }, STYLES.caption);
}
