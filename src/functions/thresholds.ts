/** A number that both the engine and the formulas judge values by, once for each. */
export interface Threshold {
  readonly value: number;
  /** As a formula spells it: no exponent, which not every program reads. */
  readonly cell: string;
}

/** What counts as finite: Excel takes no larger number from a person or in a rule. */
export const LARGEST = { value: 9.99e307, cell: '9.99*10^307' } as const satisfies Threshold;

/**
 * `{x}` counts as nothing: 0 or hardly more. Not `{x}=0`: Gnumeric computes with 80 bits, where
 * e^−10000 is not yet 0. Nor `{x}<1/10^300`: to IronCalc numbers less than 2e-16 apart are equal.
 * `{x}` is at least 0; it is cut off at 1 so that no large one overflows.
 */
export const IS_NOTHING = 'MIN({x},1)*10^300<1';
/** The same for the engine: less than this. */
export const NOTHING = 1e-300;

/**
 * How many cells of `{range}` hold a finite number. COUNTIF counts numbers only; the second one
 * takes away the −∞ that Gnumeric counts as a number. The bound is joined on, not quoted: a number
 * in quotes is read by the user's locale, and where the decimal sign is a comma "<9.99E+307" is no
 * number and counts nothing.
 */
export const FINITE_COUNT = `COUNTIF({range},"<"&${LARGEST.cell})-COUNTIF({range},"<="&-${LARGEST.cell})`;
