import { buildWorkbook } from '../emit/workbook.ts';
import type { Network } from '../network/network.ts';
import type { Cells } from '../xlsx/cells.ts';
import { limitsFor } from '../xlsx/reader/limits.ts';
import { readCells } from '../xlsx/reader/read.ts';
import { type CompareOptions, compareCells, type Difference } from './compare.ts';

/**
 * Checks a workbook that a spreadsheet has recalculated: every cell that is a formula in the
 * workbook of this network must hold the numeric engine's value. The list of those that do not is
 * empty for a sound file.
 *
 * `bytes` may come from anyone: a file that cannot be read throws `GradsheetError('FILE')`. What
 * else it holds (notes, further sheets) is no difference.
 */
export async function verify(
  bytes: Uint8Array,
  network: Network,
  options: Omit<CompareOptions, 'formulasOnly'> = {},
): Promise<Difference[]> {
  const workbook = await buildWorkbook(network);
  const expected = await readCells(workbook.bytes, limitsFor(mostCells));
  const got = await readCells(bytes, limitsFor(count(expected)));
  return compareCells(expected, got, { ...options, formulasOnly: true });
}

/** More than a sheet of Google's holds: our own file needs no limit but the memory's. */
const mostCells = 20_000_000;

function count({ sheets }: Cells): number {
  let cells = 0;
  for (const { rows } of sheets.values()) for (const row of rows.values()) cells += row.size;
  return cells;
}
