import { checkNetwork, type Network } from '../network/network.ts';
import type { Cell, Cells } from '../xlsx/cells.ts';
import { limitsFor } from '../xlsx/reader/limits.ts';
import { checkBytes } from '../xlsx/reader/problem.ts';
import { readCells } from '../xlsx/reader/read.ts';
import { type CompareOptions, compareCells, type Difference, sameness } from './compare.ts';
import { compareContents } from './contents.ts';
import { noisySpreads } from './noise.ts';
import { ownCells } from './own.ts';
import { quotientSpread } from './quotients.ts';
import { isRoundingTie } from './worked-lines.ts';

export type VerifyOptions = Pick<CompareOptions, 'tolerance'>;

/**
 * Checks a workbook that a spreadsheet has saved against the network it is said to be of. The list
 * is empty for a sound file, whichever program saved it: names, formulas (compared as trees) and
 * constants are those of our own workbook, and every formula's value is the numeric engine's.
 *
 * What was typed over stands first in the list: names, then formulas and constants, sheet by sheet;
 * then the values that differ, most of them because of it.
 *
 * Values may differ as far as programs do: by their last bits, and by what training makes of these.
 * At some learning rates it is chaotic and magnifies a last bit a millionfold; that is measured, by
 * training again with last bits changed, where a first look finds differences.
 *
 * `bytes` may come from anyone: a file that cannot be read, or can be read in two ways, throws
 * `GradsheetError('FILE')`.
 *
 * Where our sheets have nothing, a formula is a difference, and so is whatever looks like a number
 * between their first cell and their last. No difference are words there, numbers farther out,
 * further sheets, and anything but names and cells: number formats, fonts and colours, conditional
 * formats, merged cells, hidden rows, columns and sheets, validation, protection, charts, drawings,
 * and the mode of calculation. They change what a sheet shows, never what it holds: who must trust
 * what it shows opens a workbook of their own.
 */
export async function verify(
  bytes: Uint8Array,
  network: Network,
  options: VerifyOptions = {},
): Promise<Difference[]> {
  checkNetwork(network);
  checkBytes(bytes);
  const expected = await ownCells(network);
  const got = await readCells(bytes, limitsFor(count(expected)));

  const compared: CompareOptions = {
    ...options,
    formulasOnly: true,
    anyOverflow: true,
    sameText: isRoundingTie,
  };
  const same = sameness(options);
  const contents = compareContents(expected, got, (cell, there) =>
    same(cell.value, there?.value ?? null),
  );
  const quotients = quotientSpread(network);
  let values = compareCells(expected, got, { ...compared, spread: quotients });
  // A tolerance that somebody sets is meant as it is.
  if (options.tolerance === undefined) {
    let spread = (sheet: string, _: Cell) => quotients(sheet);
    for (const further of noisySpreads(network, expected)) {
      if (values.length === 0) break;
      const before = spread;
      const noisy = await further;
      spread = (sheet, cell) => Math.max(before(sheet, cell), noisy(sheet, cell));
      values = compareCells(expected, got, { ...compared, spread });
    }
  }
  const typed = new Set(contents.map(({ sheet, cell }) => `${sheet}!${cell}`));
  return [...contents, ...values.filter(({ sheet, cell }) => !typed.has(`${sheet}!${cell}`))];
}

function count({ sheets }: Cells): number {
  let cells = 0;
  for (const { rows } of sheets.values()) for (const row of rows.values()) cells += row.size;
  return cells;
}
