import { buildNetwork, type Network } from '../network/network.ts';
import type { Ref } from '../network/ref.ts';
import { type Path, type Problem, plural } from '../spec/problem.ts';
import { fanInOf, shapesOf } from '../spec/shapes.ts';
import type { Spec } from '../spec/spec.ts';
import { namesOf } from '../symbolic/names.ts';
import { type Quantity, quantitiesOf } from '../symbolic/quantities.ts';
import { EXCEL } from '../xlsx/limits.ts';
import { dataLayoutOf } from './data.ts';
import { deskOf } from './desk.ts';
import { printAt, type Table } from './place.ts';
import { tablesOf } from './tables.ts';

/** A formula of fewer terms is never too long, whatever they are. */
const FEWEST_TERMS = 250;

/**
 * Why a valid spec makes no workbook, if so: a formula of the network itself that is longer than a
 * cell holds. For `parseSpec`, so that everybody who reads a spec is told at once; nothing is trained.
 */
export function tooLong(spec: Spec): Problem | undefined {
  const shapes = shapesOf(spec);
  const widest = Math.max(...shapes.flatMap((shape) => [shape.units, fanInOf(shape)]));
  return widest < FEWEST_TERMS ? undefined : longFormulaOf(buildNetwork(spec));
}

function longFormulaOf(network: Network): Problem | undefined {
  const quantities = quantitiesOf(network);
  const { placeOf } = deskOf(network);
  const { training, runs } = tablesOf(network, quantities, dataLayoutOf(network), placeOf);
  return longFormulaIn(network, quantities, runs.at(-1) ?? training);
}

/** The first quantity whose formula is too long where it is longest: in the last row of the last table. */
export function longFormulaIn(
  network: Network,
  quantities: readonly Quantity[],
  table: Table,
): Problem | undefined {
  const limit = EXCEL.formulaCharacters;
  for (const { ref, formula } of quantities) {
    if (formula.cell.length < FEWEST_TERMS) continue;
    const { length } = printAt(formula, table, { sheet: table.sheet, row: table.lastRow });
    if (length <= limit) continue;
    const { path, hint } = remedyFor(ref);
    return {
      path,
      says: `the formula of ${namesOf(network).of(ref)} would have ${plural(length, 'character')}, and a cell holds at most ${plural(limit, 'character')}`,
      hint,
    };
  }
  return undefined;
}

/** The layer whose width makes a formula long, as the spec counts it, and what to do about it. */
function remedyFor({ kind, layer }: Ref): { path: Path; hint: string } {
  const fewerUnits = (index: number) => ({
    path: ['layers', index],
    hint: `use fewer units in layer ${index + 1}`,
  });
  switch (kind) {
    case 'net':
      if (layer > 0) return fewerUnits(layer - 1);
      return { path: ['layers', 0], hint: 'use fewer inputs' };
    case 'gradActivation':
      return fewerUnits(layer + 1);
    case 'shared':
    case 'chainNet':
    case 'gradNet':
      return fewerUnits(layer);
    default:
      return { path: ['layers'], hint: 'use fewer units or inputs' };
  }
}
