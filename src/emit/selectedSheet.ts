import { printAt, type Table } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { NAMES, SELECTED } from '../layout/sheets.ts';
import { rowOfStep } from '../network/batches.ts';
import type { Ref } from '../ref.ts';
import { inRow } from '../symbolic/cells/selection.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import { cellAddress, columnRange } from '../xlsx/address.ts';
import type { Selected } from './selected.ts';
import { selectedRowFormula, selectedSampleFormula } from './selection.ts';
import { type Open, put, refuseTyping } from './sheet.ts';
import { STYLES, shownAs, stylesOf } from './theme/styles.ts';
import { addHeader, widthsOf } from './training.ts';

/**
 * `Selected`: the selected sample goes through the network as it is at the selected step, whether
 * or not it is in the batch of that step. What Network and Gradient check show is taken from here.
 */
export function addSelected(open: Open, plan: Plan, table: Table, selected: Selected): void {
  const { leads, quantities } = plan;
  const { settingColumn, valueRow } = SELECTED;
  const sheet = open({
    title: 'Selected',
    purpose:
      'The selected sample, sent through the network with the weights of the selected step. Nothing to change here: choose both on Network.',
    widths: [12, ...leads.slice(1).map(() => 9), ...widthsOf(plan)],
    frozen: { rows: SELECTED.headerRow, columns: leads.length },
  });
  const step = { formula: NAMES.selectedStep, result: plan.selectedStep };
  const sample = { formula: selectedSampleFormula(plan), result: plan.selectedSample + 1 };
  const row = {
    formula: selectedRowFormula(plan),
    result: rowOfStep(plan.network, plan.selectedStep) + 1,
  };
  for (const [at, label, content, note] of [
    [SELECTED.stepRow, 'step', step, 'chosen on Network'],
    [SELECTED.sampleRow, 'sample', sample, 'chosen on Network'],
    [SELECTED.trainingRow, 'row', row, 'the last row of that step on Training, counted from 1'],
  ] as const) {
    put(sheet, at, 1, label, STYLES.label);
    put(sheet, at, settingColumn, content, shownAs(STYLES.linked, 'whole'));
    put(sheet, at, settingColumn + 1, note, STYLES.note);
    refuseTyping(sheet, at, settingColumn, 'Please choose step and sample on the sheet Network.');
  }
  addHeader(sheet, plan, { ...SELECTED, firstColumn: 1 });
  for (const lead of leads) {
    const content = { formula: leadFormula(plan, lead), result: selected(lead) };
    put(sheet, valueRow, table.columnOf(lead), content, shownAs(STYLES.linked, 'whole'));
  }
  for (const quantity of quantities) {
    // What stands only where a whole period ends is not there for every step.
    if (quantity.only === 'ends of periods') continue;
    const { formula, own } = formulaOf(plan, table, quantity);
    const content = { formula, result: selected(quantity.ref) };
    const styles = stylesOf(quantity.ref.kind, quantity.role);
    const style = own ? styles.value : styles.linked;
    put(sheet, valueRow, table.columnOf(quantity.ref), content, style);
  }
}

function leadFormula(plan: Plan, lead: Ref): string {
  if (lead.kind === 'step') return NAMES.selectedStep;
  if (lead.kind === 'sample') {
    return cellAddress(SELECTED.settingColumn, SELECTED.sampleRow, { absolute: 'both' });
  }
  return fromTraining(plan, lead);
}

/** A quantity of the sample by its own formula; one of the step as `Training` has it. */
function formulaOf(plan: Plan, table: Table, { ref: r, of, role, formula }: Quantity) {
  if (of === 'step') return { formula: fromTraining(plan, r), own: false };
  const text = printAt(formula, table, { sheet: table.sheet, row: table.firstRow });
  return { formula: text, own: role !== 'input' && role !== 'target' };
}

function fromTraining(plan: Plan, r: Ref): string {
  return inRow(trainingRange(plan, r), NAMES.selectedRow);
}

function trainingRange({ training }: Plan, r: Ref): string {
  return columnRange(training.sheet, training.columnOf(r), training.firstRow, training.lastRow);
}
