import { printAt, readsOtherSheets, type Table } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { LEARNING_RATES, RUNS, TRAINING } from '../layout/sheets.ts';
import { rowOfStep, rowsOf } from '../network/batches.ts';
import { lossRef } from '../network/ref.ts';
import { columnOf, type Run } from '../numeric/value.ts';
import { at, f } from '../ops/formula.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { TemplateStyles } from './parts/package.ts';
import type { Block, BlockColumn, CellSource } from './parts/rows.ts';

/** The rows of `Training`. */
export function trainingBlock(plan: Plan, run: Run, styles: TemplateStyles): Block {
  return {
    firstRow: TRAINING.firstRow,
    rows: rowsOf(plan.network),
    firstColumn: TRAINING.firstColumn,
    columns: tableColumns(plan, plan.training, run, styles),
  };
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
  return {
    firstRow: table.firstRow,
    rows: rowsOf(plan.network),
    firstColumn: RUNS.rateColumn,
    columns: [rateColumn, ...tableColumns(plan, table, run, styles)],
  };
}

/** The losses on `Learning rates`: one column a rate, each cell a link to its run. */
export function lossBlock(
  plan: Plan,
  losses: readonly Float64Array[],
  styles: TemplateStyles,
): Block {
  const { network } = plan;
  const columns = plan.runs.map((table, index): BlockColumn => {
    const column = table.columnOf(lossRef(network));
    return {
      styles: styles(LEARNING_RATES.firstColumn + index),
      rest: {
        kind: 'each',
        formula: (step) => {
          const row = table.firstRow + rowOfStep(network, step);
          return cellAddress(column, row, { sheet: table.sheet });
        },
      },
      value: (row) => losses[index][row],
    };
  });
  return {
    firstRow: LEARNING_RATES.firstRow,
    rows: network.steps + 1,
    firstColumn: LEARNING_RATES.stepColumn,
    columns: [
      {
        styles: styles(LEARNING_RATES.stepColumn),
        rest: { kind: 'number' },
        value: (step) => step,
      },
      ...columns,
    ],
  };
}

function tableColumns(plan: Plan, table: Table, run: Run, styles: TemplateStyles): BlockColumn[] {
  const leads = plan.leads.map(
    (lead): BlockColumn => ({
      styles: styles(table.columnOf(lead)),
      rest: { kind: 'number' },
      value: columnOf(run, lead),
    }),
  );
  const quantities = plan.quantities.map((quantity): BlockColumn => {
    const first = firstCell(plan, table, quantity);
    return {
      styles: styles(table.columnOf(quantity.ref)),
      ...(first && { first }),
      rest: restOf(table, quantity, first ? 1 : 0),
      value: columnOf(run, quantity.ref),
    };
  });
  return [...leads, ...quantities];
}

/** @param from the first row that the formula stands in. */
function restOf(table: Table, { formula }: Quantity, from: number): CellSource {
  const { sheet, firstRow } = table;
  const at = (row: number) => printAt(formula, table, { sheet, row: firstRow + row });
  if (readsOtherSheets(formula)) return { kind: 'each', formula: at };
  return { kind: 'shared', formula: at(from) };
}

function firstCell(plan: Plan, table: Table, { ref, first }: Quantity): CellSource | null {
  if (first === null) return null;
  const from = { sheet: table.sheet, row: table.firstRow };
  if (first === 'zero') return { kind: 'number' };
  if (first !== 'typed') return once(printAt(first, table, from));
  if (table === plan.training) return { kind: 'number' };
  return once(printAt(f`${at(ref, 'given')}`, table, from));
}

const once = (formula: string): CellSource => ({ kind: 'each', formula: () => formula });

/** How many of its cells hold a formula. */
export function formulasIn({ rows, columns }: Block): number {
  const isFormula = ({ kind }: CellSource) => (kind === 'number' ? 0 : 1);
  return columns.reduce((sum, column) => {
    const { first, rest } = column;
    const below = (column.rows ?? rows) - 1;
    return below < 0 ? sum : sum + isFormula(first ?? rest) + below * isFormula(rest);
  }, 0);
}
