import type { ValueAt } from '../emit/hunt/value.ts';
import type { HuntPlan } from '../layout/hunt.ts';
import { printAt } from '../layout/place.ts';
import { openBook } from '../sheet/book.ts';
import { heldIn, type Quantity } from '../symbolic/quantity.ts';
import { addressOf } from '../xlsx/address.ts';
import type { Cell, Cells } from '../xlsx/cells.ts';

/** The values of a workbook by its own formulas. */
export function valuesOf(cells: Cells): ValueAt {
  const book = openBook(cells);
  const sheets = new Map(book.sheets.map((name, index) => [name, index]));
  return (sheet, row, column) => {
    const index = sheets.get(sheet);
    const id = index === undefined ? -1 : book.find(index, row, column);
    const value = id < 0 ? Number.NaN : book.value(id);
    return typeof value === 'number' ? value : Number.NaN;
  };
}

/**
 * What right formulas give in a table that is wrong, everything else being as it is: they are put
 * into free columns beside it. The columns are those of `right`, in their order.
 */
export function rightValuesOf(
  cells: Cells,
  plan: HuntPlan,
  right: readonly Quantity[],
): (index: number, row: number) => number {
  const { sheet, firstRow, lastRow } = plan.training;
  const table = cells.sheets.get(sheet)!;
  const free = plan.leads.length + plan.quantities.length + 10;
  const rows = new Map(table.rows);
  for (let row = firstRow; row <= lastRow; row++) {
    const added = right.flatMap((quantity, i): [number, Cell][] => {
      const held = heldIn(quantity, plan.network, row - firstRow);
      if (held === null || typeof held === 'string') return [];
      const position = { row, column: free + i };
      const formula = printAt(held, plan.training, { sheet, row });
      const cell = { ...position, address: addressOf(position), value: null, formula };
      return [[position.column, cell]];
    });
    rows.set(row, new Map([...(rows.get(row) ?? []), ...added]));
  }
  const sheets = new Map(cells.sheets).set(sheet, { ...table, rows });
  const value = valuesOf({ ...cells, sheets });
  return (index, row) => value(sheet, row, free + index);
}
