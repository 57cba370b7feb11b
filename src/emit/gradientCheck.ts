import type { Style, Worksheet } from 'exceljs';
import type { PassSide } from '../functions/gradient-check.ts';
import { type CheckFormulas, checkFormulas } from '../layout/check/formulas.ts';
import {
  CHECK,
  type CheckLayout,
  type CheckRow,
  PASSES,
  settingCell,
} from '../layout/check/layout.ts';
import type { Plan } from '../layout/plan.ts';
import { SHEETS } from '../layout/sheets.ts';
import { gradientOf } from '../network/parameters.ts';
import type { CheckedGradient } from '../numeric/check/check.ts';
import { valueIn } from '../numeric/check/pass.ts';
import type { Node } from '../ops/node.ts';
import {
  allowed,
  type CheckCells,
  difference,
  mark,
  quotient,
  remark,
  width,
} from '../symbolic/cells/check.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { TableRows } from '../xlsx/writer/package.ts';
import type { BlockColumn } from '../xlsx/writer/rows.ts';
import { addBasePass, addCheckedValues, passRoleOf } from './check/base.ts';
import { addRowChecks } from './check/rowChecks.ts';
import { addCheckSettings } from './check/settings.ts';
import { onTraining } from './check/sources.ts';
import type { Facts } from './facts.ts';
import { type Open, put } from './sheet.ts';
import { STYLES, shownAs, stylesOf } from './theme/styles.ts';

const COLUMNS: readonly (readonly [column: number, header: string, width: number])[] = [
  [CHECK.parameter, 'parameter', 17],
  [CHECK.value, 'value', 14],
  [CHECK.analytic, '∂E by chain rule', 17],
  [CHECK.narrow, '(E₊ − E₋) / 2Δ', 15],
  [CHECK.wide, 'the same at 2Δ', 15],
  [CHECK.difference, 'difference', 13.25],
  [CHECK.allowed, 'allowed', 13.25],
  [CHECK.mark, 'proven', 13.25],
  [CHECK.remark, 'remark', 25],
  [CHECK.width, 'Δ', 13.25],
  [CHECK.kinks, 'kinks crossed', 14],
];

const TITLES = {
  plus: 'Forward pass at w + Δ',
  minus: 'Forward pass at w − Δ',
  plus2: 'Forward pass at w + 2Δ',
  minus2: 'Forward pass at w − 2Δ',
} as const;

/** The proof of every gradient by the definition of a derivative, in live formulas. */
export function addGradientCheck(open: Open, { plan, selected, checked }: Facts): void {
  const { check, names, network } = plan;
  const sheet = open({
    title: 'Gradient check',
    purpose:
      'Is the chain rule right? Each parameter is moved a little to both sides, the whole forward pass is computed again, and the slope of E_total is compared.',
    widths: widthsOf(check),
    frozen: { rows: 0, columns: CHECK.parameter },
    printedRows: [CHECK.headerRow, CHECK.headerRow],
  });
  addCheckSettings(sheet, plan, checked);
  addCheckedValues(sheet, plan, selected);
  for (const [column, header] of COLUMNS) {
    put(sheet, CHECK.headerRow, column, header, STYLES.stepHeader);
  }
  const formulas = checkFormulas(network, check);
  for (const side of PASSES) {
    for (const [i, n] of check.forward.entries()) {
      const column = check.passColumns[side] + i;
      const { band, header } = stylesOf(n.ref.kind, passRoleOf(n));
      put(sheet, CHECK.bandRow, column, i === 0 ? TITLES[side] : null, band);
      put(sheet, CHECK.headerRow, column, names.of(n.ref), header);
    }
  }
  addBasePass(sheet, plan, formulas, selected, checked);
  for (const [index, row] of check.rows.entries()) {
    addRow(sheet, plan, formulas, row, checked.gradients[index]!);
  }
  addRowChecks(sheet, plan);
  // What the passes come to is enough on paper.
  sheet.pageSetup.printArea = `A1:${cellAddress(CHECK.kinks, sheet.rowCount)}`;
}

/** The cells that the formulas of a row read. */
function cellsOfRow({ check }: Plan, row: number): CheckCells {
  const cell = (column: number) => cellAddress(column, row);
  const fixed = (column: number, at: number) => cellAddress(column, at, { absolute: 'both' });
  const total = check.passColumns.plus + check.forward.length - 1;
  const values = [check.values[0]!, check.values.at(-1)!];
  return {
    analytic: cell(CHECK.analytic),
    narrow: cell(CHECK.narrow),
    wide: cell(CHECK.wide),
    difference: cell(CHECK.difference),
    allowed: cell(CHECK.allowed),
    width: cell(CHECK.width),
    kinks: cell(CHECK.kinks),
    remark: cell(CHECK.remark),
    small: settingCell(CHECK.smallRow),
    offTotal: fixed(total, CHECK.offRow),
    values: values.map(({ column }) => fixed(column, CHECK.valueRow)).join(':'),
    valueCount: check.values.length,
  };
}

