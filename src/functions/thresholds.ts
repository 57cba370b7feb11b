/** A number that both the engine and the formulas judge values by, once for each. */
export interface Threshold {
  readonly value: number;
  /** As a formula spells it: no exponent, which not every program reads. */
  readonly cell: string;
  /** As the workbook's sentences spell it, where any speak of it. */
  readonly words?: string;
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

/** How near its bounds a saturated unit sits. */
export const SATURATION = 1e-6;

/** A change of the loss below this share of the first one is round-off, not a turn. */
export const SMALLEST_TURN = { value: 1e-9, cell: '0.000000001' } as const satisfies Threshold;
/** A run that turned so often oscillates. */
export const OSCILLATING_TURNS = 2;
/** A run is stuck if the loss changed by less than this share in its last `STUCK_PERIODS` periods. */
export const STUCK_CHANGE = { value: 0.01, cell: '0.01' } as const satisfies Threshold;
export const STUCK_PERIODS = 10;

/** What a chart shows for a smaller size, so that a logarithmic axis can show 0. */
export const SMALLEST_PLOTTED = {
  value: 1e-16,
  cell: '1/10^16',
  words: '1E-16',
} as const satisfies Threshold;

/** Targets that are shares of 1 add up to it if they miss it by no more. */
export const ODD_SHARES = { value: 1e-6, cell: '0.000001' } as const satisfies Threshold;

/** Numbers of worked lines: from here on written with a power of ten, below it with one; beyond all, in words. */
export const DISPLAY = {
  large: { value: 1e6, cell: '10^6' },
  small: { value: 0.001, cell: '0.001' },
  overflow: { value: 1.79e308, cell: '1.79*10^308' },
} as const satisfies Record<string, Threshold>;

/** A number is what is written of it if it differs by no more than so small a share, which is round-off. */
export const EXACT = { value: 1e12, cell: '10^12' } as const satisfies Threshold;
