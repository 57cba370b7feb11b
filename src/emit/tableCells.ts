import { printAt, readsOtherSheets, type Table } from '../layout/place.ts';
import {
  firstRowOfStep,
  periodOfRow,
  periodsOf,
  rowOfPeriod,
  rowOfStep,
  stepOfRow,
} from '../network/batches.ts';
import type { Formula } from '../ops/formula.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import type { BlockColumn, CellSource, OneSource } from '../xlsx/writer/rows.ts';

/**
 * What the cells of a quantity's column hold: the same in all rows, or by the steps and periods they
 * belong to.
 *
 * @param initial what the first row holds of a parameter.
 */
export function sourcesOf(
  table: Table,
  quantity: Quantity,
  initial: OneSource,
): Pick<BlockColumn, 'first' | 'rest'> {
  const { only, stays } = quantity;
  const first = firstCell(table, quantity, initial);
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

/** Periods of as many rows as the first that has the formula share it. */
function atEndsOfPeriods(
  table: Table,
  { formula }: Quantity,
  first: OneSource | undefined,
): CellSource {
  const { trained } = table;
  const periods = periodsOf(trained);
  const start = first ? 1 : 0;
  const shared = periods > start ? sharedFrom(table, formula, rowOfPeriod(trained, start)) : null;
  const each = eachOf(table, formula);
  // A formula may read the row in which the period before ended.
  const lengthOf = (period: number) =>
    rowOfPeriod(trained, period) - (period > 0 ? rowOfPeriod(trained, period - 1) : -1);
  const source = (row: number) => {
    const period = periodOfRow(trained, row);
    if (period >= periods || row !== rowOfPeriod(trained, period)) return null;
    if (first && period === 0) return first;
    return lengthOf(period) === lengthOf(start) ? shared : each;
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

function firstCell(
  table: Table,
  { first, only }: Quantity,
  initial: OneSource,
): OneSource | undefined {
  if (first === null) return undefined;
  if (first === 'zero') return { kind: 'number' };
  if (first === 'typed') return initial;
  const row = only === 'ends of periods' ? rowOfPeriod(table.trained, 0) : 0;
  return ownFormula(printAt(first, table, { sheet: table.sheet, row: table.firstRow + row }));
}

/** A formula that stands in one cell. */
export const ownFormula = (formula: string): OneSource => ({
  kind: 'each',
  formula: () => formula,
});
