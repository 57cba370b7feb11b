import { STUCK_PERIODS } from '../functions/thresholds.ts';
import {
  firstRowOfPeriod,
  firstRowOfStep,
  periodOfRow,
  periodsOf,
  rowOfPeriod,
  stepOfRow,
  type Trained,
} from '../network/batches.ts';
import { type At, type Formula, type Hole, printCell } from '../ops/formula.ts';
import { type Ref, refKey } from '../ref.ts';
import { cellAddress, columnRange } from '../xlsx/address.ts';
import { NAMES, type Place } from './sheets.ts';

/** Where the table of one run lives: a column a quantity, a row a step or a sample of its batch. */
export interface Table {
  readonly sheet: string;
  /** Sheet row of the first row of step 0. */
  readonly firstRow: number;
  /** Sheet row of the last row. */
  readonly lastRow: number;
  /** What tells which of its rows make a step, and which a period that the verdict judges. */
  readonly trained: Trained;
  /** Sheet column of a quantity or of what says which row it is. */
  readonly columnOf: (r: Ref) => number;
  /** How a formula of this table names the learning rate: a name, or a column of the table. */
  readonly eta: typeof NAMES.eta | { readonly column: number };
  /** The cell in which the learning rate is typed; its name would hide that it is empty. */
  readonly etaGiven: string;
  /** Names of the cells of the other hyper-parameters. */
  readonly settings: readonly string[];
  /** The cell in which the first value of a quantity was given, outside the table. */
  readonly givenAt: (r: Ref) => Place;
  /** The column of an input or target in the data set. */
  readonly dataOf: (r: Ref) => ColumnPlace;
}

/** A stretch of one column. */
export interface ColumnPlace {
  readonly sheet: string;
  readonly column: number;
  readonly firstRow: number;
  readonly lastRow: number;
}

/** Maps each quantity to its column: the first one stands in `firstColumn`. */
export function columnsOf(refs: readonly Ref[], firstColumn: number): (r: Ref) => number {
  const columns = new Map(refs.map((r, i) => [refKey(r), firstColumn + i]));
  return (r) => {
    const column = columns.get(refKey(r));
    if (column === undefined) throw new Error(`no column for ${refKey(r)}`);
    return column;
  };
}

/** Whether a formula reads from another sheet, so that its cells cannot share it. */
export function readsOtherSheets({ cell }: Formula): boolean {
  return cell.some(
    (part) => typeof part !== 'string' && (part.at === 'given' || part.at === 'data'),
  );
}

/**
 * Prints a formula as it reads in one cell.
 *
 * @param table the run that the formula reads.
 * @param from the sheet it stands on and, for a formula of the table itself, its row.
 */
export function printAt(
  formula: Formula,
  table: Table,
  from: { readonly sheet: string; readonly row?: number },
): string {
  return printCell(formula, (hole) => addressOf(hole, table, from));
}

function addressOf(
  { ref, at }: Hole,
  table: Table,
  from: { readonly sheet: string; readonly row?: number },
): string {
  if (ref.kind === 'tolerance') return NAMES.tolerance;
  if (ref.kind === 'setting') return table.settings[ref.unit]!;
  if (ref.kind === 'problem') return NAMES.problem;
  if (ref.kind === 'eta') {
    if (at === 'given') return table.etaGiven;
    if (typeof table.eta === 'string') return table.eta;
    return cellAddress(table.eta.column, from.row!, { absolute: 'column' });
  }
  if (at === 'given') {
    const { sheet, column, row } = table.givenAt(ref);
    return cellAddress(column, row, { sheet, absolute: 'both' });
  }
  if (at === 'data') {
    const { sheet, column, firstRow, lastRow } = table.dataOf(ref);
    return firstRow === lastRow
      ? cellAddress(column, firstRow, { sheet, absolute: 'both' })
      : columnRange(sheet, column, firstRow, lastRow);
  }
  const column = table.columnOf(ref);
  if (isOfRow(at)) return inTable(at, column, table, from.row!);
  // In the table's own rows only the row is fixed, so that `B$9` says "the first of this column".
  const isOwn = table.sheet === from.sheet;
  const fixed = (row: number) =>
    isOwn
      ? cellAddress(column, table.firstRow + row, { absolute: 'row' })
      : cellAddress(column, table.firstRow + row, { sheet: table.sheet, absolute: 'both' });
  const fixedRange = (first: number, last: number) =>
    first === last
      ? fixed(first)
      : `${fixed(first)}:${cellAddress(column, table.firstRow + last, { absolute: 'both' })}`;
  const { trained } = table;
  const last = periodsOf(trained) - 1;
  switch (at) {
    case 'top':
      return fixed(0);
    case 'butLast':
      return `${fixed(0)}:${cellAddress(column, table.lastRow - 1, { absolute: 'both' })}`;
    case 'butFirst':
      return `${fixed(1)}:${cellAddress(column, table.lastRow, { absolute: 'both' })}`;
    case 'column':
      return `${fixed(0)}:${cellAddress(column, table.lastRow, { absolute: 'both' })}`;
    case 'first':
      return fixed(rowOfPeriod(trained, 0));
    case 'last':
      return fixed(rowOfPeriod(trained, last));
    case 'tenBeforeLast':
      return fixed(rowOfPeriod(trained, Math.max(0, last - STUCK_PERIODS)));
    case 'lastRows':
      return fixedRange(firstRowOfPeriod(trained, last), rowOfPeriod(trained, last));
  }
}

type OfRow = 'row' | 'previous' | 'stepTop' | 'stepRows' | 'periodRows' | 'periodBefore';

const isOfRow = (at: At): at is OfRow =>
  ['row', 'previous', 'stepTop', 'stepRows', 'periodRows', 'periodBefore'].includes(at);

/** What a formula of the table's own row reads; relative, so that the rows can share it, but for `stepTop`. */
function inTable(
  at: OfRow,
  column: number,
  { firstRow, trained }: Table,
  sheetRow: number,
): string {
  const row = sheetRow - firstRow;
  const cell = (of: number) => cellAddress(column, firstRow + of);
  const rowsFrom = (first: number) => `${cell(first)}:${cell(row)}`;
  switch (at) {
    case 'row':
      return cell(row);
    case 'previous':
      return cell(row - 1);
    case 'stepTop':
      return cellAddress(column, firstRow + stepTop(trained, row), { absolute: 'row' });
    case 'stepRows':
      return rowsFrom(stepTop(trained, row));
    case 'periodRows':
      return rowsFrom(firstRowOfPeriod(trained, periodOfRow(trained, row)));
    case 'periodBefore':
      return cell(firstRowOfPeriod(trained, periodOfRow(trained, row)) - 1);
  }
}

const stepTop = (trained: Trained, row: number) => firstRowOfStep(trained, stepOfRow(trained, row));
