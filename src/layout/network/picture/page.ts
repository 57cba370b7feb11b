/**
 * The columns of `Network` as the picture needs them, and the heights of its rows. Lengths are pixels
 * at 100 %; columns and rows count from 1.
 */

/** Widths of columns by what stands in them: numbers up to `−999.9999`, `+1.2E+300` and `∂ −999.9999` in bold. */
export const WIDTHS = {
  margin: 10,
  /** Of an input, a target, an error. */
  name: 30,
  given: 63,
  /** Nothing but wires. */
  gap: 66,
  /** The name of a weight, and so much for each of its digits. */
  weightName: 20,
  digit: 6,
  value: 63,
  gradient: 67,
  brace: 18,
  unit: 67,
  /** From each net input to each activation of a layer whose units depend on each other. */
  coupling: 40,
  toError: 28,
  error: 63,
  toTotal: 32,
  total: 86,
  elided: 110,
  /** Behind the picture, so that lines of text find room. */
  spare: 64,
} as const;

/** Heights of rows: what stands above the picture, and a row of the picture. */
export const HEIGHTS = {
  title: 28,
  purpose: 36,
  caption: 15,
  field: 22,
  remark: 16,
  heading: 22,
  stage: 18,
  row: 20,
} as const;

/** Rows from the top of the sheet, down to the first of the picture. */
export const TOP_ROWS = {
  caption: 3,
  field: 4,
  remark: 5,
  heading: 6,
  stage: 7,
} as const;

/** The row above the first one of the picture holds the captions. */
export const PICTURE_ROW = TOP_ROWS.stage + 1;

/** Every page is at least so wide. */
const NARROWEST = 1200;

/** Columns as they are laid one beside the other. */
export class Columns {
  readonly #widths: number[] = [WIDTHS.margin];

  /** Adds a column and gives its number. */
  add(width: number): number {
    return this.#widths.push(width);
  }

  /** Adds several alike and gives the number of the first. */
  addSome(count: number, width: number): number {
    const first = this.#widths.length + 1;
    for (let i = 0; i < count; i++) this.add(width);
    return first;
  }

  /** All of them, with some behind that make the page wide enough. */
  finished(): readonly number[] {
    const widths = [...this.#widths];
    for (let x = leftOf(widths, widths.length + 1); x < NARROWEST; x += WIDTHS.spare) {
      widths.push(WIDTHS.spare);
    }
    return widths;
  }
}

/** Where a column begins. */
export function leftOf(widths: readonly number[], column: number): number {
  return widths.slice(0, column - 1).reduce((sum, width) => sum + width, 0);
}

/** The first column that begins at or behind x, and is at least so wide. */
export function columnFrom(widths: readonly number[], x: number, least = 0): number {
  let left = 0;
  const index = widths.findIndex((width) => {
    const found = left >= x && width >= least;
    left += width;
    return found;
  });
  return index < 0 ? widths.length : index + 1;
}

/** The last of the columns from `first` on that are together at least so wide. */
export function columnUntil(widths: readonly number[], first: number, width: number): number {
  let column = first;
  let sum = widths[first - 1]!;
  while (sum < width && column < widths.length) sum += widths[column++]!;
  return column;
}

/** The columns of a line that tells how a number comes about. */
export type LineColumns = Readonly<Record<'symbols' | 'numbers' | 'result', ColumnSpan>>;

/** The first and the last of the columns that a text or a number has for itself. */
export interface ColumnSpan {
  readonly first: number;
  readonly last: number;
}

/** What columns have together. */
export const spanWidth = (widths: readonly number[], { first, last }: ColumnSpan): number =>
  leftOf(widths, last + 1) - leftOf(widths, first);

/** Where the columns of the narrator begin, and how wide its numbers are; in pixels. */
const NARRATION = { numbers: 330, result: 730, number: 60 } as const;

/** Where lines stand, whatever the picture is. */
export function lineColumnsOf(widths: readonly number[]): LineColumns {
  const numbers = columnFrom(widths, NARRATION.numbers);
  const result = columnFrom(widths, NARRATION.result, NARRATION.number);
  return {
    symbols: { first: 2, last: numbers - 1 },
    numbers: { first: numbers, last: result - 1 },
    result: { first: result, last: result + 1 },
  };
}
