import { columnRange } from '../layout/address.ts';
import type { Plan } from '../layout/plan.ts';
import { NAMES } from '../layout/sheets.ts';
import type { Ref } from '../network/ref.ts';
import { columnOf, type Run } from '../numeric/value.ts';
import type { Computed } from './sheet.ts';

/** A quantity of `Training` in the row of the selected step. */
export function atSelectedStep({ training }: Plan, r: Ref): { formula: string } {
  const column = training.columnOf(r);
  const range = columnRange(training.sheet, column, training.firstRow, training.lastRow);
  return { formula: `INDEX(${range},${NAMES.selectedStep}+1)` };
}

/** The same with the value it has now. */
export function selectedValue(plan: Plan, run: Run, r: Ref): Computed {
  return { ...atSelectedStep(plan, r), result: columnOf(run, r)(plan.selectedStep) };
}
