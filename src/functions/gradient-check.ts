import type { Threshold } from './thresholds.ts';

/** By what a gradient check judges, on the sheet and in the engine. */

/** By how many Δ each of the four passes moves the parameter. */
export const SIDES = { plus: 1, minus: -1, plus2: 2, minus2: -2 } as const;
export type PassSide = keyof typeof SIDES;

/** How far the net inputs are moved at most, unless the reader types another h. */
export const DEFAULT_MOVE = 0.001;

/**
 * Below this an error is as good as none: it does not make the move smaller still. A loss that is
 * computed from net inputs has a round-off that does not get smaller with it.
 */
export const leastSlope = ({ net }: { readonly net: object | null }): Threshold =>
  net ? { value: 1e-4, cell: '1/10^4' } : { value: 1e-12, cell: '1/10^12' };

/** A parameter that hardly moves anything is moved no farther than the move divided by this. */
export const LEAST_LEVER = { value: 0.1, cell: '0.1' } as const satisfies Threshold;

/** The share of a slope by which a gradient may be off; a formula divides by so much. */
export const ALLOWED = { value: 0.0001, cell: '10000', words: '1e-4' } as const;

/** The share by which a slope may be uncertain before it proves nothing; the same. */
export const UNCERTAIN = { value: 0.01, cell: '100' } as const satisfies Threshold;

/** The largest slope, or 1, divided by this counts as 0. */
export const SMALL = { value: 1e6, cell: '10^6' } as const satisfies Threshold;

/**
 * How far round-off may carry one addition, multiplication or function: 32 units in the last place,
 * 2⁻⁴⁷; a formula divides. Most of it is for LibreOffice, which takes a difference of nearly equal
 * numbers for 0.
 */
export const LAST_PLACES = {
  value: 1 / 140737488355328,
  cell: '2^47',
} as const satisfies Threshold;
