import { type NetworkSize, quantitiesPerStep, sizeOf } from './count.ts';
import { defaults } from './defaults.ts';
import { comparisonCells, googleCells, sheetLimits, workbookCells } from './limits.ts';
import { type Path, type Problem, plural } from './problem.ts';
import type { Spec } from './spec.ts';

/** Titles, words and formulas in symbols above step 0. */
const rowsAboveTable = 20;
/** `Training` begins with the step. */
const trainingLead = 1;
/** `Runs` begins with the learning rate and the step. */
const runsLead = 2;

/** The least that one product takes in the sum of a net input, `AB9*CD9+`; more in most. */
const productCharacters = 8;

/** The default learning rates to compare, or none where their runs would make the workbook heavy. */
export function defaultCompare(size: NetworkSize, steps: number): readonly number[] {
  const runs = defaults.compare.length * (steps + 1) * (runsLead + quantitiesPerStep(size));
  return runs < comparisonCells ? defaults.compare : [];
}

/**
 * Why a spec does not fit into a workbook, if so. Goes by the declared units alone: nothing in the
 * size of the network is allocated.
 *
 * @param pathOf where the number of steps and the list of rates were given.
 */
export function checkSize(
  spec: Pick<Spec, 'inputs' | 'targets' | 'layers' | 'training' | 'compare'>,
  pathOf: (key: 'steps' | 'compare') => Path,
): Problem | undefined {
  const quantities = quantitiesPerStep(sizeOf(spec));
  const rates = spec.compare.length;
  const columns = (rates > 0 ? runsLead : trainingLead) + quantities;
  if (columns > sheetLimits.columns) {
    return {
      path: ['layers'],
      says: `this network needs ${plural(columns, 'column')}, and a sheet has at most ${plural(sheetLimits.columns, 'column')}`,
      hint: 'use fewer units, layers or inputs; the number of weights counts twice',
    };
  }
  const sum = longestSum(spec);
  if (sum * productCharacters > sheetLimits.formulaCharacters) {
    const limit = plural(sheetLimits.formulaCharacters, 'character');
    return {
      path: ['layers'],
      says: `a formula would add up ${plural(sum, 'term')}, and it holds at most ${limit}`,
      hint: 'use fewer inputs, or layers of fewer units',
    };
  }
  const { steps } = spec.training;
  const rows = rowsAboveTable + steps + 1;
  if (rows > sheetLimits.rows) {
    return {
      path: pathOf('steps'),
      says: `${plural(steps, 'step')} need ${plural(rows, 'row')}, and a sheet has at most ${plural(sheetLimits.rows, 'row')}`,
      hint: `use fewer steps, at most ${(sheetLimits.rows - rowsAboveTable - 1).toLocaleString('en-US')}`,
    };
  }
  const runRows = rowsAboveTable + rates * (steps + 1);
  if (runRows > sheetLimits.rows) {
    return {
      path: pathOf('compare'),
      says: `${plural(steps, 'step')} at ${plural(rates, 'learning rate')} need ${plural(runRows, 'row')}, and a sheet has at most ${plural(sheetLimits.rows, 'row')}`,
      hint: 'compare fewer learning rates, or use fewer steps',
    };
  }
  const cells = countCells(spec);
  if (cells <= workbookCells) return undefined;
  return {
    path: pathOf(rates > 1 ? 'compare' : 'steps'),
    says: `the workbook would have ${plural(cells, 'cell')}, and beyond ${plural(workbookCells, 'cell')} no program opens it`,
    hint: 'use fewer steps, fewer units or fewer compared learning rates',
  };
}

/** A net input adds up its fan-in, and diagnostics all units. The printed formulas are measured later. */
function longestSum({ inputs, layers }: Pick<Spec, 'inputs' | 'layers'>): number {
  return Math.max(
    inputs.length,
    layers.reduce((units, layer) => units + layer.units, 0),
  );
}

/** What a person should know about the size of a workbook that can be made, if anything. */
export function remarkOnSize(spec: Spec): string | undefined {
  const cells = countCells(spec);
  if (cells <= googleCells) return undefined;
  return `the workbook has about ${plural(cells, 'cell')}; Google Sheets opens files of up to ${plural(googleCells, 'cell')}`;
}

function countCells(spec: Pick<Spec, 'inputs' | 'targets' | 'layers' | 'training' | 'compare'>) {
  const quantities = quantitiesPerStep(sizeOf(spec));
  const losses = 1;
  const perStep =
    trainingLead + quantities + spec.compare.length * (runsLead + quantities + losses);
  return perStep * (spec.training.steps + 1);
}
