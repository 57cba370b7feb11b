import type { Worksheet } from 'exceljs';
import { readsOtherSheets } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { NAMES, RUNS, SHEETS, TRAINING } from '../layout/sheets.ts';
import { rowsOf } from '../network/batches.ts';
import { printSymbol } from '../ops/formula.ts';
import { ref } from '../ref.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import { cellAddress, columnLetters } from '../xlsx/address.ts';
import { EXCEL } from '../xlsx/limits.ts';
import { COLUMN_UNIT, linesOf, PADDING, roomFor } from '../xlsx/text-width.ts';
import { problemOf, remarkOn } from './remarks.ts';
import { acceptNumber, addRules, type Open, put, refuseTyping } from './sheet.ts';
import { BATCH_RULE, BATCH_START } from './theme/rules.ts';
import { ROLE_STYLES, STYLES, shownAs, stylesOf } from './theme/styles.ts';

/** In points: half a laptop's screen is for the rows below. Three lines of formulas in small print. */
const HEIGHTS = { band: 14.25, symbol: 36, header: 15 } as const;
const SYMBOL_LINES = 3;
const SMALL = { size: 9 } as const;
/** In points. */
const SMALL_LINE = 12;
const BOLD = { size: 11, bold: true } as const;

/** The skeleton of `Training`: everything but its rows, of which the first two carry the styles. */
export function addTraining(open: Open, plan: Plan): void {
  const { network, leads, quantities, names, training } = plan;
  const what = network.hasData ? 'step, a row for each sample of its batch' : 'step';
  const inputs = plan.data ? SHEETS.data : SHEETS.network;
  const { bandRow, meaningRow, symbolRow, headerRow } = TRAINING;
  const symbols = quantities.map((quantity) => inSymbols(plan, quantity));
  const widths = widthsOf(plan).map((width, i) => widthFor(symbols[i]!, width));
  const sheet = open({
    title: 'Training',
    purpose: `Every value of every ${what}. Change the blue first-row weights, or the inputs on ${inputs}.`,
    widths: [...leads.map(() => LEAD_WIDTH), ...widths, ...plan.rowChecks.map(() => 12)],
    frozen: { rows: headerRow, columns: leads.length },
    printedRows: [bandRow, headerRow],
    low: true,
  });
  sheet.properties.outlineLevelCol = 1;
  sheet.properties.outlineLevelRow = 1;
  sheet.properties.outlineProperties = { summaryBelow: false, summaryRight: false };
  addSettings(sheet, plan);
  addCellRemarks(sheet, plan);
  addHeader(sheet, plan, TRAINING);
  sheet.getRow(bandRow).height = HEIGHTS.band;
  sheet.getRow(symbolRow).height = HEIGHTS.symbol;
  sheet.getRow(headerRow).height = HEIGHTS.header;
  for (const [i, quantity] of quantities.entries()) {
    const column = training.columnOf(quantity.ref);
    const styles = stylesOf(quantity.ref.kind, quantity.role);
    const typed = quantity.first === 'typed';
    const linked = quantity.role === 'input' || quantity.role === 'target';
    const meaning = names.meaning(quantity.ref);
    const own = cellAddress(column, training.firstRow);
    put(sheet, meaningRow, column, typed ? remarkOn(own, meaning) : meaning, styles.meaning);
    put(sheet, symbolRow, column, symbols[i]!, styles.symbol);
    // The first column of a band stays in view when the rest of the band is folded away; of what is
    // the same in every row none needs to.
    const goesOn = i > 0 && quantities[i - 1]!.band === quantity.band;
    const isConstant = linked && !network.hasData;
    if (goesOn || isConstant) sheet.getColumn(column).outlineLevel = 1;
    const first = typed ? STYLES.input : linked ? styles.linked : styles.value;
    put(sheet, training.firstRow, column, 0, first);
    if (typed) {
      const title = names.of(quantity.ref);
      const prompt = `Starting value of the ${meaning}: any number.`;
      acceptNumber(sheet, training.firstRow, column, { title, prompt });
    }
    // Inputs of a data set are taken from there in every row.
    const rest = plan.data && linked ? styles.linked : styles.value;
    put(sheet, training.firstRow + 1, column, 0, rest);
  }
  markSteps(sheet, plan);
  addRowChecks(sheet, plan);
  sheet.pageSetup.printArea = `A:${columnLetters(training.columnOf(lastPrinted(plan).ref))}`;
  for (const lead of leads) {
    const column = training.columnOf(lead);
    const meaning = lead.kind === 'step' ? 'updates so far' : names.meaning(lead);
    put(sheet, meaningRow, column, meaning, ROLE_STYLES.diagnosis.meaning);
    put(sheet, symbolRow, column, null, ROLE_STYLES.diagnosis.symbol);
    put(sheet, training.firstRow, column, 0, STYLES.step);
    put(sheet, training.firstRow + 1, column, 0, STYLES.step);
  }
  foldMeanings(sheet);
}

