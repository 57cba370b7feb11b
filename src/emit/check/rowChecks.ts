import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { TRAINING } from '../../layout/sheets.ts';
import type { Checked } from '../../numeric/check/check.ts';
import { ref } from '../../ref.ts';
import {
  findingText,
  firstText,
  rowOfFlag,
  rowsSentence,
  worstFlag,
} from '../../symbolic/cells/row-checks.ts';
import { cellAddress, columnRange } from '../../xlsx/address.ts';
import { put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';

/** Columns of the summary of the row checks. */
const SUMMARY = { name: 1, worst: 2, row: 3, text: 4, first: 6 } as const;

/** The checks that stand behind the table of `Training`, summed up: a row each. */
export function addRowChecks(sheet: Worksheet, plan: Plan): void {
  const { check, rowChecks, training, leads } = plan;
  const top = check.rowChecksRow;
  put(
    sheet,
    top - 2,
    1,
    'Every row of Training: its last columns check each cell',
    STYLES.subheading,
  );
  for (const [column, header] of [
    [SUMMARY.name, 'check'],
    [SUMMARY.worst, 'column'],
    [SUMMARY.row, 'row'],
    [SUMMARY.text, 'says'],
    [SUMMARY.first, 'so far'],
  ] as const) {
    put(sheet, top - 1, column, header, STYLES.stepHeader);
  }
  const lead = (kind: string) => leads.find((each) => each.kind === kind)!;
  const range = (column: number) =>
    columnRange(training.sheet, column, training.firstRow, training.lastRow);
  for (const [i, { kind, name, column }] of rowChecks.entries()) {
    const row = top + i;
    const cell = (at: number, of = row) => cellAddress(at, of);
    const [worst, index] = [cell(SUMMARY.worst), cell(SUMMARY.row)];
    const flags = range(column);
    const names = `${cellAddress(1, TRAINING.headerRow, { sheet: training.sheet, absolute: 'both' })}:${cellAddress(rowChecks[0]!.column - 1, TRAINING.headerRow, { absolute: 'both' })}`;
    const leadRange = (of: string) => range(training.columnOf(lead(of)));
    const finding = findingText({
      row: index,
      worst,
      names,
      steps: leadRange('step'),
      samples: leads.length > 1 ? leadRange('sample') : null,
      says: kind === 'typed' ? 'is no formula' : 'does not follow its formula',
    });
    put(sheet, row, SUMMARY.name, name, STYLES.label);
    const show = (at: number, formula: string, result: number | string) =>
      put(
        sheet,
        row,
        at,
        { formula, result },
        typeof result === 'string' ? STYLES.remark : STYLES.step,
      );
    show(SUMMARY.worst, worstFlag(flags), 0);
    show(SUMMARY.row, rowOfFlag(worst, flags), 0);
    show(SUMMARY.text, finding, '');
    const text = cell(SUMMARY.text);
    show(SUMMARY.first, i === 0 ? text : firstText(cell(SUMMARY.first, row - 1), text), '');
  }
}

/** What they come to, in words. */
export function rowsSummary({ check, rowChecks, network, training }: Plan, { rows }: Checked) {
  const top = check.rowChecksRow;
  const cell = (column: number, i: number) => cellAddress(column, top + i, { absolute: 'both' });
  const found = cell(SUMMARY.first, rowChecks.length - 1);
  const column = training.columnOf(ref('finite'));
  const finite = columnRange(training.sheet, column, training.firstRow, training.lastRow);
  const words = {
    all: `updates of all ${network.steps} steps follow the rule`,
    some: 'updates follow the rule where values are finite',
    none: 'no update can be judged: values are not finite',
    blind: 'this program cannot tell formulas from numbers',
  };
  const known = rows.known === rows.all ? 'all' : rows.known > 0 ? 'some' : 'none';
  return {
    formula: rowsSentence({ found, worst: cell(SUMMARY.worst, 0), finite }, rows.all, words),
    result: words[known],
  };
}
