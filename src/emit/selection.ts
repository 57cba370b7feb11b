import type { Plan } from '../layout/plan.ts';
import { DATA, NAMES, SELECTED, SHEETS } from '../layout/sheets.ts';
import { ref } from '../ref.ts';
import { cellAddress, columnRange } from '../xlsx/address.ts';

/**
 * What is selected on `Network` is looked for before anything is read by it: past the end, or between
 * two steps, INDEX would give the last row or the one before. A cell holds #N/A where there is no such
 * step or sample, and so does all that follows from it; titles and notes say it in words.
 */

/** The rows of `Training`'s first column. */
const steps = ({ training }: Plan) =>
  columnRange(training.sheet, training.columnOf(ref('step')), training.firstRow, training.lastRow);

/** The row of the selected step, counted from the first of `Training`; of several, its last. */
export function selectedRowFormula(plan: Plan): string {
  const step = NAMES.selectedStep;
  // Not MATCH(…,1): of equal steps some programs find the first row, not the last.
  const row = plan.data
    ? `IF(COUNTIF(${steps(plan)},${step})=0,NA(),COUNTIF(${steps(plan)},"<="&${step}))`
    : `MATCH(${step},${steps(plan)},0)`;
  return ifNumber(step, row);
}

/** The number of the selected sample on `Data`. */
export function selectedSampleFormula({ data }: Plan): string {
  const sample = NAMES.selectedSample;
  const numbers = columnRange(SHEETS.data, DATA.numberColumn, DATA.firstRow, data!.lastRow);
  return ifNumber(sample, `IF(COUNTIF(${numbers},${sample})=0,NA(),${sample})`);
}

/** An empty cell would pass for 0, and COUNTIF takes a text for the number in it. */
const ifNumber = (cell: string, formula: string) => `IF(ISNUMBER(${cell}),${formula},NA())`;

/** Where the selected sample stands once it has been found. */
export const FOUND_SAMPLE = cellAddress(SELECTED.settingColumn, SELECTED.sampleRow, {
  sheet: SHEETS.selected,
  absolute: 'both',
});

/**
 * Which step and sample are selected: `3, sample 2`, between what is said of them; as a formula, and
 * as it reads first.
 */
export function selectedWords(
  { data, selectedStep, selectedSample }: Plan,
  before: string,
  after = '',
): { readonly formula: string; readonly text: string } {
  const sample = data ? `&", sample "&${NAMES.selectedSample}` : '';
  const end = after === '' ? '' : `&"${after}"`;
  return {
    formula: `"${before}"&${NAMES.selectedStep}${sample}${end}`,
    text: `${before}${selectedStep}${data ? `, sample ${selectedSample + 1}` : ''}${after}`,
  };
}

/** A formula while there is such a step; else that there is none. */
export function ifStep({ network }: Plan, formula: string): string {
  return `IF(ISNUMBER(${NAMES.selectedRow}),${formula},"there is no such step: type a whole number from 0 to ${network.steps}")`;
}

/** The same of the sample. */
export function ifSample({ network }: Plan, formula: string): string {
  return `IF(ISNUMBER(${FOUND_SAMPLE}),${formula},"there is no such sample: type a whole number from 1 to ${network.samples.length}")`;
}

/** A formula while there are such a step and sample; else that one of them is not there. */
export function ifSelected(plan: Plan, formula: string): string {
  return ifStep(plan, plan.data ? ifSample(plan, formula) : formula);
}
