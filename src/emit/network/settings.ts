import type { Worksheet } from 'exceljs';
import type { WideCell } from '../../layout/network/desk.ts';
import type { Plan } from '../../layout/plan.ts';
import { rowOfStep } from '../../network/batches.ts';
import type { Run } from '../../numeric/run.ts';
import { columnOf } from '../../numeric/value.ts';
import { lossRef, type Ref, ref } from '../../ref.ts';
import { lossWords } from '../../symbolic/kinds.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { Facts } from '../facts.ts';
import { remarkOn } from '../remarks.ts';
import { type Selected, selectedValue } from '../selected.ts';
import { acceptNumber, acceptWholeNumber, type CellContent, heading, put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';
import { putField } from './fields.ts';

/** Below the picture: what else may be changed, and beside it what the training came to. */
export function addSettings(sheet: Worksheet, facts: Facts): void {
  const { plan, run, selected } = facts;
  const { network, desk, names } = plan;
  const { settings } = desk;
  heading(sheet, settings.titleRow, 'More to change', plan.networkSheet.columns);
  put(sheet, settings.titleRow, settings.outcomeColumn, 'What came of it', STYLES.heading);
  const loss = lossWords(network);
  addInput(sheet, plan, desk.tolerance, {
    label: 'Tolerance',
    value: network.tolerance,
    note: `converged once ${loss} stays at or below this`,
    prompt: `A run has converged once ${loss} stays at or below this.`,
  });
  for (const [index, { parameter, value }] of network.descent.settings.entries()) {
    const { cell, symbol, about, least, most, whole } = parameter;
    addInput(sheet, plan, fieldOf(plan, ref('setting', 0, index)), {
      label: `${cell}, ${symbol}`,
      value,
      note: about,
      title: cell,
      prompt: `${symbol}: ${about}.`,
      from: least,
      to: most,
      whole,
    });
  }
  for (const r of settings.leftOut) {
    const of = r.kind === 'input' ? network.inputs : network.targets;
    addInput(sheet, plan, fieldOf(plan, r), {
      label: names.of(r),
      value: of[r.unit]!,
      note: names.meaning(r),
      prompt: `${names.meaning(r)}: any number.`,
    });
  }
  addOutcome(sheet, plan, run, selected);
}

/** As wide as the others of its list. */
const fieldOf = ({ desk }: Plan, r: Ref): WideCell => ({
  ...desk.placeOf(r),
  lastColumn: desk.tolerance.lastColumn,
});

interface Given {
  readonly label: string;
  readonly value: number;
  readonly note: string;
  readonly title?: string;
  readonly prompt: string;
  readonly from?: number;
  readonly to?: number;
  readonly whole?: boolean | undefined;
}

function addInput(sheet: Worksheet, { desk }: Plan, field: WideCell, given: Given): void {
  const { label, value, note, title = label, prompt, from, to, whole } = given;
  const { row, column } = field;
  put(sheet, row, desk.settings.labelColumn, label, STYLES.label);
  putField(sheet, field, value, STYLES.input);
  const remark = remarkOn(cellAddress(column, row), note);
  put(sheet, row, desk.settings.noteColumn, remark, STYLES.note);
  const accepted = {
    title,
    prompt,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  if (whole) acceptWholeNumber(sheet, row, column, accepted as typeof accepted & Bounds);
  else acceptNumber(sheet, row, column, accepted);
}

type Bounds = { readonly from: number; readonly to: number };

function addOutcome(sheet: Worksheet, plan: Plan, run: Run, selected: Selected): void {
  const { network, training, desk } = plan;
  const outcome = (field: WideCell, text: string, content: CellContent) => {
    put(sheet, field.row, desk.settings.outcomeColumn, text, STYLES.label);
    putField(sheet, field, content, STYLES.linked);
  };
  for (const { field, label, kind, at } of judgedLosses(plan)) {
    const formula = cellAddress(training.columnOf(ref(kind)), training.firstRow + at, {
      sheet: training.sheet,
      absolute: 'both',
    });
    outcome(field, label, { formula, result: columnOf(run, ref(kind))(at) });
  }
  const loss = lossRef(network);
  outcome(desk.selectedLoss, `${lossTitle(plan)}, selected`, selectedValue(plan, selected, loss));
  if (!desk.accuracy) return;
  const accuracy = selectedValue(plan, selected, ref('accuracy'));
  outcome(desk.accuracy, 'Accuracy, selected', accuracy);
}

const lossTitle = ({ network, names }: Plan) =>
  network.hasData ? 'Cost' : names.of(lossRef(network));

/** The first and the last loss that the verdict judges, and their rows in the table. */
function judgedLosses(plan: Plan) {
  const { network, desk } = plan;
  const { batches, steps } = network;
  const [first, last] = [desk.firstLoss, desk.lastLoss];
  if (!batches.periodIsStep) {
    const { periodEnds } = batches;
    const end = periodEnds.length - 1;
    const of = (field: WideCell, epoch: number) => ({
      field,
      label: `Cost of epoch ${epoch}`,
      kind: 'epochCost' as const,
      at: periodEnds[epoch]!,
    });
    return [of(first, 0), of(last, end)];
  }
  const loss = lossRef(network);
  const of = (field: WideCell, step: number) => ({
    field,
    label: `${lossTitle(plan)} at step ${step}`,
    kind: loss.kind,
    at: rowOfStep(network, step),
  });
  return [of(first, 0), of(last, steps)];
}
