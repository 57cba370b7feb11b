import { type Plan, planWorkbook } from '../layout/plan.ts';
import { CHART_DATA, LEARNING_RATES, RUNS, SHEETS, TRAINING } from '../layout/sheets.ts';
import type { Network } from '../network/network.ts';
import { checkGradients, proofOf } from '../numeric/check.ts';
import { diagnose } from '../numeric/diagnose.ts';
import { train } from '../numeric/train.ts';
import type { Run } from '../numeric/value.ts';
import { version } from '../version.ts';
import { formulasIn, lossBlock, runBlock, trainingBlock } from './blocks.ts';
import { chartDataBlock } from './chartBlock.ts';
import { addChartData } from './chartData.ts';
import { lossChart, rateCharts, trajectoryCharts } from './charts.ts';
import { addGradientCheck, DEFAULT_WIDTH } from './gradientCheck.ts';
import { addLearningRates } from './learningRates.ts';
import { stepScrollBar } from './network/desk.ts';
import { networkDrawing } from './network/drawing.ts';
import { addNetwork } from './network/sheet.ts';
import { finishWorkbook, type SheetAddition, type TemplateStyles } from './parts/package.ts';
import type { Block } from './parts/rows.ts';
import { addSheet } from './sheet.ts';
import { addStart, contentsOf } from './start.ts';
import { TABS } from './theme.ts';
import { addRuns, addTraining } from './training.ts';

/** A finished workbook and what a person wants to know about it. */
export interface Workbook {
  /** The .xlsx file. */
  readonly bytes: Uint8Array;
  /** Names of the sheets, in order. */
  readonly sheets: readonly string[];
  /** How many cells hold a formula. */
  readonly formulas: number;
  /** E_total after the last step; NaN if it overflowed. */
  readonly finalLoss: number;
  /** What the cell `verdict` says. */
  readonly verdict: string;
}

export interface WorkbookOptions {
  /** The template or file that `Start` names as the workbook's source. */
  readonly madeFrom?: string;
  /** The step that the workbook shows when it is opened; 0 if left out. */
  readonly selectedStep?: number;
}

/**
 * Makes the workbook of a network. Same network, same bytes.
 *
 * The phases:
 * 1. numeric: train the network, and once more for each compared rate, for the cached values.
 * 2. symbolic and layout: plan which quantity lives in which cell.
 * 3. exceljs: styles, the small sheets, and the skeletons of the big ones.
 * 4. parts: stream the rows of the big sheets into the file, add charts, zip.
 *
 * @throws GradsheetError `TOO_LARGE` if a formula would be longer than a cell can hold.
 */
export async function buildWorkbook(
  network: Network,
  { madeFrom = 'a description', selectedStep = 0 }: WorkbookOptions = {},
): Promise<Workbook> {
  const plan = planWorkbook(network, selectedStep);
  const run = runAt(network, network.learningRate);
  const compared = network.compare.map((rate) => {
    const { trace, diagnosis } = runAt(network, rate);
    return { losses: trace.totals, verdict: diagnosis.verdict };
  });
  const skeleton = await writeSkeleton(plan, run, {
    madeFrom,
    verdicts: compared.map(({ verdict }) => verdict),
  });
  const losses = compared.map((each) => each.losses);
  let { formulas } = skeleton;
  const bytes = await finishWorkbook(
    skeleton.bytes,
    additionsOf(plan, run, losses, (block) => {
      formulas += formulasIn(block);
    }),
  );
  return {
    bytes,
    sheets: [SHEETS.start, ...contentsOf(plan).map(([sheet]) => sheet)],
    formulas,
    finalLoss: run.trace.totals[network.steps],
    verdict: run.diagnosis.verdict,
  };
}

function runAt(network: Network, rate: number): Run {
  const trace = train(network, rate);
  return { trace, diagnosis: diagnose(trace) };
}

