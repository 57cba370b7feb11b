import { type Plan, planWorkbook, type Selection } from '../layout/plan.ts';
import { rowsOf as tableRows } from '../network/batches.ts';
import { checkNetwork, type Network } from '../network/network.ts';
import { finalLoss, judgedLosses } from '../numeric/diagnose.ts';
import { runOf } from '../numeric/run.ts';
import { isHidden, type SheetId } from '../spec/sheets.ts';
import type { Parts } from '../xlsx/writer/opc.ts';
import { finishWorkbook, type SheetAddition, type TableRows } from '../xlsx/writer/package.ts';
import type { Block } from '../xlsx/writer/rows.ts';
import { formulasIn } from './blocks.ts';
import { exceljsParts } from './exceljs/parts.ts';
import { type ComparedRate, factsOf } from './facts.ts';
import { mendNumbers } from './mendNumbers.ts';
import { goOnPaper } from './paper/table.ts';
import { addSheet } from './sheet.ts';
import { type NamedSheet, sheetsOf } from './sheets.ts';
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
 * 3. facts: what else the sheets show, computed once; `sheets.ts` says of each sheet how it is made.
 * 4. exceljs: styles, the small sheets, and the skeletons of the big ones.
 * 5. xlsx: stream the rows of the big sheets into the file, add charts, zip.
 *
 * @throws the reason of `signal` where that is aborted.
 */
export async function buildWorkbook(
  network: Network,
  { madeFrom = 'a description', onProgress, signal, ...selection }: WorkbookOptions = {},
): Promise<Workbook> {
  checkNetwork(network);
  const watch = { ...(onProgress && { onProgress }), ...(signal && { signal }) };
  const progress = new Progress(watch, network.compare.length + 1);
  progress.check();
  const plan = planWorkbook(network, selection);
  const run = runOf(network);
  await progress.trained();
  const compared: ComparedRate[] = [];
  for (const rate of network.compare) {
    compared.push(comparedRate(plan, rate));
    await progress.trained();
  }
  const sheets = sheetsOf(factsOf({ plan, run, compared, madeFrom }));
  const skeleton = await writeSkeleton(sheets);
  let { formulas } = skeleton;
  const rows = sheets.reduce((sum, { rows }) => sum + (rows ? rowsOf(rows) : 0), 0);
  const additions = additionsOf(sheets, (block) => {
    formulas += formulasIn(block);
    progress.wrote(block.rows, rows);
  });
  const onPiece = () => progress.check();
  const bytes = await finishWorkbook(skeleton.parts, additions, { onPiece });
  return {
    bytes,
    sheets: sheets.map(({ name }) => name),
    formulas,
    finalLoss: finalLoss(run.trace),
    verdict: run.diagnosis.verdict,
  };
}

/** So many numbers of compared runs are kept until their rows are written: 16 MB. */
const KEPT = 2_000_000;

/** Beyond that each run is trained again before its rows are written: one at a time is in memory. */
function comparedRate({ network, runs, quantities }: Plan, rate: number): ComparedRate {
  const run = runOf(network, rate);
  // A copy, so that the rest of the run need not stay.
  const losses = judgedLosses(run.trace).slice();
  const { verdict } = run.diagnosis;
  const isKept = runs.length * tableRows(network) * quantities.length <= KEPT;
  const final = finalLoss(run.trace);
  return { losses, final, verdict, run: isKept ? () => run : () => runOf(network, rate) };
}

async function writeSkeleton(
  sheets: readonly NamedSheet[],
): Promise<{ parts: Parts; formulas: number }> {
  const { default: ExcelWorkbook } = await import('./exceljs/workbook.ts');
  const workbook = new ExcelWorkbook();
  workbook.creator = 'gradsheet';
  for (const { id, name, tab, skeleton, rows } of sheets) {
    const own = { tab, hidden: isHidden(id) };
    skeleton((options) => addSheet(workbook, name, { ...own, ...options }));
    const sheet = workbook.getWorksheet(name)!;
    mendNumbers(sheet, rows);
    goOnPaper(sheet, rows && rows.within === undefined ? rows.lastRow : sheet.rowCount);
  }
  let formulas = 0;
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.formula) formulas++;
      }),
    ),
  );
  return { parts: await exceljsParts(workbook), formulas };
}

/**
 * What exceljs cannot write: the rows of the big sheets, the drawing and the charts.
 * @param onBlock called with each block of rows before it is written.
 */
function additionsOf(
  sheets: readonly NamedSheet[],
  onBlock: (block: Block) => void,
): SheetAddition[] {
  return inOrderOfParts(sheets).map(({ name, rows, drawn }) => ({
    sheet: name,
    ...drawn(),
    ...(rows && {
      rows: {
        ...rows,
        *blocks(styles) {
          for (const block of rows.blocks(styles)) {
            onBlock(block);
            yield block;
          }
        },
      },
    }),
  }));
}

/**
 * The order in which drawings and charts are numbered in the file: the sheets that every workbook has
 * come first, so that their parts have the same names in all of them.
 */
const DRAWN: readonly SheetId[] = ['network', 'charts', 'summary', 'surface', 'learningRates'];

function inOrderOfParts(sheets: readonly NamedSheet[]): NamedSheet[] {
  const rank = ({ id }: NamedSheet) => DRAWN.indexOf(id);
  return sheets.toSorted((a, b) => rank(a) - rank(b));
}

const rowsOf = ({ firstTemplateRow, lastRow }: TableRows) => lastRow - firstTemplateRow + 1;
