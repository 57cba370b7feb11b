import type { ValueAt } from '../emit/hunt/value.ts';
import { buildHunt } from '../emit/hunt/workbook.ts';
import { GradsheetError } from '../errors.ts';
import { type HuntPlan, planHunt } from '../layout/hunt.ts';
import type { Network } from '../network/network.ts';
import { runOf } from '../numeric/run.ts';
import { columnOf } from '../numeric/value.ts';
import { version } from '../version.ts';
import { readCells } from '../xlsx/reader/read.ts';
import { type Planted, plantings, type Wish } from './draw.ts';
import { answersTo, type PlantedAnswer } from './solution.ts';
import { rightValuesOf, valuesOf } from './values.ts';

/** A workbook with mistakes in it, and what they are. */
export interface Hunt {
  readonly bytes: Uint8Array;
  readonly sheets: readonly string[];
  readonly answers: readonly PlantedAnswer[];
}

/** Mistakes of this size or more are seen. */
const VISIBLE = 1e-6;

/**
 * Makes a workbook in which mistakes are to be found: `Start`, `Training` and `Charts`, which prove
 * nothing and say nothing of where they are. Its cells are shown with the values of their own
 * formulas. Same network, slips and seed, same bytes.
 *
 * @throws GradsheetError USAGE where a slip has no place in this network, or shows nowhere.
 */
export async function buildHuntOf(network: Network, wish: Wish, seed: number): Promise<Hunt> {
  for (const { quantities, planted } of plantings(network, wish, seed)) {
    const plan = planHunt(network, quantities);
    const facts = { mistakes: planted.length, version };
    // The formulas with whatever values, and then with those that the formulas have.
    const cells = await readCells(await buildHunt(plan, typedValues(plan), facts));
    const answers = answersTo(plan, planted, valuesOf(cells), rightsOf(cells, plan, planted));
    if (answers.some(({ off }) => !(off > VISIBLE))) continue;
    const bytes = await buildHunt(plan, valuesOf(cells), facts);
    return { bytes, sheets: [...cells.sheets.keys()], answers };
  }
  const what = wish === 'random' ? 'no slip changes' : `${wish.join(', ')} changes nothing in`;
  throw new GradsheetError('USAGE', `--plant: ${what} the numbers of this network visibly`, {
    path: '--plant',
    hint: 'choose another slip, another seed, or other weights',
  });
}

function rightsOf(
  cells: Awaited<ReturnType<typeof readCells>>,
  plan: HuntPlan,
  planted: readonly Planted[],
) {
  return rightValuesOf(
    cells,
    plan,
    planted.flatMap(({ right }) => right),
  );
}

/** The numbers that are typed are those of the network; the rest is of no account yet. */
function typedValues({ network, training, leads, quantities }: HuntPlan): ValueAt {
  const run = runOf(network);
  const columns = new Map(
    [...leads, ...quantities.map(({ ref }) => ref)].map((ref) => [
      training.columnOf(ref),
      columnOf(run, ref),
    ]),
  );
  return (sheet, row, column) =>
    sheet === training.sheet ? columns.get(column)!(row - training.firstRow) : 0;
}
