import { addressOf, type Range } from '../xlsx/address.ts';
import { type Cell, type Cells, type CellValue, cellsOf, type SheetCells } from '../xlsx/cells.ts';
import type { Difference } from './compare.ts';
import { sameFormula } from './formula.ts';
import { symbolsOf } from './table.ts';

/**
 * What was typed into a workbook: names, formulas and constants that are not those of `expected`,
 * and what a reader would take for part of a sheet where `expected` has nothing: formulas anywhere
 * on it, and whatever looks like a number between its first cell and its last. Words, and numbers
 * outside, are notes; no formula of ours reads an empty cell.
 *
 * @param sameValue whether a constant is the same.
 */
export function compareContents(
  expected: Cells,
  got: Cells,
  sameValue: (expected: Cell, got: Cell | undefined) => boolean,
): Difference[] {
  const differences = nameDifferences(expected, got);
  for (const [name, sheet] of expected.sheets) {
    const other = got.sheets.get(name);
    const symbolOf = symbolsOf(sheet);
    if (other !== undefined) differences.push(...additions(sheet, other, symbolOf));
    for (const cell of cellsOf(sheet)) {
      const there = other?.rows.get(cell.row)?.get(cell.column);
      const formulas = cell.formula !== undefined || there?.formula !== undefined;
      if (
        formulas ? sameContent(cell, there, name) : isLabel(name, cell) || sameValue(cell, there)
      ) {
        continue;
      }
      differences.push({
        sheet: name,
        cell: cell.address,
        symbol: symbolOf(cell),
        expected: cell.value,
        got: there?.value ?? null,
        ...(formulas && { formula: { expected: cell.formula, got: there?.formula } }),
      });
    }
  }
  return differences;
}

/** Cells that only `got` has, as far as they are no notes. */
function additions(
  expected: SheetCells,
  got: SheetCells,
  symbolOf: (cell: Cell) => string,
): Difference[] {
  const differences: Difference[] = [];
  const { rows, columns } = extentOf(expected);
  for (const cell of cellsOf(got)) {
    if (expected.rows.get(cell.row)?.has(cell.column)) continue;
    const isWithin = cell.row <= rows && cell.column <= columns;
    if (cell.formula === undefined && !(isWithin && looksLikeNumber(cell.value))) continue;
    differences.push({
      sheet: expected.name,
      cell: cell.address,
      symbol: symbolOf(cell),
      expected: null,
      got: cell.value,
      // Nothing is no constant either.
      ...(cell.formula !== undefined && { formula: { expected: undefined, got: cell.formula } }),
    });
  }
  return differences;
}

/** The last row and column in which a sheet has a cell. */
function extentOf(sheet: SheetCells): { rows: number; columns: number } {
  let [rows, columns] = [0, 0];
  for (const { row, column } of cellsOf(sheet)) {
    rows = Math.max(rows, row);
    columns = Math.max(columns, column);
  }
  return { rows, columns };
}

/** Numbers and all else that is computed with, and texts that a reader takes for a number. */
function looksLikeNumber(value: CellValue | null): boolean {
  return typeof value === 'string' ? /^\W*\d[\d\s.,'’e+−-]*\W*$/i.test(value) : value !== null;
}

function sameContent(cell: Cell, there: Cell | undefined, sheet: string): boolean {
  if (cell.formula === undefined || there?.formula === undefined) return false;
  return sameBlock(cell, there) && sameFormula(cell.formula, there.formula, sheet);
}

/** Whether formulas fill the same cells. */
function sameBlock({ address, array: one }: Cell, { array: other }: Cell): boolean {
  const lastOf = (range: Range | undefined) => (range ? addressOf(range.last) : address);
  return lastOf(one) === lastOf(other);
}

/** `Start` tells which file a workbook was made from, and by which version. */
function isLabel(sheet: string, { value }: Cell): boolean {
  return sheet === 'Start' && typeof value === 'string';
}

/** A name that stands for something else, also on one sheet alone, changes every formula with it. */
function nameDifferences(expected: Cells, got: Cells): Difference[] {
  const differences: Difference[] = [];
  const scopes = [
    { sheet: '', names: got.names },
    ...[...got.sheets.values()].map(({ name, names }) => ({ sheet: name, names })),
  ];
  for (const [name, text] of expected.names) {
    for (const { sheet, names } of scopes) {
      const there = [...names].find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];
      if (there === undefined ? sheet !== '' : sameFormula(text, there, sheet)) continue;
      const values = { expected: text, got: there ?? null };
      differences.push({ sheet, cell: name, symbol: 'a defined name', ...values });
    }
  }
  return differences;
}
