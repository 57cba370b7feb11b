import type { Worksheet } from 'exceljs';
import type { CheckFormulas } from '../../layout/check/formulas.ts';
import { CHECK, settingCell } from '../../layout/check/layout.ts';
import type { Plan } from '../../layout/plan.ts';
import type { Checked } from '../../numeric/check/check.ts';
import { valueIn } from '../../numeric/check/pass.ts';
import { offIn, reachIn } from '../../numeric/check/reach.ts';
import type { Node } from '../../ops/node.ts';
import { differs, slackOf, slackOfGiven, unlessError } from '../../symbolic/cells/check.ts';
import { ifRow } from '../../symbolic/cells/selection.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { Selected } from '../selected.ts';
import { put } from '../sheet.ts';
import { ROLE_STYLES, STYLES, stylesOf } from '../theme/styles.ts';
import { givenFormula, onTraining, rowOnTraining } from './sources.ts';

/** The role of a quantity of a forward pass. */
export const passRoleOf = ({ ref: { kind } }: Node) =>
  kind === 'total' || kind === 'error' ? 'error' : 'forward';

/** Inputs, targets and parameters, and whether `Training` has the same inputs and targets. */
export function addCheckedValues(sheet: Worksheet, plan: Plan, selected: Selected): void {
  const { check, names } = plan;
  const title =
    'Values at that step: inputs and targets as they were given, parameters from Training';
  put(sheet, CHECK.valueTitleRow, 1, title, STYLES.subheading);
  for (const { ref: r, column } of check.values) {
    const isGiven = r.kind === 'input' || r.kind === 'target';
    const role = isGiven ? (r.kind as 'input' | 'target') : 'weight';
    const result = selected(r);
    put(sheet, CHECK.valueNameRow, column, names.of(r), ROLE_STYLES[role].header);
    const content = { formula: givenFormula(plan, r), result };
    put(sheet, CHECK.valueRow, column, content, ROLE_STYLES[role].linked);
    if (!isGiven) continue;
    const own = cellAddress(column, CHECK.valueRow);
    const formula = differsIn(plan, own, onTraining(plan, r), slackOfGiven(own));
    put(sheet, CHECK.valueDiffersRow, column, { formula, result: 0 }, STYLES.step);
  }
  const meaning = '1 where Training has another input or target than was given, else 0';
  put(sheet, CHECK.valueRemarkRow, 1, meaning, STYLES.smallNote);
}

/** The forward pass at w itself, beside that of `Training`, and what is known of it. */
export function addBasePass(
  sheet: Worksheet,
  plan: Plan,
  { pass, bounds }: CheckFormulas,
  selected: Selected,
  { base, bounds: known }: Checked,
): void {
  const { check } = plan;
  for (const [row, text, note] of [
    [CHECK.baseRow, 'at w', 'computed here, from the values above alone'],
    [CHECK.onTrainingRow, 'on Training', 'as Training has it'],
    [CHECK.differsRow, 'differs', '1 where the two differ by more than round-off'],
    [CHECK.offRow, 'round-off', 'by how much round-off may have carried it off'],
    [
      CHECK.reachRow,
      'reach',
      'of a net input: how far the one that moves most moves with it; of an error: its slope',
    ],
  ] as const) {
    put(sheet, row, CHECK.parameter, text, STYLES.stepHeader);
    put(sheet, row, CHECK.value, note, STYLES.note);
  }
  for (const [i, n] of check.forward.entries()) {
    const column = check.passColumns.plus + i;
    const { value, linked } = stylesOf(n.ref.kind, passRoleOf(n));
    const own = cellAddress(column, CHECK.baseRow);
    const there = cellAddress(column, CHECK.onTrainingRow);
    const off = bounds.off(n);
    const reach = bounds.reach(n);
    const slack = slackOf(own, off === null ? null : cellAddress(column, CHECK.offRow));
    put(
      sheet,
      CHECK.baseRow,
      column,
      { formula: pass.base(n), result: valueIn(base, n.ref) },
      value,
    );
    put(
      sheet,
      CHECK.onTrainingRow,
      column,
      { formula: onTraining(plan, n.ref), result: rowOnTraining(plan) > 0 ? selected(n.ref) : '' },
      linked,
    );
    put(
      sheet,
      CHECK.differsRow,
      column,
      { formula: differsIn(plan, own, there, slack), result: 0 },
      STYLES.step,
    );
    if (off !== null) {
      put(sheet, CHECK.offRow, column, { formula: off, result: offIn(known, n.ref)! }, value);
    }
    if (reach !== null) {
      put(sheet, CHECK.reachRow, column, { formula: reach, result: reachIn(known, n.ref)! }, value);
    }
  }
}

/** 1 where `Training` has something else than what was computed here. */
function differsIn({ data }: Plan, own: string, there: string, slack: string): string {
  const row = settingCell(CHECK.trainingRow);
  const compared = differs(own, there, slack);
  return unlessError(data ? ifRow(row, 0, compared) : compared);
}