function addRow(
  sheet: Worksheet,
  plan: Plan,
  { cells: places, pass, bounds }: CheckFormulas,
  layout: CheckRow,
  checked: CheckedGradient,
): void {
  const { check, names } = plan;
  const { row, parameter } = layout;
  const cells = cellsOfRow(plan, row);
  const computed = (
    column: number,
    formula: string,
    result: number | string,
    style: Partial<Style> = STYLES.value,
  ) => put(sheet, row, column, { formula, result }, style);

  put(sheet, row, CHECK.parameter, names.of(parameter), STYLES.stepHeader);
  computed(CHECK.value, places.at(parameter), checked.value);
  const own =
    plan.selected &&
    cellAddress(plan.selected.columnOf(gradientOf(parameter)), plan.selected.firstRow, {
      sheet: SHEETS.selected,
      absolute: 'both',
    });
  const there = onTraining(plan, gradientOf(parameter), own ?? '""');
  computed(CHECK.analytic, there, checked.analytic, STYLES.linked);
  const slope = (plus: PassSide, minus: PassSide, by: number) =>
    quotient(pass.total(plus, row), pass.total(minus, row), by, cells.width);
  const lever = bounds.lever(parameter);
  computed(CHECK.narrow, slope('plus', 'minus', 2), checked.narrow);
  computed(CHECK.wide, slope('plus2', 'minus2', 4), checked.wide);
  computed(CHECK.difference, difference(cells), checked.difference);
  computed(CHECK.allowed, allowed(cells), checked.allowed);
  computed(CHECK.remark, remark(cells), checked.remark, STYLES.note);
  computed(CHECK.mark, mark(cells), checked.mark, STYLES.mark);
  computed(CHECK.width, width(settingCell(CHECK.moveRow), lever), checked.width);
  computed(CHECK.kinks, pass.kinks(row), checked.kinks, shownAs(STYLES.value, 'whole'));
  addPassStyles(sheet, check, row);
}

/** What the cells of the forward passes look like, in the first row; in the others the last one alone. */
function addPassStyles(sheet: Worksheet, check: CheckLayout, row: number): void {
  for (const side of PASSES) {
    for (const [i, n] of check.forward.entries()) {
      const column = check.passColumns[side] + i;
      if (row > CHECK.firstRow && column < check.lastColumn) continue;
      put(sheet, row, column, 0, stylesOf(n.ref.kind, passRoleOf(n)).value);
    }
  }
}

/**
 * The forward passes of all parameters, behind what is said of them. Of a wide network they are most
 * of the workbook, so they are streamed into the file.
 */
export function passRows({ plan, checked }: Facts): TableRows {
  const { check, network } = plan;
  const { pass } = checkFormulas(network, check);
  const passOf = (side: PassSide, n: Node): Omit<BlockColumn, 'styles'> => ({
    rest: { kind: 'each', formula: (row) => pass.moved(n, side, check.rows[row]!) },
    value: (row) => valueIn(checked.gradients[row]!.passes[side], n.ref),
  });
  // A column is free between two passes.
  const free = { rows: 0, rest: { kind: 'number' }, value: () => 0 } as const;
  const columns = PASSES.flatMap((side, i) => [
    ...(i > 0 ? [free] : []),
    ...check.forward.map((n) => passOf(side, n)),
  ]);
  return {
    within: CHECK.firstForward,
    firstTemplateRow: CHECK.firstRow,
    lastRow: check.lastRow,
    lastColumn: check.lastColumn,
    blocks: (styles) => [
      {
        firstRow: CHECK.firstRow,
        rows: check.rows.length,
        firstColumn: CHECK.firstForward,
        columns: columns.map((column, i): BlockColumn => {
          return { ...column, styles: styles(CHECK.firstForward + i) };
        }),
      },
    ],
  };
}

function widthsOf({ lastColumn, values }: CheckLayout): number[] {
  const widths = Array<number>(Math.max(lastColumn, values.length)).fill(14);
  for (const [column, , width] of COLUMNS) widths[column - 1] = width;
  return widths;
}
