import { expect } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { rowsOf } from '../../src/network/batches.ts';
import type { Network } from '../../src/network/network.ts';
import { train } from '../../src/numeric/train.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { spreadOf } from '../../src/verify/noise.ts';
import { quotientSpread } from '../../src/verify/quotients.ts';
import { headedTables } from '../../src/verify/table.ts';
import { isRoundingTie } from '../../src/verify/worked-lines.ts';
import { type Cell, type Cells, cellsOf, isCellError } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { recompute } from '../engines/hyperformula.ts';
import { columnCount, isHeld, valueByName } from './oracle.ts';

/**
 * The proof within this process: every formula of the written file, recalculated by HyperFormula,
 * gives the value cached in the file, and the cached values are the numeric engine's.
 */
export async function prove(network: Network): Promise<void> {
  const { bytes, formulas } = await buildWorkbook(network);
  const cells = await readCells(bytes);
  expect(formulaCount(cells)).toBe(formulas);
  const recalculated = recompute(cells);
  const quotients = quotientSpread(network);
  const compare = (spread: Spread = () => 0) =>
    compareCells(cells, recalculated, {
      formulasOnly: true,
      sameText: isRoundingTie,
      spread: (sheet, cell) => Math.max(spread(sheet, cell), quotients(sheet)),
    });
  let differences = compare();
  // Squares, powers of β and their like may differ in the last bit, and a chaotic run magnifies it.
  if (differences.length > 0) differences = compare(await spreadOf(network, cells));
  expect(formatDifferences(differences)).toBe('');
  expectEngineValues(cells, network);
}

type Spread = (sheet: string, cell: Cell) => number;

/** The cached values of the tables, found by the names in their headers, against the engine. */
function expectEngineValues(cells: Cells, network: Network): void {
  const differences: string[] = [];
  const check = (sheetName: string, firstRow: number, learningRate: number) => {
    const sheet = cells.sheets.get(sheetName)!;
    const [{ columns }] = headedTables(sheet);
    const trace = train(network, learningRate);
    let named = 0;
    for (const [name, column] of columns) {
      if (valueByName(trace, name, 0) === undefined) continue;
      if (!['step', 'epoch', 'sample', 'k'].includes(name)) named++;
      for (let row = 0; row < trace.rows; row++) {
        const expected = isHeld(trace, name, row) ? valueByName(trace, name, row)! : null;
        const got = sheet.rows.get(firstRow + row)?.get(column)?.value ?? null;
        const same = Number.isNaN(expected) ? isCellError(got) : got === expected;
        if (!same) differences.push(`${sheetName} ${name} row ${row}: ${expected}, got ${got}`);
      }
    }
    expect(named).toBe(columnCount(network));
  };
  const [{ headerRow }] = headedTables(cells.sheets.get('Training')!);
  check('Training', headerRow + 1, network.learningRate);
  for (const [index, rate] of network.compare.entries()) {
    const [{ headerRow: runsHeader }] = headedTables(cells.sheets.get('Runs')!);
    check('Runs', runsHeader + 1 + index * rowsOf(network), rate);
  }
  expect(differences).toEqual([]);
}

function formulaCount(cells: Cells): number {
  let count = 0;
  for (const sheet of cells.sheets.values()) {
    for (const { formula } of cellsOf(sheet)) if (formula !== undefined) count++;
  }
  return count;
}
