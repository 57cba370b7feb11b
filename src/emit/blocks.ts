import { printAt, readsOtherSheets, type Table } from '../layout/place.ts';
import type { Plan } from '../layout/plan.ts';
import { LEARNING_RATES, RUNS, TRAINING } from '../layout/sheets.ts';
import {
  firstRowOfStep,
  periodOfRow,
  periodsOf,
  rowOfPeriod,
  rowOfStep,
  rowsOf,
  stepOfRow,
} from '../network/batches.ts';
import { lossRef } from '../network/ref.ts';
import { columnOf, type Run } from '../numeric/value.ts';
import { at, type Formula, f } from '../ops/formula.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { TemplateStyles } from './parts/package.ts';
import type { Block, BlockColumn, CellSource, OneSource } from './parts/rows.ts';

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
  const quantities = plan.quantities.map(
    (quantity): BlockColumn => ({
      styles: styles(table.columnOf(quantity.ref)),
      ...sourcesOf(plan, table, quantity),
      value: columnOf(run, quantity.ref),
    }),
  );
  return [...leads, ...quantities];
}

/** What the cells of a column hold: the same in all rows, or by the steps and periods they belong to. */
function sourcesOf(
  plan: Plan,
  table: Table,
  quantity: Quantity,
): Pick<BlockColumn, 'first' | 'rest'> {
  const { only, stays } = quantity;
  const first = firstCell(plan, table, quantity) ?? undefined;
  if (only === 'ends of periods') return { rest: atEndsOfPeriods(table, quantity, first) };
  if (only === 'ends of steps') return { rest: atEndsOfSteps(table, quantity) };
  const rest = restOf(table, quantity, first ? 1 : 0);
  const starts = { ...(first && { first }) };
  if (!stays || rest.kind !== 'shared') return { ...starts, rest };
  const { trained } = table;
  const update = sharedFrom(table, quantity.formula, firstRowOfStep(trained, 1));
  const inBatch = eachOf(table, stays);
  const source = (row: number) =>
    row === firstRowOfStep(trained, stepOfRow(trained, row)) ? update : inBatch;
  return { ...starts, rest: { kind: 'by row', source } };
}

/** Steps of as many rows as the first share the formula. */
function atEndsOfSteps(table: Table, { formula }: Quantity): CellSource {
  const { trained } = table;
  const lengthOf = (step: number) => rowOfStep(trained, step) - firstRowOfStep(trained, step);
  const [full, shared] = [lengthOf(0), sharedFrom(table, formula, rowOfStep(trained, 0))];
  const each = eachOf(table, formula);
  const source = (row: number) => {
    const step = stepOfRow(trained, row);
    if (row !== rowOfStep(trained, step)) return null;
    return lengthOf(step) === full ? shared : each;
  };
  return { kind: 'by row', source };
}

function atEndsOfPeriods(
  table: Table,
  { formula }: Quantity,
  first: OneSource | undefined,
): CellSource {
  const { trained } = table;
  const periods = periodsOf(trained);
  const start = first ? 1 : 0;
  const shared = periods > start ? sharedFrom(table, formula, rowOfPeriod(trained, start)) : null;
  const source = (row: number) => {
    const period = periodOfRow(trained, row);
    if (period >= periods || row !== rowOfPeriod(trained, period)) return null;
    return first && period === 0 ? first : shared;
  };
  return { kind: 'by row', source };
}

/** @param from the first row that the formula stands in. */
function restOf(table: Table, { formula }: Quantity, from: number): OneSource {
  return readsOtherSheets(formula) ? eachOf(table, formula) : sharedFrom(table, formula, from);
}

function eachOf(table: Table, formula: Formula): OneSource {
  const { sheet, firstRow } = table;
  return {
    kind: 'each',
    formula: (row) => printAt(formula, table, { sheet, row: firstRow + row }),
  };
}

function sharedFrom(table: Table, formula: Formula, row: number): OneSource {
  const { sheet, firstRow } = table;
  return { kind: 'shared', formula: printAt(formula, table, { sheet, row: firstRow + row }) };
}

function firstCell(plan: Plan, table: Table, { ref, first }: Quantity): OneSource | null {
  if (first === null) return null;
  const from = { sheet: table.sheet, row: table.firstRow };
  if (first === 'zero') return { kind: 'number' };
  if (first !== 'typed') return once(printAt(first, table, from));
  if (table === plan.training) return { kind: 'number' };
  return once(printAt(f`${at(ref, 'given')}`, table, from));
}

const once = (formula: string): OneSource => ({ kind: 'each', formula: () => formula });

/** How many of its cells hold a formula. */
export function formulasIn({ rows, columns }: Block): number {
  const count = (source: CellSource, first: number, last: number): number => {
    if (source.kind !== 'by row') return source.kind === 'number' ? 0 : last - first;
    let formulas = 0;
    for (let row = first; row < last; row++) {
      const kind = source.source(row)?.kind ?? 'number';
      if (kind !== 'number') formulas++;
    }
    return formulas;
  };
  return columns.reduce((sum, { first, rest, rows: own = rows }) => {
    if (own === 0) return sum;
    const start = first ? 1 : 0;
    return sum + (first ? count(first, 0, 1) : 0) + count(rest, start, own);
  }, 0);
}
