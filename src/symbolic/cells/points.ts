import { FINITE_COUNT, LARGEST, SMALLEST_PLOTTED } from '../../functions/thresholds.ts';
import { filled } from '../../ops/template.ts';

/** How numbers become points of a chart: as they are, or by their size, kept off 0. */
export type Plot = 'value' | 'size';

const SMALLEST = SMALLEST_PLOTTED.cell;

/**
 * A cell as a point. Larger values, and errors, are gaps: Gnumeric computes beyond what other programs
 * can show.
 */
export function pointOf(cell: string, plot: Plot): string {
  const point = plot === 'value' ? cell : filled(`MAX(ABS({cell}),${SMALLEST})`, { cell });
  const text = `IF(ISNUMBER({cell}),IF(ABS({cell})<${LARGEST.cell},{point},NA()),NA())` as const;
  return filled(text, { cell, point });
}

/** The least or greatest of a range that holds so many numbers as a point; a gap if one is none. */
export function extremeOf(range: string, numbers: number, plot: Plot, pick: 'min' | 'max'): string {
  const [least, greatest] = [filled('MIN({range})', { range }), filled('MAX({range})', { range })];
  const extreme = filled(EXTREMES[plot][pick], { least, greatest });
  const count = filled(FINITE_COUNT, { range });
  return filled('IF({count}={numbers},{extreme},NA())', { count, numbers, extreme });
}

/** A number above 0 as a point of a logarithmic axis; else a gap. */
export const positivePoint = (cell: string) =>
  filled('IF(ISNUMBER({cell}),IF({cell}>0,{cell},NA()),NA())', { cell });

/**
 * The root mean square of so many cells as a point, kept off 0; a gap unless all are numbers, and
 * their squares add up to one.
 */
export function meanSizeOf(cells: readonly string[], numbers: number): string {
  const all = cells.join(',');
  const size = filled(
    `IF(SUMSQ({all})<${LARGEST.cell},MAX(SQRT(SUMSQ({all})/{numbers}),${SMALLEST}),NA())`,
    { all, numbers },
  );
  return filled('IFERROR(IF(COUNT({all})={numbers},{size},NA()),NA())', { all, numbers, size });
}

const EXTREMES = {
  value: { min: '{least}', max: '{greatest}' },
  // Between two signs the size passes through 0.
  size: {
    min: `IF({least}<=0,IF({greatest}>=0,${SMALLEST},MAX(-{greatest},${SMALLEST})),MAX({least},${SMALLEST}))`,
    max: `MAX({greatest},-{least},${SMALLEST})`,
  },
} as const;
