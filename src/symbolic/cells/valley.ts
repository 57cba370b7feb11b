import { LARGEST } from '../../functions/thresholds.ts';
import {
  ALMOST,
  INTERVALS,
  LEAST_WIDTH,
  LOWEST_SHARE,
  MARGIN,
  NICE,
  PARABOLA,
  PROBE,
  REACH,
  SMALLEST_SEEN,
  TINTS,
  TROUGH,
} from '../../functions/valley.ts';
import { filled } from '../../ops/template.ts';
import { decimalsOfAxis } from './surface.ts';

/** The formulas of a valley; `numeric/valley` computes the same. */

/** Beside the start. */
export const beside = (start: string, side: number) =>
  side === 0 ? start : `${start}${side < 0 ? '-' : '+'}${PROBE}`;

export const slopeAt = (plus: string, minus: string) =>
  filled('({plus}-{minus})/2', { plus, minus });

export const curvatureAt = (plus: string, middle: string, minus: string) =>
  filled('{plus}-2*{middle}+{minus}', { plus, middle, minus });

/** How the slope along one axis changes along the other. */
export const mixedAt = (both: string, first: string, second: string, middle: string) =>
  filled('{both}-{first}-{second}+{middle}', { both, first, second, middle });

export const determinant = (first: string, second: string, mixed: string) =>
  filled('{first}*{second}-{mixed}*{mixed}', { first, second, mixed });

interface Curved {
  readonly start: string;
  readonly slope: string;
  readonly curvature: string;
  readonly otherSlope: string;
  readonly otherCurvature: string;
  readonly mixed: string;
  readonly determinant: string;
}

/** Where the floor of a parabola lies: one step of Newton's method from the start, where there is one. */
export const floorOf = (curved: Curved) =>
  filled(
    'IF({determinant}>{trough}*ABS({curvature}*{otherCurvature}),{start}-({otherCurvature}*{slope}-{mixed}*{otherSlope})/{determinant},{start})',
    { ...curved, trough: TROUGH.cell },
  );

/** How far it lies below the start: no difference of two losses, which round-off would spoil. */
export const foretoldFall = (axes: readonly { slope: string; floor: string; start: string }[]) =>
  `(${axes.map((each) => filled('{slope}*({start}-{floor})', each)).join('+')})/2`;

/** 1 where the loss is a parabola with a floor. */
export const isParabola = (cells: {
  first: string;
  second: string;
  determinant: string;
  fall: string;
  floorLoss: string;
  startLoss: string;
}) =>
  filled(
    'IFERROR(IF(MIN({first},{second})>0,IF({determinant}>{trough}*{first}*{second},IF(ABS({startLoss}-{floorLoss}-{fall})<={share}*{startLoss},1,0),0),0),0)',
    { ...cells, trough: TROUGH.cell, share: PARABOLA.cell },
  );

/** From the start to the floor along an axis; 0 where there is no floor. */
export const widthOf = (cells: {
  start: string;
  floor: string;
  fall: string;
  curvature: string;
  otherCurvature: string;
  determinant: string;
}) =>
  filled(
    'IFERROR(IF({determinant}>{trough}*ABS({curvature}*{otherCurvature}),MAX(ABS({start}-{floor}),{least}*SQRT(MAX(0,2*{fall}*{otherCurvature}/{determinant}))),0),0)',
    { ...cells, least: LEAST_WIDTH, trough: TROUGH.cell },
  );

/** How many decimals the numbers of an axis have, whose length is nice but for round-off. */
export const decimalsOfNice = (from: string, to: string) =>
  decimalsOfAxis({ from: '0', to: `(1+${ALMOST.cell})*(${to}-${from})` });

interface Ends {
  readonly parabola: string;
  readonly floor: string;
  readonly width: string;
  readonly start: string;
  readonly curvature: string;
  readonly otherCurvature: string;
  /** The parameter at the steps that lie no higher than the start. */
  readonly steps: string;
}

/** The least and the greatest that an axis has to show. */
export function endOf(end: 'least' | 'greatest', cells: Ends): string {
  const sign = end === 'least' ? '-' : '+';
  const [atStart, atFloor] =
    end === 'least' ? [REACH.before, REACH.beyond] : [REACH.beyond, REACH.before];
  const along = filled('IF({start}<={floor},{atStart},{atFloor})', { ...cells, atStart, atFloor });
  const reach = filled('IF({curvature}>={otherCurvature},{across},{along})', {
    ...cells,
    across: REACH.across,
    along,
  });
  const ofParabola = filled('{floor}{sign}{width}*{reach}', { ...cells, sign, reach });
  const pick = end === 'least' ? 'MIN' : 'MAX';
  const length = filled('(MAX({steps})-MIN({steps}))', cells);
  const ofRun = filled('{pick}({steps}){sign}IF({length}>0,{margin}*{length},1)', {
    ...cells,
    pick,
    sign,
    length,
    margin: MARGIN,
  });
  return filled('IF({parabola}=1,{ofParabola},{ofRun})', { ...cells, ofParabola, ofRun });
}