/** What the verdict is read from, and the checks behind it, say nothing on paper. */
const lastPrinted = ({ quantities }: Plan) =>
  quantities.findLast(({ role }) => role !== 'diagnosis')!;

/** Beside the title: η, the selected step, and what is wrong with what was typed in. */
function addSettings(sheet: Worksheet, plan: Plan): void {
  const { settingRow, etaColumn, stepColumn, problemColumn } = TRAINING;
  const { names, network, selectedStep } = plan;
  for (const [column, label, content, style] of [
    [etaColumn, names.of(ref('eta')), { formula: NAMES.eta, result: network.learningRate }, 'copy'],
    [stepColumn, 'selected step', { formula: NAMES.selectedStep, result: selectedStep }, 'copy'],
    [problemColumn, 'problem', problemOf(plan), 'remark'],
  ] as const) {
    put(sheet, settingRow, column - 1, label, STYLES.labelBefore);
    put(sheet, settingRow, column, content, STYLES[style]);
  }
  refuseTyping(sheet, settingRow, etaColumn, 'Please change η on the sheet Network.');
  refuseTyping(sheet, settingRow, stepColumn, 'Please choose the step on the sheet Network.');
}

/** What the columns are can be unfolded, with room for the longest; names and formulas say most of it. */
export function foldMeanings(sheet: Worksheet): void {
  const row = sheet.getRow(TRAINING.meaningRow);
  let lines = 3;
  row.eachCell(({ value }, column) => {
    const room = COLUMN_UNIT * sheet.getColumn(column).width! - PADDING;
    lines = Math.max(lines, linesOf(String(value), room, SMALL));
  });
  row.height = Math.min(SMALL_LINE * lines + 2, EXCEL.rowPoints);
  row.outlineLevel = 1;
  row.hidden = true;
}

/** Above the first activations that are not written as they are defined, or behind what stands there: why. */
function addCellRemarks(sheet: Worksheet, { network, quantities, training }: Plan): void {
  const told = new Set<string>();
  let free = TRAINING.problemColumn + 3;
  for (const [l, { activation }] of network.layers.entries()) {
    const { cellRemark } = activation;
    if (cellRemark === undefined || told.has(cellRemark)) continue;
    told.add(cellRemark);
    const isFirst = ({ ref: r }: Quantity) => r.kind === 'activation' && r.layer === l;
    const { ref: first } = quantities.find(isFirst)!;
    const column = Math.max(free, training.columnOf(first));
    put(sheet, TRAINING.settingRow, column, cellRemark, STYLES.note);
    free = column + 1;
  }
}

/**
 * Where a step begins its number is bold, and there is a rule above it, so that one sees which rows
 * are one step. It spans what stays in view: LibreOffice changes a cell by one rule only, and the
 * others have one for their numbers.
 */
function markSteps(sheet: Worksheet, { network, training, leads }: Plan): void {
  if (network.batches.size === 1) return;
  const [above, first] = [training.firstRow, training.firstRow + 1];
  const stepColumn = training.columnOf(ref('step'));
  const step = (row: number) => cellAddress(stepColumn, row, { absolute: 'column' });
  const formulae = [`${step(first)}<>${step(above)}`];
  for (const [from, to, style] of [
    [stepColumn, stepColumn, BATCH_START],
    [stepColumn + 1, leads.length, BATCH_RULE],
  ] as const) {
    const area = `${cellAddress(from, first)}:${cellAddress(to, training.lastRow)}`;
    addRules(sheet, area, [{ type: 'expression', formulae, style }]);
  }
}

/** The headers of the columns that check each row. */
function addRowChecks(sheet: Worksheet, { rowChecks, training }: Plan): void {
  const styles = ROLE_STYLES.diagnosis;
  for (const [i, { name, meaning, column }] of rowChecks.entries()) {
    put(sheet, TRAINING.bandRow, column, i === 0 ? 'Check' : null, styles.band);
    put(sheet, TRAINING.meaningRow, column, meaning, styles.meaning);
    put(sheet, TRAINING.symbolRow, column, null, styles.symbol);
    put(sheet, TRAINING.headerRow, column, name, styles.header);
    for (const row of [training.firstRow, training.firstRow + 1]) {
      put(sheet, row, column, 0, STYLES.step);
    }
  }
}

