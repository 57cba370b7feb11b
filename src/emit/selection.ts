import type { Plan } from '../layout/plan.ts';
import { DATA, NAMES, SELECTED, SHEETS } from '../layout/sheets.ts';
import { ref } from '../ref.ts';
import { ifThere, knownSample, lastPlaceOfStep, placeOfStep } from '../symbolic/cells/selection.ts';
import { cellAddress, columnRange } from '../xlsx/address.ts';

/** The rows of `Training`'s first column. */
const steps = ({ training }: Plan) =>
  columnRange(training.sheet, training.columnOf(ref('step')), training.firstRow, training.lastRow);

/** The row of the selected step, counted from the first of `Training`; of several, its last. */
export function selectedRowFormula(plan: Plan): string {
  const place = plan.data ? lastPlaceOfStep : placeOfStep;
  return place(NAMES.selectedStep, steps(plan));
}

/** The number of the selected sample on `Data`. */
export function selectedSampleFormula({ data }: Plan): string {
  const numbers = columnRange(SHEETS.data, DATA.numberColumn, DATA.firstRow, data!.lastRow);
  return knownSample(NAMES.selectedSample, numbers);
}

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
  return ifThere(NAMES.selectedRow, formula, 'step', 0, network.steps);
}

/** The same of the sample. */
export function ifSample({ network }: Plan, formula: string): string {
  return ifThere(FOUND_SAMPLE, formula, 'sample', 1, network.samples.length);
}

/** A formula while there are such a step and sample; else that one of them is not there. */
export function ifSelected(plan: Plan, formula: string): string {
  return ifStep(plan, plan.data ? ifSample(plan, formula) : formula);
}
