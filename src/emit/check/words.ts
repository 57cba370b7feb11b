import { CHECK, settingCell } from '../../layout/check/layout.ts';
import type { Plan } from '../../layout/plan.ts';
import type { Checked, Mark } from '../../numeric/check/check.ts';
import {
  AGREES,
  bothSentences,
  differingSentence,
  gradientsSentence,
  NOT_THERE,
  unlessForwardDiffers,
  unlessOddTargets,
} from '../../symbolic/cells/proof.ts';
import { ifRow } from '../../symbolic/cells/selection.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { ifSelected, selectedWords } from '../selection.ts';
import type { Computed } from '../sheet.ts';
import { rowsSummary } from './rowChecks.ts';
import { rowOnTraining } from './sources.ts';

/** ` at step 3`, ` at step 3, sample 2` */
const place = (plan: Plan) => selectedWords(plan, ' at step ');

/** What the marks say of the checked step. */
export function gradientsClause(plan: Plan, { gradients }: Checked): Computed & { result: string } {
  const { check } = plan;
  const { length } = check.rows;
  const at = place(plan);
  const [first, last] = [CHECK.firstRow, check.lastRow].map((row) =>
    cellAddress(CHECK.mark, row, { absolute: 'both' }),
  );
  const count = (mark: Mark) => gradients.filter((each) => each.mark === mark).length;
  const these =
    check.parameterCount > length
      ? `${length} of the ${check.parameterCount} gradients`
      : 'gradients';
  const [wrong, unclear] = [count('✗'), count('–')];
  const result =
    wrong > 0
      ? `${wrong} of ${length} gradients${at.text} are wrong`
      : unclear === length
        ? `gradients${at.text} cannot be judged`
        : `${these}${at.text} proven${unclear > 0 ? `, ${unclear} cannot be judged` : ''}`;
  const told = { these, count: length, at: at.formula };
  const sentence = gradientsSentence(`${first}:${last}`, told);
  const targets = sharesIn(plan);
  return {
    formula: ifSelected(plan, targets ? unlessOddTargets(targets, sentence) : sentence),
    result,
  };
}

/** The targets of a sample if softmax with cross-entropy takes for granted that they add up to 1; else null. */
function sharesIn({ network: { loss }, check }: Plan): string | null {
  if (!loss.net || loss.classes !== 'largest') return null;
  const targets = check.values.filter(({ ref: r }) => r.kind === 'target');
  const cell = (column: number) => cellAddress(column, CHECK.valueRow, { absolute: 'both' });
  return `${cell(targets[0]!.column)}:${cell(targets.at(-1)!.column)}`;
}

/** Whether the forward pass on `Training` is the one that was computed here. */
export function forwardClause(plan: Plan): Computed & { result: string } {
  const { check } = plan;
  const row = (at: number, first: number, length: number) =>
    `${cellAddress(first, at, { absolute: 'both' })}:${cellAddress(first + length - 1, at, { absolute: 'both' })}`;
  const given = check.values.filter(
    ({ ref: { kind } }) => kind === 'input' || kind === 'target',
  ).length;
  const compared = differingSentence([
    {
      text: 'the inputs on Training differ at ',
      flags: row(CHECK.valueDiffersRow, 1, given),
      names: row(CHECK.valueNameRow, 1, given),
    },
    {
      text: 'the forward pass on Training differs at ',
      flags: row(CHECK.differsRow, check.passColumns.plus, check.forward.length),
      names: row(CHECK.headerRow, check.passColumns.plus, check.forward.length),
    },
  ]);
  if (!plan.data) return { formula: ifSelected(plan, compared), result: AGREES };
  const trainingRow = settingCell(CHECK.trainingRow);
  return {
    formula: ifSelected(plan, ifRow(trainingRow, `"${NOT_THERE}"`, compared)),
    result: rowOnTraining(plan) === 0 ? NOT_THERE : AGREES,
  };
}

/** What the checks of all rows of `Training` come to. */
export function rowsClause(plan: Plan, checked: Checked): Computed & { result: string } {
  return rowsSummary(plan, checked);
}

/** Both together: what is wrong first, and no more than was checked. */
export function proofClause(plan: Plan, checked: Checked): Computed {
  const proven = unlessForwardDiffers(
    settingCell(CHECK.forwardRow),
    settingCell(CHECK.gradientsRow),
    place(plan).formula,
  );
  return {
    formula: bothSentences(ifSelected(plan, proven), settingCell(CHECK.rowsRow)),
    result: `${gradientsClause(plan, checked).result} · ${rowsClause(plan, checked).result}`,
  };
}
