import { buildWorkbook } from '../../src/emit/workbook.ts';
import type { Selection } from '../../src/layout/plan.ts';
import { buildNetwork, type Network } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { compareCells, type Difference } from '../../src/verify/compare.ts';
import { spreadOf } from '../../src/verify/noise.ts';
import { quotientSpread } from '../../src/verify/quotients.ts';
import type { Cell, Cells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { isSameText } from './same-text.ts';

/** What a workbook must hold once a spreadsheet program has recalculated it. */
export interface Expectation {
  readonly network: Network;
  readonly cells: Cells;
  readonly quotients: (sheet: string) => number;
  readonly spread: () => Promise<(sheet: string, cell: Cell) => number>;
}

/** The engine's values of a description, with what is selected on `Network`. */
export async function expectationOf(spec: Spec, selection: Selection = {}): Promise<Expectation> {
  const network = buildNetwork(spec);
  const { bytes } = await buildWorkbook(network, selection);
  const cells = await readCells(bytes);
  let measured: ReturnType<Expectation['spread']> | undefined;
  return {
    network,
    cells,
    quotients: quotientSpread(network, selection),
    spread: () => {
      measured ??= spreadOf(network, cells, selection);
      return measured;
    },
  };
}

export interface Differing {
  /** For Gnumeric: every error and infinity is the same. */
  readonly anyOverflow?: boolean;
}

/**
 * What is checked at weights that are no numbers any more is an error, and the remark says so;
 * Gnumeric computes on with infinities, of which some come to a number.
 */
function isBeyond({ sheet, expected, got }: Difference): boolean {
  const isError = typeof expected === 'object' && expected !== null && 'error' in expected;
  return sheet === 'Gradient check' && isError && typeof got === 'number';
}

/** All formulas whose values differ by more than round-off and what this network makes of it. */
export async function differencesFrom(
  { cells, quotients, spread }: Expectation,
  got: Cells,
  { anyOverflow = false }: Differing = {},
): Promise<Difference[]> {
  const compare = (farther: (sheet: string, cell: Cell) => number = () => 0) =>
    compareCells(cells, got, {
      formulasOnly: true,
      anyOverflow,
      sameText: isSameText,
      spread: (sheet, cell) => Math.max(quotients(sheet), farther(sheet, cell)),
    });
  const differences = compare().filter((each) => !(anyOverflow && isBeyond(each)));
  // Measuring the spread takes several workbooks, and few cases need it.
  if (differences.length === 0) return differences;
  return compare(await spread()).filter((each) => !(anyOverflow && isBeyond(each)));
}
