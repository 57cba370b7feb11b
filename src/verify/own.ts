import { buildWorkbook } from '../emit/workbook.ts';
import type { Selection } from '../layout/plan.ts';
import type { Network } from '../network/network.ts';
import type { Cells } from '../xlsx/cells.ts';
import { limitsFor } from '../xlsx/reader/limits.ts';
import { readCells } from '../xlsx/reader/read.ts';

/** What our own workbook of a network holds, read back from its file. */
export async function ownCells(network: Network, selection: Selection = {}): Promise<Cells> {
  const { bytes } = await buildWorkbook(network, selection);
  return readCells(bytes, limitsFor(mostCells));
}

/** More than a file of Google's holds: our own needs no limit but the memory's. */
const mostCells = 20_000_000;
