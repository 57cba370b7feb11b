import { comparedRates } from './compared.ts';
import type { Sized } from './count.ts';
import { defaults } from './defaults.ts';
import {
  comparedDataCells,
  comparisonCells,
  googleCells,
  heavyCells,
  sheetLimits,
  workbookCells,
} from './limits.ts';
import { type Path, type Problem, plural } from './problem.ts';
import { type Compared, cellCount, sheetSizes, sheets } from './sheets.ts';
import type { Spec } from './spec.ts';

/** Titles, words and formulas in symbols above step 0. */
const rowsAboveTable = 20;

/** The default learning rates to compare, or none where their runs would make the workbook heavy. */
export function defaultCompare(spec: Sized): readonly number[] {
  const compared = { ...spec, compare: defaults.compare };
  if (spec.data) return cellCount(sheetSizes(compared)) < comparedDataCells ? defaults.compare : [];
  const runs = sheets.runs.extent(compared);
  return runs && cellCount([runs]) < comparisonCells ? defaults.compare : [];
}

/**
 * Why a spec does not fit into a workbook, if so. Goes by the declared units alone: nothing in the
 * size of the network is allocated.
 *
 * @param pathOf where the number of steps and the list of rates were given.
 */
export function checkSize(
  spec: Compared,
  pathOf: (key: 'steps' | 'compare') => Path,
): Problem | undefined {
  const table = sheets.training.extent(spec);
  const runs = sheets.runs.extent(spec);
  const rates = comparedRates(spec).length;
  const sizes = sheetSizes(spec);
  const columns = Math.max(...sizes.map((size) => size.columns));
  if (columns > sheetLimits.columns) {
    return {
      path: ['layers'],
      says: `this network needs ${plural(columns, 'column')}, and a sheet has at most ${plural(sheetLimits.columns, 'column')}`,
      hint: 'use fewer units, layers or inputs; the number of weights counts twice',
    };
  }
  const { steps } = spec.training;
  const rows = rowsAboveTable + table.rows;
  if (rows > sheetLimits.rows) {
    const path = pathOf('steps');
    return {
      path,
      says: `${plural(steps, 'step')} need ${plural(rows, 'row')}, and a sheet has at most ${plural(sheetLimits.rows, 'row')}`,
      hint: fewerRows(spec, path),
    };
  }
  const runRows = rowsAboveTable + (runs?.rows ?? 0);
  if (runRows > sheetLimits.rows) {
    return {
      path: pathOf('compare'),
      says: `${plural(steps, 'step')} at ${plural(rates, 'learning rate')} need ${plural(runRows, 'row')}, and a sheet has at most ${plural(sheetLimits.rows, 'row')}`,
      hint: 'compare fewer learning rates, or use fewer steps',
    };
  }
  const cells = cellCount(sizes);
  if (cells <= workbookCells) return undefined;
  return {
    path: pathOf(spec.compare.length > 1 ? 'compare' : 'steps'),
    says: `the workbook would have ${plural(cells, 'cell')}, and beyond ${plural(workbookCells, 'cell')} no program opens it`,
    hint: 'use fewer steps, fewer units or fewer compared learning rates',
  };
}

function fewerRows({ data }: Compared, path: Path): string {
  if (path.includes('epochs')) return 'use fewer epochs: each has a row for every sample';
  if (data)
    return 'use fewer steps or a smaller batchSize: a step has a row for each of its samples';
  const most = sheetLimits.rows - rowsAboveTable - 1;
  return `use fewer steps, at most ${most.toLocaleString('en-US')}`;
}

/** What a person should know about the size of a workbook that can be made, if anything. */
export function remarkOnSize(spec: Spec): string | undefined {
  const cells = cellCount(sheetSizes(spec));
  if (cells <= heavyCells) return undefined;
  if (cells <= googleCells) {
    return `the workbook has about ${plural(rounded(cells), 'cell')}, nearly all of them formulas: an edit takes seconds, in Google Sheets minutes; fewer steps or fewer compared learning rates make it quick`;
  }
  return `the workbook has about ${plural(rounded(cells), 'cell')}; Google Sheets opens files of up to ${plural(googleCells, 'cell')}`;
}

/** To three digits. */
export function rounded(count: number): number {
  return Number(count.toPrecision(3));
}
