import { type CellError, type CellValue, isCellError } from '../xlsx/cells.ts';

/** What a cell holds or an expression gives; null is an empty cell. */
export type Scalar = CellValue | null;

/** A block of values: a range of cells, or what an array expression gives. Counted from 0. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  at(row: number, column: number): Scalar;
}

export type Value = Scalar | Grid;

export const errors = {
  number: { error: '#NUM!' },
  division: { error: '#DIV/0!' },
  value: { error: '#VALUE!' },
  reference: { error: '#REF!' },
  name: { error: '#NAME?' },
  missing: { error: '#N/A' },
  /** A formula that depends on its own cell: a program warns and shows 0 or an error. */
  circle: { error: '#CIRCULAR!' },
} as const satisfies Record<string, CellError>;

export function isGrid(value: Value): value is Grid {
  return typeof value === 'object' && value !== null && 'at' in value;
}

export function isError(value: Value): value is CellError {
  return typeof value === 'object' && value !== null && 'error' in value;
}

export { isCellError };

/** A block of values that are at hand. */
export function gridOf(rows: number, columns: number, values: readonly Scalar[]): Grid {
  return { rows, columns, at: (row, column) => values[row * columns + column]! };
}

/** A value as a block: one value is a block of 1 × 1. */
export function asGrid(value: Value): Grid {
  return isGrid(value) ? value : gridOf(1, 1, [value]);
}

/** The values of a block, row by row. */
export function* valuesOf(grid: Grid): Generator<Scalar> {
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) yield grid.at(row, column);
  }
}

/** As arithmetic takes it: an empty cell is 0, TRUE 1, and a text the number it spells. */
export function toNumber(value: Scalar): number | CellError {
  if (typeof value === 'number') return value;
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'object') return value;
  const text = value.trim();
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  return /^[+-]?(\d+(\.\d*)?|\.\d+)%$/.test(text) ? Number(text.slice(0, -1)) / 100 : errors.value;
}

/** As a condition takes it: any number but 0 is TRUE. */
export function toBoolean(value: Scalar): boolean | CellError {
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'object') return value;
  return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : errors.value;
}

/** As `&` takes it: numbers with 15 digits, as the General format shows them. */
export function toText(value: Scalar): string | CellError {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'object' ? value : numberText(value);
}

function numberText(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const size = Math.abs(rounded);
  if (rounded === 0) return '0';
  if (size >= 1e-9 && size < 1e21) {
    const text = String(rounded);
    if (!text.includes('e')) return text;
    return rounded.toFixed(20).replace(/0+$/, '');
  }
  const [digits, exponent = ''] = rounded.toExponential().split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `${digits}E${sign}${exponent.slice(1).padStart(2, '0')}`;
}

/** A number that a cell can hold: what overflows is #NUM!. */
export function finite(value: number): number | CellError {
  return Number.isFinite(value) ? value : errors.number;
}

/** What comes before what, by type. */
const ranks = ['number', 'string', 'boolean', 'object'];

/**
 * Order of two values as spreadsheets compare: numbers before texts before booleans, texts without
 * regard to case. An empty cell equals 0, "" and FALSE.
 */
export function compare(left: Scalar, right: Scalar): number {
  const a = left ?? emptyLike(right);
  const b = right ?? emptyLike(left);
  if (typeof a !== typeof b) return ranks.indexOf(typeof a) - ranks.indexOf(typeof b);
  if (typeof a === 'string') {
    const [x, y] = [a.toLowerCase(), (b as string).toLowerCase()];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return Number(a) - Number(b);
}

function emptyLike(other: Scalar): number | string | boolean {
  if (typeof other === 'string') return '';
  return typeof other === 'boolean' ? false : 0;
}
