import { type Cell, type Cells, cellsOf } from '../xlsx/cells.ts';
import type { Difference } from './compare.ts';
import { sameFormula } from './formula.ts';
import { symbolsOf } from './table.ts';

/**
 * What was typed into a workbook: names, formulas and constants that are not those of `expected`.
 * What was typed where nothing was is none: no formula of ours reads an empty cell.
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

function sameContent(cell: Cell, there: Cell | undefined, sheet: string): boolean {
  if (cell.formula === undefined || there?.formula === undefined) return false;
  return sameFormula(cell.formula, there.formula, sheet);
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
