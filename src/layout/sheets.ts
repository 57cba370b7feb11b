/**
 * The sheets of a workbook and the fixed places on them. Names and headers are a contract: other
 * tools find their way by them.
 */
export const SHEETS = {
  start: 'Start',
  network: 'Network',
  training: 'Training',
  learningRates: 'Learning rates',
  chartData: 'Chart data',
  runs: 'Runs',
} as const;

/** One cell on a named sheet; columns and rows count from 1. */
export interface Place {
  readonly sheet: string;
  readonly column: number;
  readonly row: number;
}

/** Rows of `Training`; the columns are `step` and then one a quantity. */
export const TRAINING = {
  etaRow: 3,
  bandRow: 5,
  meaningRow: 6,
  symbolRow: 7,
  headerRow: 8,
  firstRow: 9,
  stepColumn: 1,
  firstColumn: 2,
} as const;

/** Rows of `Runs`; one block a rate, stacked. */
export const RUNS = {
  bandRow: 3,
  headerRow: 4,
  firstRow: 5,
  rateColumn: 1,
  stepColumn: 2,
  firstColumn: 3,
} as const;

/** Rows of `Learning rates`; the charts stand above the table. */
export const LEARNING_RATES = {
  chartRow: 4,
  /** How many columns a chart covers. */
  columnsPerChart: 6,
  verdictRow: 25,
  headerRow: 26,
  firstRow: 27,
  stepColumn: 1,
  firstColumn: 2,
} as const;

/** Rows of `Chart data`: what the charts are bound to. */
export const CHART_DATA = {
  headerRow: 4,
  firstRow: 5,
  stepColumn: 1,
  totalColumn: 2,
  firstColumn: 3,
} as const;

/** Rows of `Network`; labels stand in the column before the values. */
export const NETWORK = {
  labelColumn: 1,
  valueColumn: 2,
  noteColumn: 3,
  etaRow: 4,
  toleranceRow: 5,
  verdictRow: 7,
  firstLossRow: 8,
  lastLossRow: 9,
  inputTitleRow: 11,
  firstInputRow: 12,
} as const;

/** Cells that formulas call by name. */
export const NAMES = { eta: 'eta', tolerance: 'tolerance', verdict: 'verdict' } as const;
