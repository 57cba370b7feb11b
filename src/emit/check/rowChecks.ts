import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { TRAINING } from '../../layout/sheets.ts';
import type { Checked } from '../../numeric/check/check.ts';
import { ref } from '../../ref.ts';
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
    const names = `${cellAddress(1, TRAINING.headerRow, { sheet: training.sheet, absolute: 'both' })}:${cellAddress(rowChecks[0].column - 1, TRAINING.headerRow, { absolute: 'both' })}`;
    const of = (at: string) => `INDEX(${range(training.columnOf(lead(at)))},${index})`;
    const sample = leads.length > 1 ? `&", sample "&${of('sample')}` : '';
    const says = kind === 'typed' ? ' is no formula' : ' does not follow its formula';
    put(sheet, row, SUMMARY.name, name, STYLES.label);
    const show = (at: number, formula: string, result: number | string) =>
      put(
        sheet,
        row,
        at,
        { formula, result },
        typeof result === 'string' ? STYLES.remark : STYLES.step,
      );
    show(SUMMARY.worst, `IFERROR(MAX(${flags}),-1)`, 0);
    show(SUMMARY.row, `IF(${worst}>0,MATCH(${worst},${flags},0),0)`, 0);
    show(
      SUMMARY.text,
      `IF(${index}>0,INDEX(${names},1,${worst})&" at step "&${of('step')}${sample}&"${says}","")`,
      '',
    );
    const before =
      i === 0 ? '' : `IF(${cell(SUMMARY.first, row - 1)}<>"",${cell(SUMMARY.first, row - 1)},`;
    show(SUMMARY.first, `${before}${cell(SUMMARY.text)}${before && ')'}`, '');
  }
}

/** What they come to, in words. */
export function rowsSummary({ check, rowChecks, network, training }: Plan, { rows }: Checked) {
  const top = check.rowChecksRow;
  const cell = (column: number, i: number) => cellAddress(column, top + i, { absolute: 'both' });
  const found = cell(SUMMARY.first, rowChecks.length - 1);
  const column = training.columnOf(ref('finite'));
  const finite = columnRange(training.sheet, column, training.firstRow, training.lastRow);
  const unknown = `COUNTIF(${finite},0)`;
  const { steps } = network;
  const all = `updates of all ${steps} steps follow the rule`;
  const some = 'updates follow the rule where values are finite';
  const none = 'no update can be judged: values are not finite';
  const blind = 'this program cannot tell formulas from numbers';
  return {
    formula: `IF(${found}<>"",${found},IF(${cell(SUMMARY.worst, 0)}<0,"${blind}",IF(${unknown}=0,"${all}",IF(${unknown}<${rows.all},"${some}","${none}"))))`,
    result: rows.known === rows.all ? all : rows.known > 0 ? some : none,
  };
}
