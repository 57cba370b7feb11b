import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { TRAINING } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { openBook } from '../../src/sheet/book.ts';
import { gradientOf } from '../../src/sheet/gradient.ts';
import type { Cell, Cells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { templates } from '../support/templates.ts';
import { withNumber } from './cells.ts';

/** Differences that rounding alone makes; see the field's usual tolerance for Float64. */
const near = (found: unknown, expected: unknown) =>
  typeof found === 'number' && typeof expected === 'number'
    ? Math.abs(found - expected) <= 1e-14 + 1e-12 * Math.abs(expected)
    : JSON.stringify(found) === JSON.stringify(expected);

describe.each(templates())('the workbook of $name', async ({ spec }) => {
  const { bytes } = await buildWorkbook(buildNetwork({ ...spec, compare: [] } as typeof spec));
  const cells = await readCells(bytes);
  const book = openBook(cells);

  it('computes to what the engine computed, in every cell', () => {
    const wrong = [];
    for (let id = 0; id < book.size; id++) {
      const { address, value } = book.cellOf(id);
      const sheet = book.sheets[book.placeOf(id).sheet];
      // Quotients of differences there show the last bits a million times enlarged.
      if (sheet === 'Gradient check') continue;
      if (!near(book.value(id), value)) wrong.push(`${sheet}!${address}`);
    }
    expect(wrong).toEqual([]);
    expect([...book.unknown]).toEqual([]);
  });

  const { rows } = cells.sheets.get('Training')!;
  const headers = [...rows.get(TRAINING.headerRow)!.values()];
  const column = (name: string) => headers.find(({ value }) => value === name)?.column;
  const parameters = headers.filter(({ value }) => /^[wb]\d+$/.test(String(value)));
  const last = Math.max(...rows.keys());
  const { firstRow } = TRAINING;
  const steps = [firstRow, Math.round((firstRow + last) / 2), last];

  it.each(steps)("differentiates to the engine's gradients in row %i", (row) => {
    const sheet = book.sheets.indexOf('Training');
    const idOf = ({ column }: { column: number }) => book.find(sheet, row, column);
    const own = new Set(parameters.map(idOf));
    const loss = { column: column('E_total')! };
    const gradient = gradientOf(book, idOf(loss), (id) => own.has(id));
    const moving = alone(cells, row, parameters);
    for (const parameter of parameters) {
      const expected = rows.get(row)!.get(column(`∂E/∂${parameter.value}`)!)!.value as number;
      // At a kink the sheet's functions and the engine may take different sides.
      if (gradient.kinked) continue;
      const found = gradient.by(idOf(parameter));
      expect(Math.abs(found - expected), String(parameter.value)).toBeLessThanOrEqual(
        1e-12 + 1e-9 * Math.abs(expected),
      );
      const held = moving.sheets.get('Training')!.rows.get(row)!;
      const quotient = centralDifference(moving, 'Training', held, loss.column, parameter.column);
      expect(Math.abs(found - quotient)).toBeLessThanOrEqual(2e-6 * (1 + Math.abs(found)));
    }
  });
});

/** The slope of a cell by another one of its row, from the sheet's own formulas with moved numbers. */
function centralDifference(
  cells: Cells,
  sheet: string,
  row: ReadonlyMap<number, Cell>,
  of: number,
  by: number,
): number {
  const cell = row.get(by)!;
  const value = cell.value as number;
  const step = 1e-5 * Math.max(1, Math.abs(value));
  const [above, below] = [1, -1].map((side) => {
    const book = openBook(withNumber(cells, sheet, cell, value + side * step));
    return book.value(book.find(book.sheets.indexOf(sheet), cell.row, of)) as number;
  });
  return (above - below) / (2 * step);
}

/** What a row of the training needs beside itself: its parameters as numbers, and the first row. */
function alone(cells: Cells, row: number, parameters: readonly { column: number }[]): Cells {
  const whole = cells.sheets.get('Training')!;
  const { rows } = whole;
  const own = new Map(rows.get(row)!);
  for (const { column } of parameters) {
    own.set(column, { ...own.get(column)!, formula: undefined });
  }
  const sheets = new Map([...cells.sheets].filter(([name]) => ['Data', 'Network'].includes(name)));
  const training = new Map([
    [TRAINING.firstRow, rows.get(TRAINING.firstRow)!],
    [row, own],
  ]);
  sheets.set('Training', { ...whole, rows: training });
  return { ...cells, sheets };
}