/** The whole number at or below; what is all but the next one counts as it. INT of a negative number is wrong in HyperFormula. */
const wholeBelow = (value: string) => `ROUND(${value}+${ALMOST.cell}-0.5,0)`;

/** The least nice number that is at least so large as four of the five intervals have to be. */
export function tickOf(least: string, greatest: string): string {
  const raw = filled('MAX({greatest}-{least},{almost})/{intervals}', {
    least,
    greatest,
    almost: ALMOST.cell,
    intervals: INTERVALS - 1,
  });
  const unit = `10^${wholeBelow(`LOG10(${raw})`)}`;
  const nice = NICE.reduceRight(
    (rest, step) => `IF(${raw}<=${step}*${unit}*(1+${ALMOST.cell}),${step},${rest})`,
    '10',
  );
  return `${unit}*${nice}`;
}

/** Where an axis begins, and where it ends. */
export const axisFrom = (least: string, tick: string) =>
  `${wholeBelow(`${least}/${tick}`)}*${tick}`;
export const axisTo = (from: string, tick: string) =>
  filled('{from}+{intervals}*{tick}', { from, tick, intervals: INTERVALS });

/** A loss, or that of the start where it overflowed. */
export const heightOrStart = (loss: string, startLoss: string) =>
  filled('IFERROR(IF(ABS({loss})<{largest},{loss},{startLoss}),{startLoss})', {
    loss,
    startLoss,
    largest: LARGEST.cell,
  });

/** A parameter at a step that lies no higher than the start; else the start's. */
export const keptValue = (value: string, loss: string, start: string, startLoss: string) =>
  filled('IFERROR(IF({loss}<={startLoss},{value}+0,{start}),{start})', {
    value,
    loss,
    start,
    startLoss,
  });

/** 1 where a parameter turned back, as far as one can see it. */
export const turnOf = (before: string, now: string, after: string, from: string, to: string) =>
  filled(
    'IFERROR(IF(MAX(ABS({before}),ABS({now}),ABS({after}))<{largest},IF(MIN(ABS({now}-{before}),ABS({after}-{now}))>{seen}*ABS({to}-{from}),IF(SIGN({now}-{before})*SIGN({after}-{now})<0,1,0),0),0),0)',
    { before, now, after, from, to, seen: SMALLEST_SEEN.cell, largest: LARGEST.cell },
  );

/** A place on an axis, 0 where there is none. */
export const placeOrNone = (place: string) => filled('IFERROR({place},0)', { place });

/** Who was first on a square: 0 nobody, 1 the last step, 2 the start, 3 step 1 … */
export const visitOf = (square: string, end: string, squares: string) =>
  filled('IF({square}={end},1,IFERROR(MATCH({square},{squares},0)+1,0))', { square, end, squares });

/** What a square shows: the number of the first step on it, or its loss. */
export const stepOrLoss = (visit: string, loss: string) =>
  filled('IF({visit}=0,{loss},IF({visit}=1,"✓",IF({visit}=2,"●",({visit}-2)&"")))', {
    visit,
    loss,
  });

/** The lowest and the highest loss of the picture, and the least of all. */
export const highestOf = (heights: string) => filled('MAX({heights})', { heights });
export const leastHeight = (heights: string) => filled('MIN({heights})', { heights });
export const lowestOf = (heights: string, high: string) =>
  filled('MAX(MIN({heights}),{share}*{high})', { heights, high, share: LOWEST_SHARE.cell });

/** Where tint `index` begins, counted from the darkest, 0. */
export const tintFrom = (low: string, high: string, index: number) =>
  filled('IFERROR({low}*EXP({index}/{tints}*LN({high}/{low})),{low})', {
    low,
    high,
    index,
    tints: TINTS,
  });

/** The value of a place, counted from 1, of an axis with so many. */
export const valueAtPlace = (from: string, to: string, place: string, places: number) =>
  filled('{from}+({to}-{from})*({place}-1)/{steps}', { from, to, place, steps: places - 1 });

/** The mean of the errors of all samples. */
export const meanOfSamples = (totals: readonly string[]) =>
  totals.length === 1 ? totals[0]! : `(${totals.join('+')})/${totals.length}`;

/** How many steps lie on no square. */
export const stepsOutside = (squares: string) => filled('COUNTIF({squares},0)', { squares });

/** How often a parameter turned back. */
export const turnsIn = (turns: string) => filled('SUM({turns})', { turns });

/** For rules: whether a square holds a mark of one kind, of any, a loss below a bound, or any loss. */
export const holdsMark = (square: string, mark: string) =>
  filled('{square}="{mark}"', { square, mark });
export const holdsAnyMark = (square: string) =>
  filled('IF(ISTEXT({square}),{square}<>"",FALSE)', { square });
export const liesBelow = (square: string, bound: string) =>
  filled('IF(ISNUMBER({square}),{square}<{bound},FALSE)', { square, bound });
export const holdsLoss = (square: string) => filled('ISNUMBER({square})', { square });