async function writeSkeleton(
  plan: Plan,
  run: Run,
  { madeFrom, verdicts }: { madeFrom: string; verdicts: readonly string[] },
): Promise<{ bytes: Uint8Array; formulas: number }> {
  const { default: ExcelWorkbook } = await import('exceljs/lib/doc/workbook.js');
  const workbook = new ExcelWorkbook();
  workbook.creator = 'gradsheet';
  workbook.calcProperties.fullCalcOnLoad = true;
  const checks = checkGradients(
    run,
    plan.check.rows.map(({ parameter }) => parameter),
    plan.selectedStep,
    DEFAULT_WIDTH,
  );
  const proof = proofOf(checks, plan.check.parameterCount);
  addStart(workbook, plan, {
    proof,
    verdict: run.diagnosis.verdict,
    version,
    madeFrom,
    contents: contentsOf(plan),
  });
  addNetwork(workbook, plan, run, proof);
  addTraining(workbook, plan);
  addGradientCheck(workbook, plan, run, checks);
  if (plan.runs.length > 0) addLearningRates(workbook, plan, verdicts);
  addSheet(workbook, SHEETS.charts, {
    tab: TABS.charts,
    title: 'Charts',
    purpose: 'The path of every weight through training, and how its gradient fades or grows.',
    widths: [],
  });
  addChartData(workbook, plan, run.trace.totals);
  if (plan.runs.length > 0) addRuns(workbook, plan);
  let formulas = 0;
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.formula) formulas++;
      }),
    ),
  );
  return {
    bytes: new Uint8Array(
      await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } } as never),
    ),
    formulas,
  };
}

/** What exceljs cannot write: the rows of the big sheets, and the charts. */
function additionsOf(
  plan: Plan,
  run: Run,
  losses: readonly Float64Array[],
  onBlock: (block: Block) => void,
): SheetAddition[] {
  const { network, training, runsExtent } = plan;
  const { steps, compare } = network;
  const rows = (
    firstTemplateRow: number,
    lastRow: number,
    lastColumn: number,
    blocks: (styles: TemplateStyles) => Iterable<Block>,
  ): NonNullable<SheetAddition['rows']> => ({
    firstTemplateRow,
    lastRow,
    lastColumn,
    *blocks(styles) {
      for (const block of blocks(styles)) {
        onBlock(block);
        yield block;
      }
    },
  });
  const additions: SheetAddition[] = [
    {
      sheet: SHEETS.network,
      charts: [lossChart(plan, run)],
      shapes: [networkDrawing(plan, run)],
      scrollBars: stepScrollBar(plan),
    },
    { sheet: SHEETS.charts, charts: trajectoryCharts(plan, run) },
    {
      sheet: SHEETS.training,
      rows: rows(
        TRAINING.firstRow,
        training.lastRow,
        TRAINING.firstColumn + plan.quantities.length - 1,
        (styles) => [trainingBlock(plan, run, styles)],
      ),
    },
    {
      sheet: SHEETS.chartData,
      rows: rows(
        CHART_DATA.firstRow,
        CHART_DATA.firstRow + plan.chartData.points.length - 1,
        plan.chartData.last,
        (styles) => [chartDataBlock(plan, run, losses, styles)],
      ),
    },
  ];
  if (compare.length === 0) return additions;
  return [
    ...additions,
    {
      sheet: SHEETS.learningRates,
      charts: rateCharts(plan, losses),
      rows: rows(
        LEARNING_RATES.firstRow,
        LEARNING_RATES.firstRow + steps,
        LEARNING_RATES.stepColumn + compare.length,
        (styles) => [lossBlock(plan, losses, styles)],
      ),
    },
    {
      sheet: SHEETS.runs,
      rows: rows(RUNS.firstRow, runsExtent.lastRow, runsExtent.lastColumn, (styles) =>
        runBlocks(plan, styles),
      ),
    },
  ];
}

/** Trains each compared rate again just before its rows are written: one trace in memory at a time. */
function* runBlocks(plan: Plan, styles: TemplateStyles): Generator<Block> {
  for (const [index, rate] of plan.network.compare.entries()) {
    yield runBlock(plan, index, runAt(plan.network, rate), styles);
  }
}
