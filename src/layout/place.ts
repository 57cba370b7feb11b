import { type Ref, ref, refKey } from '../network/ref.ts';
import type { Formula, Hole } from '../symbolic/formula.ts';
import { printCell } from '../symbolic/formula.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import { cellAddress } from './address.ts';
import { NAMES, type Place } from './sheets.ts';

/** Where the table of one run lives: a column a quantity, a row a step. */
export interface Table {
  readonly sheet: string;
  /** Sheet row of step 0. */
  readonly firstRow: number;
  /** Sheet row of the last step. */
  readonly lastRow: number;
  /** Sheet column of a quantity or of `step`. */
  readonly columnOf: (r: Ref) => number;
  /** How a formula of this table names the learning rate: a name, or a column of the table. */
  readonly eta: typeof NAMES.eta | { readonly column: number };
  /** The cell in which the first value of a quantity was given, outside the table. */
  readonly givenAt: (r: Ref) => Place;
}

/** Maps each quantity, and `step`, to its column: the first one stands in `firstColumn`. */
export function columnsOf(
  quantities: readonly Quantity[],
  { stepColumn, firstColumn }: { stepColumn: number; firstColumn: number },
): (r: Ref) => number {
  const columns = new Map(quantities.map((q, i) => [refKey(q.ref), firstColumn + i]));
  columns.set(refKey(ref('step')), stepColumn);
  return (r) => {
    const column = columns.get(refKey(r));
    if (column === undefined) throw new Error(`no column for ${refKey(r)}`);
    return column;
  };
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
  if (ref.kind === 'eta') {
    if (typeof table.eta === 'string') return table.eta;
    return cellAddress(table.eta.column, from.row!, { absolute: 'column' });
  }
  if (at === 'given') {
    const { sheet, column, row } = table.givenAt(ref);
    return cellAddress(column, row, { sheet, absolute: 'both' });
  }
  const column = table.columnOf(ref);
  const { firstRow, lastRow } = table;
  if (at === 'row') return cellAddress(column, from.row!);
  if (at === 'previous') return cellAddress(column, from.row! - 1);
  // In the table's own rows only the row is fixed, so that `B$9` says "the first of this column".
  const fixed = (row: number) =>
    table.sheet === from.sheet
      ? cellAddress(column, row, { absolute: 'row' })
      : cellAddress(column, row, { sheet: table.sheet, absolute: 'both' });
  switch (at) {
    case 'first':
      return fixed(firstRow);
    case 'last':
      return fixed(lastRow);
    case 'tenBeforeLast':
      return fixed(Math.max(firstRow, lastRow - 10));
    case 'column':
      return `${fixed(firstRow)}:${cellAddress(column, lastRow, { absolute: 'both' })}`;
  }
}
