import { cellAddress } from '../layout/address.ts';
import type { Plan } from '../layout/plan.ts';
import { NAMES } from '../layout/sheets.ts';
import type { Ref } from '../network/ref.ts';
import { columnOf, type Run } from '../numeric/value.ts';
import type { Computed } from './sheet.ts';

/** A quantity of `Training` in the row of the selected step. */
export function atSelectedStep({ training }: Plan, r: Ref): { formula: string } {
  const column = training.columnOf(r);
  const first = cellAddress(column, training.firstRow, { sheet: training.sheet, absolute: 'both' });
  const last = cellAddress(column, training.lastRow, { absolute: 'both' });
  return { formula: `INDEX(${first}:${last},${NAMES.selectedStep}+1)` };
}

/** The same with the value it has now. */
export function selectedValue(plan: Plan, run: Run, r: Ref): Computed {
  return { ...atSelectedStep(plan, r), result: columnOf(run, r)(plan.selectedStep) };
}
