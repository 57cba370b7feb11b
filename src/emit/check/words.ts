import { ODD_SHARES } from '../../functions/thresholds.ts';
import { CHECK } from '../../layout/check/layout.ts';
import type { Plan } from '../../layout/plan.ts';
import type { Checked, Mark } from '../../numeric/check/check.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { ifSelected, selectedWords } from '../selection.ts';
import type { Computed } from '../sheet.ts';
import { rowsSummary } from './rowChecks.ts';
import { rowOnTraining } from './sources.ts';

const setting = (row: number) => cellAddress(CHECK.settingColumn, row, { absolute: 'both' });

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
  const cells = (mark: Mark) => `COUNTIF(${first}:${last},"${mark}")`;
  const these =
    check.parameterCount > length
      ? `${length} of the ${check.parameterCount} gradients`
      : 'gradients';
  const [wrong, unclear] = [count('✗'), count('–')];
  const unjudged = (n: number | string) =>
    typeof n === 'number' ? `, ${n} cannot be judged` : `", "&${n}&" cannot be judged"`;
  const result =
    wrong > 0
      ? `${wrong} of ${length} gradients${at.text} are wrong`
      : unclear === length
        ? `gradients${at.text} cannot be judged`
        : `${these}${at.text} proven${unclear > 0 ? unjudged(unclear) : ''}`;
  const formula =
    `IF(${cells('✗')}>0,${cells('✗')}&" of ${length} gradients"&${at.formula}&" are wrong",` +
    `IF(${cells('–')}=${length},"gradients"&${at.formula}&" cannot be judged",` +
    `"${these}"&${at.formula}&" proven"&IF(${cells('–')}>0,${unjudged(cells('–'))},"")))`;
  const odd = oddTargets(plan);
  return {
    formula: ifSelected(
      plan,
      odd ? `IF(${odd},"the targets of this sample do not add up to 1",${formula})` : formula,
    ),
    result,
  };
}

/**
 * Where the targets of a sample have been changed and no longer add up to 1, as softmax with
 * cross-entropy takes for granted; null for other losses.
 */
function oddTargets({ network: { loss }, check }: Plan): string | null {
  if (!loss.net || loss.classes !== 'largest') return null;
  const targets = check.values.filter(({ ref: r }) => r.kind === 'target');
  const [first, last] = [targets[0], targets[targets.length - 1]].map(({ column }) =>
    cellAddress(column, CHECK.valueRow, { absolute: 'both' }),
  );
  return `ABS(SUM(${first}:${last})-1)>${ODD_SHARES.cell}`;
}

/** Whether the forward pass on `Training` is the one that was computed here. */
export function forwardClause(plan: Plan): Computed & { result: string } {
  const { check } = plan;
  const row = (at: number, first: number, length: number) =>
    `${cellAddress(first, at, { absolute: 'both' })}:${cellAddress(first + length - 1, at, { absolute: 'both' })}`;
  const given = check.values.filter(
    ({ ref: { kind } }) => kind === 'input' || kind === 'target',
  ).length;
  const parts = [
    ['the inputs on Training differ at ', CHECK.valueDiffersRow, CHECK.valueNameRow, 1, given],
    [
      'the forward pass on Training differs at ',
      CHECK.differsRow,
      CHECK.headerRow,
      check.passColumns.plus,
      check.forward.length,
    ],
  ] as const;
  const checks = parts.map(([text, at, names, first, length]) => {
    const flags = row(at, first, length);
    return `IF(COUNTIF(${flags},1)>0,"${text}"&INDEX(${row(names, first, length)},1,MATCH(1,${flags},0)),`;
  });
  const end = `"${AGREES}"`;
  const compared = `${checks.join('')}${end}${')'.repeat(checks.length)}`;
  if (!plan.data) return { formula: ifSelected(plan, compared), result: AGREES };
  return {
    formula: ifSelected(plan, `IF(${setting(CHECK.trainingRow)}=0,"${NOT_THERE}",${compared})`),
    result: rowOnTraining(plan) === 0 ? NOT_THERE : AGREES,
  };
}

const AGREES = 'agrees with that on Training';
const NOT_THERE = 'this sample is not in the batch of this step';

/** What the checks of all rows of `Training` come to. */
export function rowsClause(plan: Plan, checked: Checked): Computed & { result: string } {
  return rowsSummary(plan, checked);
}

/** Both together: what is wrong first, and no more than was checked. */
export function proofClause(plan: Plan, checked: Checked): Computed {
  const [gradients, forward, rows] = [CHECK.gradientsRow, CHECK.forwardRow, CHECK.rowsRow].map(
    setting,
  );
  return {
    formula: `${ifSelected(plan, `IF((${forward}="${AGREES}")+(${forward}="${NOT_THERE}")>0,${gradients},${forward}&${place(plan).formula})`)}&" · "&${rows}`,
    result: `${gradientsClause(plan, checked).result} · ${rowsClause(plan, checked).result}`,
  };
}
