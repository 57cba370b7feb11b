import { addressOf, parseAddress } from '../../src/xlsx/address.ts';
import type { Cell, Cells, CellValue, SheetCells } from '../../src/xlsx/cells.ts';

/** A text that begins with `=` is a formula, anything else a constant. */
export type SheetContent = Readonly<Record<string, CellValue>>;

/** A workbook as the reader would hand it over, without a file; formulas have no stored result. */
export function cellsFrom(
  sheets: Readonly<Record<string, SheetContent>>,
  names: Readonly<Record<string, string>> = {},
): Cells {
  const read = Object.entries(sheets).map(([name, content]): [string, SheetCells] => {
    const rows = new Map<number, Map<number, Cell>>();
    for (const [address, held] of Object.entries(content)) {
      const position = parseAddress(address)!;
      const row = rows.get(position.row) ?? new Map<number, Cell>();
      rows.set(position.row, row.set(position.column, cellOf(position, held)));
    }
    return [name, { name, state: 'visible', names: new Map(), tables: [], rows }];
  });
  return { sheets: new Map(read), names: new Map(Object.entries(names)) };
}

function cellOf(position: { row: number; column: number }, held: CellValue): Cell {
  const formula = typeof held === 'string' && held.startsWith('=') ? held.slice(1) : undefined;
  return {
    ...position,
    address: addressOf(position),
    value: formula === undefined ? held : null,
    formula,
  };
}

/** The same workbook with a number typed into one cell. */
export function withNumber(cells: Cells, sheet: string, cell: Cell, value: number): Cells {
  const old = cells.sheets.get(sheet)!;
  const row = new Map(old.rows.get(cell.row)!).set(cell.column, {
    row: cell.row,
    column: cell.column,
    address: cell.address,
    value,
    formula: undefined,
  });
  const rows = new Map(old.rows).set(cell.row, row);
  return { ...cells, sheets: new Map(cells.sheets).set(sheet, { ...old, rows }) };
}
