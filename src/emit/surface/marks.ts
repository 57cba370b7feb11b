import { LAST_SHADE } from '../../functions/surface.ts';
import type { Plan } from '../../layout/plan.ts';
import { MOST_MARKED, SURFACE, SURFACE_PICTURE, type SurfaceLayout } from '../../layout/surface.ts';
import type { Network } from '../../network/network.ts';
import type { Sample } from '../../network/samples.ts';
import { largest, nearestPlace } from '../../numeric/surface.ts';
import { besideSquare, isShade, squareHere } from '../../symbolic/cells/surface.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { Rule } from '../sheet.ts';
import { type SurfaceColours, shadeStyle } from '../theme/surface.ts';

const { firstColumn, firstRow, most } = SURFACE;
const { lastRow, sampleColumn, firstSampleRow } = SURFACE_PICTURE;

/** The columns of the table of samples, after the number and the two inputs of one; hidden from `place` on. */
export const SAMPLE_COLUMNS = {
  mark: sampleColumn + 3,
  answer: sampleColumn + 4,
  /** Column and row of the picture. */
  place: sampleColumn + 5,
  square: sampleColumn + 7,
  shade: sampleColumn + 8,
} as const;

/** The targets of the output that is shown at first; of the first one while the classes are. */
export const shownTargets = ({ network }: Plan, choice: SurfaceLayout['choice']): number[] =>
  network.samples.map(({ targets }) => targets[shownOutput(choice)]!);

const shownOutput = (choice: SurfaceLayout['choice']) => Math.max(0, (choice?.first ?? 1) - 1);

export const markedSamples = ({ samples }: Network) => Math.min(samples.length, MOST_MARKED);

/** The number of a square, counted from 1 at the lower left, first to the right; 0 is none, NaN an overflow. */
export const squareAt = (column: number, row: number) =>
  column * row === 0 ? 0 : (row - 1) * most + column;

/** The square of a sample; NaN for an overflow. */
export function squareOf({ axes }: SurfaceLayout, { inputs }: Sample): number {
  const [column, row] = axes.map((axis, k) => nearestPlace(axis, most, inputs[k]!));
  return squareAt(column!, row!);
}

/** The sign of a sample: the number of its class, or the side of its target. */
export function markOf({ marks, choice }: SurfaceLayout, { targets }: Sample): string {
  switch (marks.kind) {
    case 'classes':
      return String(largest(targets));
    case 'sides':
      return targets[shownOutput(choice)]! >= marks.threshold ? '●' : '○';
    case 'alike':
      return '◆';
  }
}

/** The marks that stand on squares; of several samples on one, the first one's. */
export function markedSquares({ network }: Plan, layout: SurfaceLayout): Map<number, string> {
  const marks = new Map<number, string>();
  for (const sample of network.samples.slice(0, markedSamples(network))) {
    const square = squareOf(layout, sample);
    if (!marks.has(square)) marks.set(square, markOf(layout, sample));
  }
  return marks;
}

/** A column of the table, of two rows at least: INDEX of a single cell fails in Gnumeric. */
export function samplesRange({ network }: Plan, column: number): string {
  const last = firstSampleRow + Math.max(2, markedSamples(network)) - 1;
  return [firstSampleRow, last]
    .map((row) => cellAddress(column, row, { absolute: 'both' }))
    .join(':');
}

/** Looks up a column of the table for a square. */
function lookUp(plan: Plan, column: number, square: number | string): string {
  const squares = samplesRange(plan, SAMPLE_COLUMNS.square);
  return besideSquare(samplesRange(plan, column), squares, square);
}

/** The mark on a square; an error where no sample lies. */
export const markFormula = (plan: Plan, square: number) =>
  lookUp(plan, SAMPLE_COLUMNS.mark, square);

/**
 * The colours of the squares with marks: a scale colours numbers only, so that each of its shades has
 * a rule for texts.
 */
export function shadeRules(plan: Plan, colours: SurfaceColours): Rule[] {
  const fixed = (column: number, row: number) => cellAddress(column, row, { absolute: 'both' });
  const here = squareHere(fixed(firstColumn - 1, firstRow), fixed(firstColumn, lastRow), most);
  const shade = lookUp(plan, SAMPLE_COLUMNS.shade, here);
  return Array.from({ length: LAST_SHADE + 1 }, (_, index) => ({
    type: 'expression',
    formulae: [isShade(cellAddress(firstColumn, firstRow), shade, index)],
    style: shadeStyle(colours, index, LAST_SHADE),
  }));
}
