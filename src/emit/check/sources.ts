import { CHECK, settingCell } from '../../layout/check/layout.ts';
import type { Plan } from '../../layout/plan.ts';
import { NAMES, SHEETS } from '../../layout/sheets.ts';
import type { Ref } from '../../ref.ts';
import { ifRow, inRow, numberOrText, placeInBatch } from '../../symbolic/cells/selection.ts';
import { cellAddress, columnRange } from '../../xlsx/address.ts';
import { atSelectedStep } from '../selected.ts';
import { FOUND_SAMPLE, selectedRowFormula } from '../selection.ts';

/** The row of `Training` that is checked, counted from its first; 0: there is none. */
const trainingRow = settingCell(CHECK.trainingRow);

/**
 * A quantity in the checked row of `Training`. An empty cell is an empty text here: read by another
 * formula it would pass for a 0.
 * @param otherwise what stands for it where the selected sample has no row.
 */
export function onTraining({ training, data }: Plan, r: Ref, otherwise = '""'): string {
  const column = training.columnOf(r);
  const range = columnRange(training.sheet, column, training.firstRow, training.lastRow);
  const single = training.firstRow === training.lastRow;
  const there = numberOrText(single ? range : inRow(range, trainingRow));
  return data ? ifRow(trainingRow, otherwise, there) : there;
}

/** An input or target as it was given, a parameter as `Training` has it at the selected step. */
export function givenFormula(plan: Plan, r: Ref): string {
  if (r.kind !== 'input' && r.kind !== 'target')
    return numberOrText(atSelectedStep(plan, r).formula);
  if (!plan.data) {
    const { sheet, column, row } = plan.desk.placeOf(r);
    return numberOrText(cellAddress(column, row, { sheet, absolute: 'both' }));
  }
  const { sheet, column, firstRow, lastRow } = plan.training.dataOf(r);
  const range = columnRange(sheet, column, firstRow, lastRow);
  return numberOrText(firstRow === lastRow ? range : inRow(range, FOUND_SAMPLE));
}

/** Which row of `Training` is checked: none, if the selected sample is not in the batch of the step. */
export function trainingRowFormula(plan: Plan): string {
  const { data, training, leads } = plan;
  if (!data) return selectedRowFormula(plan);
  const range = (kind: string) => {
    const lead = leads.find((each) => each.kind === kind)!;
    return columnRange(
      SHEETS.training,
      training.columnOf(lead),
      training.firstRow,
      training.lastRow,
    );
  };
  const selected = { step: NAMES.selectedStep, sample: NAMES.selectedSample };
  return placeInBatch(selected, {
    step: range('step'),
    sample: range('sample'),
    place: range('place'),
  });
}

/** The same for the step and sample that are shown first. */
export function rowOnTraining({ network, selectedStep, selectedSample }: Plan): number {
  const { batches } = network;
  const isIt = (step: number, row: number) =>
    step === selectedStep && batches.sample[row] === selectedSample;
  return 1 + batches.step.findIndex(isIt);
}
