import { mostWays } from '../spec/limits.ts';
import { type SheetId, sheetIds, sheets } from '../spec/sheets.ts';

/**
 * The names of the sheets of a workbook, and below the fixed places on them. Names and headers are a
 * contract: other tools find their way by them.
 */
export const SHEETS = Object.fromEntries(sheetIds.map((id) => [id, sheets[id].name])) as Record<
  SheetId,
  string
>;

/** One cell on a named sheet; columns and rows count from 1. */
export interface Place {
  readonly sheet: string;
  readonly column: number;
  readonly row: number;
}

/**
 * Rows of `Training`; the columns are `step`, with batches what else says which row it is, and then one
 * a quantity. All down to the header stays in view, so it is low.
 */
export const TRAINING = {
  /** Beside the title: η, the selected step, and what is wrong with the inputs. */
  settingRow: 1,
  /** Each with its name in the column before it. */
  etaColumn: 4,
  stepColumn: 6,
  problemColumn: 8,
  bandRow: 3,
  /** What each quantity is; of a starting weight also what is wrong with it. Folded away. */
  meaningRow: 4,
  symbolRow: 5,
  headerRow: 6,
  firstRow: 7,
  firstColumn: 1,
} as const;

/** `Data`: a row a sample. */
export const DATA = {
  meanRow: 4,
  deviationRow: 5,
  bandRow: 6,
  nameRow: 7,
  headerRow: 8,
  firstRow: 9,
  numberColumn: 1,
  firstColumn: 2,
} as const;

/** `Selected`: one sample at one step, in the columns of `Training`. */
export const SELECTED = {
  stepRow: 4,
  sampleRow: 5,
  trainingRow: 6,
  bandRow: 8,
  headerRow: 9,
  valueRow: 10,
  settingColumn: 2,
} as const;

/** `Ways`: what is followed, then the numbers of its update, then a row a weight and bias. */
export const WAYS = {
  /** The row of what is followed, counted from the first weight; 0: there is none of that name. */
  followedRow: 4,
  foundNameRow: 5,
  /** 1 if training moves it. */
  movesRow: 6,
  /** The row of each way that is shown, counted from the first; 0: there is none. */
  shownRow: 7,
  settingColumn: 2,
  numberHeaderRow: 7 + mostWays.ways + 1,
  firstNumberRow: 7 + mostWays.ways + 2,
  numberColumn: 2,
  textColumn: 3,
  exactColumn: 4,
  nameColumn: 1,
  meaningColumn: 2,
  sumColumn: 3,
  firstWayColumn: 4,
  countColumn: 5,
} as const;

/** `Summary`: a row a step and, where an epoch takes several, a row an epoch. */
export const SUMMARY = {
  bandRow: 4,
  headerRow: 5,
  firstRow: 6,
  stepColumn: 1,
} as const;

/** Rows of `Runs`; one block a rate, stacked. */
export const RUNS = {
  bandRow: 3,
  headerRow: 4,
  firstRow: 5,
  rateColumn: 1,
  /** Of what `Training` begins with. */
  firstColumn: 2,
} as const;

/** `Learning rates`: a row a rate, the charts beside them, and below the loss at every step or epoch. */
export const LEARNING_RATES = {
  titleRow: 4,
  firstRateRow: 5,
  rateColumn: 1,
  finalColumn: 2,
  verdictColumn: 3,
  /** Which of the rates is the lesson's own. */
  markColumn: 4,
  chartColumn: 5,
  lastChartColumn: 12,
  /** The losses begin at least so far down, below the charts. */
  shortestEndRow: 26,
  /** Of the steps, or the epochs. */
  periodColumn: 1,
  firstColumn: 2,
} as const;

/**
 * `Chart data`: what the charts are bound to; first the compared rates, behind their epochs where they
 * are drawn against these, then the weights, then the gradients.
 */
export const CHART_DATA = {
  /** The selected step and its loss: the marked point of the loss chart. */
  markerRow: 3,
  /** Of each rate, as a logarithmic chart can draw it: how much, and what came of it. */
  drawnRateRow: 4,
  finalRow: 5,
  headerRow: 6,
  firstRow: 7,
  stepColumn: 1,
  totalColumn: 2,
  firstColumn: 3,
} as const;

/** `Digits`: a row for each line of `Network` that tells the step, in the row that it has there. */
export const DIGITS = { headerRow: 3, nameColumn: 1, textColumn: 2, exactColumn: 3 } as const;

/** `Picture data`: what the picture on `Network` needs beside its cells. */
export const PICTURE_DATA = {
  headerRow: 4,
  firstRow: 5,
  /** The inputs on `Network`, and what is said of each that holds no number. */
  labelColumn: 1,
  remarkColumn: 2,
  /** What is followed: which parameter, of which layer, unit and input. */
  followedNameColumn: 4,
  followedColumn: 5,
  /** From which parameter on there are those of which layer, and how many of them a unit has. */
  startColumn: 7,
  layerColumn: 8,
  fanColumn: 9,
  /** The wires: name, number, class, then the points of their lines, a column a class. */
  wireColumn: 11,
  shownColumn: 12,
  classColumn: 13,
  xColumn: 14,
  yColumn: 15,
  seriesColumn: 16,
} as const;

/** Cells that formulas call by name. */
export const NAMES = {
  eta: 'eta',
  tolerance: 'tolerance',
  selectedStep: 'selected_step',
  selectedSample: 'selected_sample',
  /** What the wires of the picture show: forward or backward. */
  wiresShow: 'wires_show',
  /** The weight or bias whose way to the error is lit up. */
  follow: 'follow',
  /** Where that stands: its layer, and its unit and input there; −1: there is none of that name. */
  followedLayer: 'followed_layer',
  followedUnit: 'followed_unit',
  followedInput: 'followed_input',
  /** The row of `Training` that is selected, counted from its first; #N/A: there is none. */
  selectedRow: 'selected_row',
  verdict: 'verdict',
  proof: 'proof',
  problem: 'problem',
} as const;
