import { cellAddress } from '../layout/address.ts';
import { printAt, type Table } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { LEARNING_RATES, RUNS, TRAINING } from '../layout/sheets.ts';
import { ref } from '../network/ref.ts';
import { columnOf, type Run } from '../numeric/value.ts';
import { at, f } from '../symbolic/formula.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import type { TemplateStyles } from './parts/package.ts';
import type { Block, BlockColumn, CellSource } from './parts/rows.ts';

/** The rows of `Training`. */
export function trainingBlock(plan: Plan, run: Run, styles: TemplateStyles): Block {
  return block(TRAINING, plan.network.steps, [
    stepColumn(styles(TRAINING.stepColumn)),
    ...quantityColumns(plan, plan.training, run, styles),
  ]);
}

/** The rows of one compared rate on `Runs`. */
export function runBlock(plan: Plan, index: number, run: Run, styles: TemplateStyles): Block {
  const table = plan.runs[index];
  const { sheet, row, column } = plan.ratePlace(index);
  const rate = cellAddress(column, row, { sheet, absolute: 'both' });
  const rateColumn: BlockColumn = {
    styles: styles(RUNS.rateColumn),
    first: once(rate),
    rest: {
      kind: 'shared',
      formula: cellAddress(RUNS.rateColumn, table.firstRow, { absolute: 'row' }),
    },
    value: () => run.trace.learningRate,
  };
  return block({ firstRow: table.firstRow, stepColumn: 1 }, plan.network.steps, [
    rateColumn,
    stepColumn(styles(RUNS.stepColumn)),
    ...quantityColumns(plan, table, run, styles),
  ]);
}

/** The losses on `Learning rates`: one column a rate, each cell a link to its run. */
export function lossBlock(
  plan: Plan,
  losses: readonly Float64Array[],
  styles: TemplateStyles,
): Block {
  const columns = plan.runs.map((table, index): BlockColumn => {
    const column = table.columnOf(ref('total'));
    return {
      styles: styles(LEARNING_RATES.firstColumn + index),
      rest: {
        kind: 'each',
        formula: (row) => cellAddress(column, table.firstRow + row, { sheet: table.sheet }),
      },
      value: (row) => losses[index][row],
    };
  });
  return block(LEARNING_RATES, plan.network.steps, [
    stepColumn(styles(LEARNING_RATES.stepColumn)),
    ...columns,
  ]);
}

function quantityColumns(
  plan: Plan,
  table: Table,
  run: Run,
  styles: TemplateStyles,
): BlockColumn[] {
  return plan.quantities.map((quantity) => {
    const { sheet, firstRow } = table;
    const first = firstCell(plan, table, quantity);
    const row = first ? firstRow + 1 : firstRow;
    return {
      styles: styles(table.columnOf(quantity.ref)),
      ...(first && { first }),
      rest: { kind: 'shared', formula: printAt(quantity.formula, table, { sheet, row }) },
      value: columnOf(run, quantity.ref),
    };
  });
}

function firstCell(plan: Plan, table: Table, { ref, first }: Quantity): CellSource | null {
  if (first === null) return null;
  const from = { sheet: table.sheet, row: table.firstRow };
  if (first !== 'typed') return once(printAt(first, table, from));
  if (table === plan.training) return { kind: 'number' };
  return once(printAt(f`${at(ref, 'given')}`, table, from));
}

function stepColumn(styles: readonly [number, number]): BlockColumn {
  return { styles, rest: { kind: 'number' }, value: (row) => row };
}

const once = (formula: string): CellSource => ({ kind: 'each', formula: () => formula });

function block(
  { firstRow, stepColumn }: { firstRow: number; stepColumn: number },
  steps: number,
  columns: readonly BlockColumn[],
): Block {
  return { firstRow, rows: steps + 1, firstColumn: stepColumn, columns };
}

/** How many of its cells hold a formula. */
export function formulasIn({ rows, columns }: Block): number {
  const isFormula = ({ kind }: CellSource) => (kind === 'number' ? 0 : 1);
  return columns.reduce(
    (sum, { first, rest }) => sum + isFormula(first ?? rest) + (rows - 1) * isFormula(rest),
    0,
  );
}
