import {
  ALLOWED,
  LEAST_LEVER,
  leastSlope,
  SMALL,
  UNCERTAIN,
} from '../../functions/gradient-check.ts';
import { FINITE_COUNT } from '../../functions/thresholds.ts';
import { filled } from '../../ops/template.ts';

/**
 * The formulas of the gradient check about one parameter, over the cells of its row; `numeric/check`
 * computes the same.
 */
export interface CheckCells {
  readonly analytic: string;
  readonly narrow: string;
  readonly wide: string;
  readonly difference: string;
  readonly allowed: string;
  /** Δ. */
  readonly width: string;
  readonly kinks: string;
  readonly remark: string;
  /** Above the table: what counts as 0, how far E may be off, and the values that everything is made of. */
  readonly small: string;
  readonly offTotal: string;
  readonly values: string;
  readonly valueCount: number;
}

/** (E₊ − E₋) / 2Δ, or of the passes at 2Δ by 4Δ. */
export const quotient = (plus: string, minus: string, by: number, width: string) =>
  filled('({plus}-{minus})/({by}*{width})', { plus, minus, by, width });

export const difference = (cells: CheckCells) => filled('ABS({analytic}-{narrow})', { ...cells });

/** How much the two quotients differ, twice, and how far round-off may carry the narrow one. */
const bend = (cells: CheckCells) => filled('2*ABS({narrow}-{wide})', { ...cells });
const noise = (cells: CheckCells) => filled('{offTotal}/{width}', { ...cells });

export function allowed(cells: CheckCells): string {
  const text = `ABS({narrow})/${ALLOWED.cell}+{bend}+{noise}` as const;
  return filled(text, { ...cells, bend: bend(cells), noise: noise(cells) });
}

/** Why there is no verdict on the gradient; empty if there is one. */
export function remark(cells: CheckCells): string {
  const numbers = filled(FINITE_COUNT, { range: `${cells.narrow}:${cells.allowed}` });
  const given = filled(FINITE_COUNT, { range: cells.values });
  const share = `ABS({narrow})/${UNCERTAIN.cell},ABS({wide})/${UNCERTAIN.cell}` as const;
  const certain = filled(`MAX({small},${share})`, { ...cells });
  const reasons: readonly (readonly [test: string, remark: string])[] = [
    // Gnumeric counts an infinity as a number.
    [`${given}<${cells.valueCount}`, 'not all values are numbers'],
    [filled('ISTEXT({analytic})', { ...cells }), 'no number'],
    [filled('IF(ISNUMBER({analytic}),{numbers},1)<4', { ...cells, numbers }), 'not finite'],
    [filled('{kinks}>0', { ...cells }), 'crosses a kink'],
    // Before the bend, which is but noise then: another program's last digits would be told as another reason.
    [`${noise(cells)}>${certain}`, 'lost in round-off'],
    [`${bend(cells)}>${certain}`, 'bends within Δ'],
  ];
  return reasons.reduceRight((rest, [test, says]) => `IF(${test},"${says}",${rest})`, '""');
}

export const mark = (cells: CheckCells) =>
  filled('IF({remark}="",IF({difference}<={allowed},"✓","✗"),IF({remark}="no number","✗","–"))', {
    ...cells,
  });

/** Δ: such that the net input that moves most moves by `move`. */
export const width = (move: string, lever: string) =>
  filled(`{move}/MAX(${LEAST_LEVER.cell},{lever})`, { move, lever });

/** How far net inputs are moved: h, less where the errors are small. */
export function move(h: string, slopes: string, loss: { readonly net: object | null }): string {
  const least = leastSlope(loss).cell;
  return filled('{h}*SQRT(MIN(1,MAX({least},{slopes})))', { h, slopes, least });
}

/** What counts as 0, by the column of all slopes. */
export const small = (slopes: string) =>
  filled(`IFERROR(MAX(1,MAX({slopes}),-MIN({slopes})),1)/${SMALL.cell}`, { slopes });

/** 1 where a value is not what was computed here; 0 also where that overflowed. */
export const differs = (own: string, there: string, slack: string) =>
  filled('IF(ISNUMBER({own}),IF(ISNUMBER({there}),IF(ABS({own}-{there})>{slack},1,0),1),0)', {
    own,
    there,
    slack,
  });

/** By how much that may be: round-off, as far as it is followed. */
export const slackOf = (own: string, off: string | null) =>
  off === null
    ? filled('ABS({own})/10^9', { own })
    : filled('{off}+ABS({own})/10^12', { own, off });

/** The same of what was given, and computed nowhere. */
export const slackOfGiven = (own: string) => filled('ABS({own})/10^12', { own });

/** Where one of the two is an error, nothing is said of a difference. */
export const unlessError = (compared: string) => filled('IFERROR({compared},0)', { compared });