/** The skeleton of `Runs`, as `addTraining`; one block of rows a compared rate. */
export function addRuns(open: Open, plan: Plan): void {
  const { leads, quantities, network, runs } = plan;
  const sheet = open({
    title: 'Runs',
    purpose: `The training runs behind the sheet Learning rates: ${network.compare.length} blocks of ${rowsOf(network)} rows, each starting from the first row of Training. Nothing to change here.`,
    widths: [13, ...leads.map(() => LEAD_WIDTH), ...widthsOf(plan)],
    frozen: { rows: RUNS.headerRow, columns: RUNS.rateColumn + leads.length },
  });
  addHeader(sheet, plan, RUNS);
  put(sheet, RUNS.headerRow, RUNS.rateColumn, 'learning rate', STYLES.stepHeader);
  for (const [offset, style] of (['linked', 'value'] as const).entries()) {
    const row = RUNS.firstRow + offset;
    put(sheet, row, RUNS.rateColumn, 0, shownAs(STYLES[style], 'typed'));
    for (const lead of leads) put(sheet, row, runs[0]!.columnOf(lead), 0, STYLES.step);
    for (const { ref, role, first, formula } of quantities) {
      const linked = first === 'typed' || role === 'input' || role === 'target';
      const kind = readsOtherSheets(formula) ? 'linked' : linked ? style : 'value';
      put(sheet, row, runs[0]!.columnOf(ref), 0, stylesOf(ref.kind, role)[kind]);
    }
  }
}

/** The row of bands and the row of bare names, which the rows of the table follow. */
export function addHeader(
  sheet: Worksheet,
  { leads, quantities, names }: Pick<Plan, 'leads' | 'quantities' | 'names'>,
  rows: { bandRow: number; headerRow: number; firstColumn: number },
): void {
  for (const [i, lead] of leads.entries()) {
    put(sheet, rows.headerRow, rows.firstColumn + i, names.of(lead), STYLES.stepHeader);
  }
  const titles = bandTitles({ quantities, names });
  for (const [i, { ref, role }] of quantities.entries()) {
    const column = rows.firstColumn + leads.length + i;
    const styles = stylesOf(ref.kind, role);
    put(sheet, rows.bandRow, column, titles[i]!, styles.band);
    put(sheet, rows.headerRow, column, names.of(ref), styles.header);
  }
}

/** Characters that fit above one column. */
const WIDEST_TITLE = 15;

/** Room for the number of a step, an epoch or a sample. */
export const LEAD_WIDTH = 8;

/** Wide enough for `-99999.9999`, in characters. */
const NUMBER_WIDTH = 13.25;

/** Wide enough for the numbers, for the name in bold, and all together for the title of the band. */
export function widthsOf({ quantities, names }: Pick<Plan, 'quantities' | 'names'>): number[] {
  const widths = quantities.map(({ ref }) => Math.max(NUMBER_WIDTH, widthOf(names.of(ref))));
  const titles = bandTitles({ quantities, names });
  let end = widths.length;
  for (let i = end - 1; i >= 0; i--) {
    const title = titles[i]!;
    if (title === null) continue;
    const width = widths.slice(i, end).reduce((sum, each) => sum + each, 0);
    widths[i]! += Math.max(0, widthOf(title) - width);
    end = i;
  }
  return widths;
}

/** Of a column, for a text in bold: in characters, with whole pixels. */
const widthOf = (text: string) => Math.ceil(roomFor([text], BOLD) + 1) / COLUMN_UNIT;

/** Of each column what stands above it: the title of the band that begins there; null where it goes on. */
function bandTitles({ quantities, names }: Pick<Plan, 'quantities' | 'names'>): (string | null)[] {
  return quantities.map(({ ref, band }, i) => {
    const opens = i === 0 || quantities[i - 1]!.band !== band;
    const alone = opens && quantities[i + 1]?.band !== band;
    // A band of one column has room for its name only.
    if (alone && band.length > WIDEST_TITLE) return names.of(ref);
    return opens ? band : null;
  });
}

/** The least width, from one on, in which a formula has no more lines than there is room for. */
function widthFor(symbols: string, least: number): number {
  let width = least;
  while (linesOf(symbols, COLUMN_UNIT * width - PADDING, SMALL) > SYMBOL_LINES) width++;
  return width;
}

/** The formula as a textbook writes it; long sums keep their first and last terms. */
function inSymbols({ names, data }: Plan, { ref, role, formula, first }: Quantity): string {
  if (role === 'diagnosis') return '';
  const name = names.of(ref);
  if (role === 'input' || role === 'target') {
    return `from ${data ? SHEETS.data : SHEETS.network}`;
  }
  const terms = printSymbol(formula, (hole) => names.of(hole.ref)).split(' + ');
  const shown = terms.length > 3 ? [terms[0], '…', terms[terms.length - 1]] : terms;
  const updated = first === 'typed' || first === 'zero';
  return `${name} ${updated ? '←' : '='} ${shown.join(' + ')}`;
}
