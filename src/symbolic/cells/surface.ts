import { AXIS_DECIMALS, LAST_SHADE, NUDGE } from '../../functions/surface.ts';
import { LARGEST } from '../../functions/thresholds.ts';
import { filled } from '../../ops/template.ts';

/** The formulas of a decision surface; `numeric/surface` computes the same. */

/** An end of an axis, and the other. */
export interface AxisCells {
  readonly from: string;
  readonly to: string;
}

/** The value at a place, counted from 1, of an axis with so many places. */
export const pointOnAxis = (axis: AxisCells, places: number, place: string, resolution: string) =>
  filled('{from}+({to}-{from})*INT(({place}-1)*({resolution}-1)/{steps}+0.5)/({resolution}-1)', {
    ...axis,
    place,
    resolution,
    steps: places - 1,
  });

/** The place nearest to a value, counted from 1; 0 if the value is off the axis. */
export function placeOnAxis(axis: AxisCells, places: number, value: string): string {
  const share = filled('({value}-{from})/({to}-{from})', { ...axis, value });
  return filled('IF({to}={from},0,IF(ABS({share}-0.5)>{half},0,INT({share}*{steps}+{up})))', {
    ...axis,
    share,
    steps: places - 1,
    half: 0.5 + NUDGE,
    up: 1.5 + NUDGE,
  });
}

/** How many decimals the numbers of an axis have. */
export function decimalsOfAxis(axis: AxisCells): string {
  const last = AXIS_DECIMALS.at(-1)!.decimals;
  return AXIS_DECIMALS.slice(0, -1).reduceRight(
    (rest, { least, decimals }) =>
      filled('IF(ABS({to}-{from})>={least},{decimals},{rest})', { ...axis, least, decimals, rest }),
    String(last),
  );
}

/** A value as its axis writes it. */
export const numberOnAxis = (value: string, decimals: string) =>
  filled('ROUND({value}+1/10^({decimals}+4),{decimals})', { value, decimals });

/** The number of a square, in rows of so many; 0 is none. */
export const squareNumber = (column: string, line: string, inRow: number) =>
  filled('IF({column}*{line}=0,0,({line}-1)*{inRow}+{column})', { column, line, inRow });

/** What stands in a column beside a square in its table; an error where no sample lies on it. */
export const besideSquare = (column: string, squares: string, square: number | string) =>
  filled('INDEX({column},MATCH({square},{squares},0))', { column, squares, square });

/** A value, or nothing where it is an error or too large for a colour. */
export const drawable = (cell: string) =>
  filled(`IFERROR(IF(ABS({cell})<${LARGEST.cell},{cell},""),"")`, { cell });

/** What a square shows: the mark of its first sample, or else its value. */
export const markOrValue = (mark: string, value: string) =>
  filled('IFERROR({mark},{value})', { mark, value: drawable(value) });

/** What is shown at a square, by the column of all points; nothing where there is no square. */
export function answerAt(points: string, square: string): string {
  const answer = drawable(filled('INDEX({points},{square})', { points, square }));
  return filled('IF(ISNUMBER({square}),IF({square}=0,"",{answer}),"")', { square, answer });
}

/** The shade nearest to a value on the scale, beyond its ends theirs; nothing where there is none. */
export function shadeNumber(value: string, low: string, high: string): string {
  const share = filled('({value}-{low})/({high}-{low})', { value, low, high });
  const shade = `INT(MAX(0,MIN(1,${share}))*${LAST_SHADE}+${0.5 + NUDGE})`;
  return filled('IF(ISNUMBER({value}),IFERROR({shade},""),"")', { value, shade });
}

/** Number of the largest of some cells side by side, counted from 1. */
export const largestOf = (range: string) => filled('MATCH(MAX({range}),{range},0)', { range });

/** The value of the chosen output, or for 0 what stands for all. */
export const chosenOf = (outputs: string, chosen: string, ofAll: string) =>
  filled('IF({chosen}=0,{ofAll},INDEX({outputs},1,{chosen}))', { outputs, chosen, ofAll });

/** What the scale says: of all outputs while 0 is chosen, else of the chosen one. */
export const onScale = (chosen: string, ofAll: string | number, ofOne: string | number) =>
  filled('IF({chosen}=0,{ofAll},{ofOne})', { chosen, ofAll, ofOne });

/** The least or greatest target, of the shown output. */
export function endOfTargets(
  end: 'MAX' | 'MIN',
  targets: readonly string[],
  chosen: string | null,
) {
  const ends = targets.map((range) => `${end}(${range})`);
  return chosen === null
    ? ends[0]!
    : filled('CHOOSE(MAX(1,{chosen}),{ends})', { chosen, ends: ends.join(',') });
}

/** An end of the scale of values without bounds: that of the targets; where all are alike, of what is shown too. */
export const endOfScale = (end: 'MAX' | 'MIN', least: string, greatest: string, shown: string) =>
  filled('IF({least}<{greatest},{its},{end}({its},{shown}))', {
    least,
    greatest,
    its: end === 'MAX' ? greatest : least,
    end,
    shown,
  });

/** The sign of a sample on one side or the other. */
export const sideOf = (target: string, threshold: number) =>
  filled('IF({target}>={threshold},"●","○")', { target, threshold });

/** One of several targets, counted from 1; the first of all while 0 is chosen. */
export const targetOf = (targets: string, chosen: string) =>
  filled('INDEX({targets},1,MAX(1,{chosen}))', { targets, chosen });

/** The number of the square that a rule looks at, by the cells left of the first and in the last row. */
export const squareHere = (before: string, bottom: string, inRow: number) =>
  filled('(ROW({bottom})-ROW())*{inRow}+COLUMN()-COLUMN({before})', { before, bottom, inRow });

/** Whether a square with a mark has this shade. */
export const isShade = (square: string, shade: string, index: number) =>
  filled('IF(ISTEXT({square}),{shade}={index},FALSE)', { square, shade, index });
