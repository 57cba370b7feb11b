import { type Plan, planWorkbook, type Selection } from '../layout/plan.ts';
import { SHEETS } from '../layout/sheets.ts';
import type { Network } from '../network/network.ts';
import { checkGradients } from '../numeric/check/check.ts';
import { finalLoss, lossOfStep, runOf } from '../numeric/diagnose.ts';
import type { Run } from '../numeric/value.ts';
import { version } from '../version.ts';
import { additionsOf } from './additions.ts';
import { formulasIn } from './blocks.ts';
import { addChartData } from './chartData.ts';
import { gradientChartRow } from './charts.ts';
import { proofClause } from './check/words.ts';
import { addData } from './data.ts';
import { type Parts, partsOf } from './exceljs/parts.ts';
import { addGradientCheck } from './gradientCheck.ts';
import { addLearningRates } from './learningRates.ts';
import { addNetwork } from './network/sheet.ts';
import { finishWorkbook } from './parts/package.ts';
import { selectedValues } from './selected.ts';
import { addSelected } from './selectedSheet.ts';
import { addSheet } from './sheet.ts';
import { addStart, contentsOf } from './start.ts';
import { addSummary } from './summary.ts';
import { addSurfaceData } from './surface/data.ts';
import { addSurface } from './surface/sheet.ts';
import { surfaceTrace } from './surface/trace.ts';
import { TABS } from './theme/colours.ts';
import { addRuns, addTraining } from './training.ts';
import { Progress, type Watch } from './watch.ts';

/** A finished workbook and what a person wants to know about it. */
export interface Workbook {
  /** The .xlsx file. */
  readonly bytes: Uint8Array;
  /** Names of the sheets, in order. */
  readonly sheets: readonly string[];
  /** How many cells hold a formula. */
  readonly formulas: number;
  /**
   * E_total after the last step; with several samples its mean, over the batch or, where an epoch takes
   * several steps, over the last epoch. NaN if it overflowed.
   */
  readonly finalLoss: number;
  /** What the cell `verdict` says. */
  readonly verdict: string;
}

/** What the workbook shows when it is opened, and where it comes from. */
export interface WorkbookOptions extends Selection, Watch {
  /** The template or file that `Start` names as the workbook's source. */
  readonly madeFrom?: string;
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
 * @throws GradsheetError `TOO_LARGE` if a formula would be longer than a cell can hold; the reason of
 * `signal` where that is aborted.
 */
export async function buildWorkbook(
  network: Network,
  { madeFrom = 'a description', onProgress, signal, ...selection }: WorkbookOptions = {},
): Promise<Workbook> {
  const watch = { ...(onProgress && { onProgress }), ...(signal && { signal }) };
  const progress = new Progress(watch, network.compare.length + 1);
  progress.check();
  const plan = planWorkbook(network, selection);
  const run = runOf(network);
  await progress.trained();
  const compared: { losses: Float64Array; verdict: string }[] = [];
  for (const rate of network.compare) {
    const { trace, diagnosis } = runOf(network, rate);
    const loss = lossOfStep(trace);
    const losses = Float64Array.from({ length: network.steps + 1 }, (_, step) => loss(step));
    compared.push({ losses, verdict: diagnosis.verdict });
    await progress.trained();
  }
  const skeleton = await writeSkeleton(plan, run, {
    madeFrom,
    verdicts: compared.map(({ verdict }) => verdict),
  });
  const losses = compared.map((each) => each.losses);
  let { formulas } = skeleton;
  let rows = 0;
  const additions = additionsOf(plan, run, losses, (block) => {
    formulas += formulasIn(block);
    progress.wrote(block.rows, rows);
  });
  for (const { rows: table } of additions) {
    if (table) rows += table.lastRow - table.firstTemplateRow + 1;
  }
  const onPiece = () => progress.check();
  const bytes = await finishWorkbook(skeleton.parts, additions, { onPiece });
  return {
    bytes,
    sheets: [SHEETS.start, ...contentsOf(plan).map(([sheet]) => sheet)],
    formulas,
    finalLoss: finalLoss(run.trace),
    verdict: run.diagnosis.verdict,
  };
}

async function writeSkeleton(
  plan: Plan,
  run: Run,
  { madeFrom, verdicts }: { madeFrom: string; verdicts: readonly string[] },
): Promise<{ parts: Parts; formulas: number }> {
  const { default: ExcelWorkbook } = await import('./exceljs/workbook.ts');
  const workbook = new ExcelWorkbook();
  workbook.creator = 'gradsheet';
  const selected = selectedValues(plan, run);
  const checked = checkGradients(
    run,
    plan.check.rows.map(({ parameter }) => parameter),
    { step: plan.selectedStep, sample: plan.selectedSample },
  );
  const proof = String(proofClause(plan, checked).result);
  addStart(workbook, plan, {
    proof,
    verdict: run.diagnosis.verdict,
    version,
    madeFrom,
    contents: contentsOf(plan),
  });
  addNetwork(workbook, plan, { run, selected, proof });
  if (plan.data) addData(workbook, plan, plan.data);
  addTraining(workbook, plan);
  if (plan.summary) addSummary(workbook, plan, plan.summary);
  addGradientCheck(workbook, plan, selected, checked);
  if (plan.runs.length > 0) addLearningRates(workbook, plan, verdicts);
  const surface = plan.surface && { layout: plan.surface, trace: surfaceTrace(plan, run)! };
  if (surface) addSurface(workbook, plan, surface.layout, surface.trace);
  const charts = addSheet(workbook, SHEETS.charts, {
    tab: TABS.charts,
    title: 'Charts',
    purpose:
      'The path of every weight through training, and how its gradient fades or grows; a gradient of exactly 0 is drawn at 1E-16.',
    widths: [],
  });
  // A page on paper for each chart.
  charts.getRow(gradientChartRow(plan) - 1).addPageBreak();
  if (plan.selected) addSelected(workbook, plan, plan.selected, selected);
  addChartData(workbook, plan, lossOfStep(run.trace));
  if (surface) addSurfaceData(workbook, plan, surface.layout, surface.trace);
  if (plan.runs.length > 0) addRuns(workbook, plan);
  let formulas = 0;
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.formula) formulas++;
      }),
    ),
  );
  return { parts: await partsOf(workbook), formulas };
}
