import type { Plan } from '../layout/plan.ts';
import { NAMES, SHEETS } from '../layout/sheets.ts';
import { rowOfStep } from '../network/batches.ts';
import { networkAt } from '../numeric/at.ts';
import { type Run, runOf } from '../numeric/run.ts';
import { columnOf } from '../numeric/value.ts';
import { type Ref, refKey } from '../ref.ts';
import { inRow } from '../symbolic/cells/selection.ts';
import { cellAddress, columnRange } from '../xlsx/address.ts';
import type { Computed } from './sheet.ts';

/** The values of the selected step and sample. */
export type Selected = (r: Ref) => number;

/**
 * Values at the selected step: what belongs to the step is taken from the last row of its batch, and
 * what belongs to a sample is computed anew for the selected one, which need not be in that batch.
 */
export function selectedValues(plan: Plan, run: Run): Selected {
  const { network, quantities, selectedStep, selectedSample } = plan;
  const row = rowOfStep(network, selectedStep);
  const own = runOf(networkAt(run.trace, selectedStep, selectedSample));
  const ofSample = new Set(quantities.flatMap((q) => (q.of === 'sample' ? [refKey(q.ref)] : [])));
  return (r) => {
    if (r.kind === 'sample') return selectedSample + 1;
    return ofSample.has(refKey(r)) ? columnOf(own, r)(0) : columnOf(run, r)(row);
  };
}

/** The formula of a quantity at the selected step (and of the selected sample). */
export function atSelectedStep(plan: Plan, r: Ref): { formula: string } {
  const { training, selected } = plan;
  if (selected) {
    const options = { sheet: SHEETS.selected, absolute: 'both' } as const;
    return { formula: cellAddress(selected.columnOf(r), selected.firstRow, options) };
  }
  const column = training.columnOf(r);
  const range = columnRange(training.sheet, column, training.firstRow, training.lastRow);
  return { formula: inRow(range, NAMES.selectedRow) };
}

/** The same with the value it has now. */
export function selectedValue(plan: Plan, selected: Selected, r: Ref): Computed {
  return { ...atSelectedStep(plan, r), result: selected(r) };
}
