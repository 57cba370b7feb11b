import { EXCEL, GOOGLE } from '../xlsx/limits.ts';

/**
 * Bytes or characters of a spec. The largest network that fits into a sheet has some 8,000 weights
 * (each takes two columns): 300 kB where each number has a line of its own.
 */
export const longestSpec = 1_000_000;

/**
 * Numbers, words, brackets, commas, spaces and line breaks of a spec. Each costs the YAML reader
 * about 10 µs, more where it is wrong; the largest network needs 50,000,
 * and the largest data set 160,000.
 */
export const mostTokens = 250_000;

/** Lists and groups within each other: a weight is five deep. */
export const deepestNesting = 50;

/**
 * Values of a spec with its aliases written out. Billions of them fit into a small file (the
 * "billion laughs").
 */
export const mostValues = 100_000;

/**
 * Numbers of a data set, inputs and targets together. So many can still be written out in a spec,
 * as every workbook holds the spec it can be made from again.
 */
export const mostDataNumbers = 20_000;

/** Bytes of a CSV file. */
export const longestCsv = 5_000_000;

/** Rows of a CSV file below its header, and values in it, used or not. */
export const mostCsvRows = 100_000;
export const mostCsvValues = 2_000_000;

/** Classes of one column: each becomes an input or a target. */
export const mostClasses = 100;

/** What a sheet of Excel holds. */
export const sheetLimits = EXCEL;

/** So many cells of default comparison are worth their time and file size. */
export const comparisonCells = 200_000;

/** A workbook with a data set compares learning rates of itself if it has fewer cells with them. */
export const comparedDataCells = 80_000;

/** Beyond this no spreadsheet program opens the file. */
export const workbookCells = 100_000_000;

/** Google Sheets' limit for a whole file. */
export const googleCells = GOOGLE.cells;

/** From so many formulas on an edit takes programs long enough to say so. */
export const heavyCells = GOOGLE.quickFormulas;

/** A gradient check has a row for so many parameters at most. */
export const mostChecked = 64;

/** Up to so many weights and biases have lines of their own on charts; of more there is a line a layer. */
export const mostSingleLines = 8;

/** A chart of more points is slow and no more to look at. */
export const mostPoints = 1000;

/** Places along one axis of the decision surface of two inputs, and of the curve of one. */
export const surfacePlaces = { picture: 25, curve: 101 } as const;

/** A network of more units has no surface: its forward passes would take most of the workbook. */
export const mostSurfaceUnits = 200;

/** Squares of the valley: along the axis of the first trained parameter, and of the second. */
export const valleyPlaces = { across: 41, up: 21 } as const;

/**
 * Where all samples together have more values in a forward pass, or where there are more steps, there
 * is no valley: each of its squares is such a pass, and looks for itself among all steps.
 */
export const mostValley = { values: 64, steps: 1000 } as const;

/**
 * Of the chain rule of one weight: so many ways are told one by one, of so many factors; and of all
 * weights together so many factors stand on the sheet behind it. Beyond that ways are added up.
 */
export const mostWays = { ways: 6, factors: 13, all: 20_000 } as const;
