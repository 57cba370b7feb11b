import type { CellError } from '../../xlsx/cells.ts';
import {
  finite,
  type Grid,
  gridOf,
  isError,
  isGrid,
  type Scalar,
  toNumber,
  type Value,
} from '../value.ts';

/** How much a result changes with a value: one number, or one for each value of a block, by rows. */
export type Adjoint = number | Float64Array;

/** The cell whose formula is worked out. */
export interface Place {
  readonly row: number;
  readonly column: number;
  /** Called where a slope does not exist and one side's was taken: MAX of two equal numbers. */
  kink(): void;
}

/** A spreadsheet function: its value and, beside it, its derivative. */
export interface SheetFunction {
  /** How few and how many arguments it takes. */
  readonly arguments: readonly [least: number, most: number];
  /**
   * Errors among the arguments are its business: most functions hand the first one on. An argument
   * that is left out counts as empty.
   */
  value(given: readonly Value[], at: Place): Value;
  /**
   * The adjoint of each argument, from that of the result. Left out where the result only ever jumps
   * (counts, texts, conditions): its slope is 0.
   */
  backward?(
    given: readonly Value[],
    result: Value,
    adjoint: Adjoint,
    at: Place,
  ): readonly (Adjoint | undefined)[];
}

/** A function of one number, applied to each value of a block. */
export function ofOne(
  value: (x: number) => number | CellError,
  slope: ((x: number, y: number, at: Place) => number) | undefined,
): SheetFunction {
  const single = (given: Scalar): Scalar => {
    const x = toNumber(given);
    if (typeof x !== 'number') return x;
    const y = value(x);
    return typeof y === 'number' ? finite(y) : y;
  };
  const row: SheetFunction = {
    arguments: [1, 1],
    value: ([given = null]) => (isGrid(given) ? mapped(given, single) : single(given)),
  };
  if (slope === undefined) return row;
  return {
    ...row,
    backward([given = null], result, adjoint, at) {
      const each = (x: Scalar, y: Scalar) => {
        const number = toNumber(x);
        return typeof number === 'number' && typeof y === 'number' ? slope(number, y, at) : 0;
      };
      if (!isGrid(given)) return [(adjoint as number) * each(given, result as Scalar)];
      const out = adjoint as Float64Array;
      const back = new Float64Array(out.length);
      for (let i = 0; i < out.length; i++) {
        if (out[i] === 0) continue;
        const [r, c] = [Math.floor(i / given.columns), i % given.columns];
        back[i] = out[i]! * each(given.at(r, c), (result as Grid).at(r, c));
      }
      return [back];
    },
  };
}

/** A function of two numbers; blocks are taken value by value, a single row or column repeated. */
export function ofTwo(
  value: (x: number, y: number) => number | CellError,
  slopes: (x: number, y: number, z: number, at: Place) => readonly [number, number],
): SheetFunction {
  const single = (left: Scalar, right: Scalar): Scalar => {
    const x = toNumber(left);
    if (typeof x !== 'number') return x;
    const y = toNumber(right);
    if (typeof y !== 'number') return y;
    const z = value(x, y);
    return typeof z === 'number' ? finite(z) : z;
  };
  return {
    arguments: [2, 2],
    value: ([left = null, right = null]) =>
      isGrid(left) || isGrid(right) ? paired(left, right, single) : single(left, right),
    backward([left = null, right = null], result, adjoint, at) {
      const each = (a: Scalar, b: Scalar, z: Scalar): readonly [number, number] => {
        const [x, y] = [toNumber(a), toNumber(b)];
        const known = typeof x === 'number' && typeof y === 'number' && typeof z === 'number';
        return known ? slopes(x, y, z, at) : [0, 0];
      };
      if (!isGrid(result)) {
        const [dx, dy] = each(left as Scalar, right as Scalar, result);
        return [(adjoint as number) * dx, (adjoint as number) * dy];
      }
      const out = adjoint as Float64Array;
      const leftBack = zerosLike(left);
      const rightBack = zerosLike(right);
      for (let i = 0; i < out.length; i++) {
        if (out[i] === 0) continue;
        const [r, c] = [Math.floor(i / result.columns), i % result.columns];
        const [dx, dy] = each(spread(left, r, c), spread(right, r, c), result.at(r, c));
        leftBack[spreadIndex(left, r, c)]! += out[i]! * dx;
        rightBack[spreadIndex(right, r, c)]! += out[i]! * dy;
      }
      return [adjointLike(left, leftBack), adjointLike(right, rightBack)];
    },
  };
}

/** Room for the adjoint of each value of an argument. */
export function zerosLike(given: Value): Float64Array {
  return new Float64Array(isGrid(given) ? given.rows * given.columns : 1);
}

/** The adjoints of an argument's values: of one value that is no block, its own. */
export function adjointLike(given: Value, back: Float64Array): Adjoint {
  return isGrid(given) ? back : back[0]!;
}

/** Each value of a block through a function. */
export function mapped(grid: Grid, each: (value: Scalar) => Scalar): Grid {
  const values: Scalar[] = [];
  for (let r = 0; r < grid.rows; r++) {
    for (let c = 0; c < grid.columns; c++) values.push(each(grid.at(r, c)));
  }
  return gridOf(grid.rows, grid.columns, values);
}

/** Two values, of which at least one is a block, value by value. */
export function paired(
  left: Value,
  right: Value,
  each: (left: Scalar, right: Scalar) => Scalar,
): Grid {
  const rows = Math.max(isGrid(left) ? left.rows : 1, isGrid(right) ? right.rows : 1);
  const columns = Math.max(isGrid(left) ? left.columns : 1, isGrid(right) ? right.columns : 1);
  const values: Scalar[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) values.push(each(spread(left, r, c), spread(right, r, c)));
  }
  return gridOf(rows, columns, values);
}

const outside = { error: '#N/A' };

/** A block's value where another block is larger: one row or one column is repeated. */
export function spread(value: Value, row: number, column: number): Scalar {
  if (!isGrid(value)) return value;
  const r = value.rows === 1 ? 0 : row;
  const c = value.columns === 1 ? 0 : column;
  return r < value.rows && c < value.columns ? value.at(r, c) : outside;
}

function spreadIndex(value: Value, row: number, column: number): number {
  if (!isGrid(value)) return 0;
  const r = value.rows === 1 ? 0 : row;
  const c = value.columns === 1 ? 0 : column;
  return r < value.rows && c < value.columns ? r * value.columns + c : -1;
}

/**
 * A function of all numbers among its arguments, wherever they stand: SUM, MAX. Texts, booleans and
 * empty cells are passed over, as spreadsheets do in ranges. `slopes` gives the slope by each.
 */
export function ofAll(
  value: (numbers: readonly number[]) => number | CellError,
  slopes?: (numbers: readonly number[], result: number, at: Place) => readonly number[],
): SheetFunction {
  const row: SheetFunction = {
    arguments: [1, 255],
    value(given) {
      const numbers = numbersOf(given);
      if (isError(numbers as Value)) return numbers as CellError;
      const result = value(numbers as number[]);
      return typeof result === 'number' ? finite(result) : result;
    },
  };
  if (slopes === undefined) return row;
  return {
    ...row,
    backward(given, result, adjoint, at) {
      const numbers = numbersOf(given);
      if (!Array.isArray(numbers) || typeof result !== 'number') return [];
      const each = slopes(numbers, result, at);
      let next = 0;
      return given.map((argument) => {
        if (typeof argument === 'number') return (adjoint as number) * each[next++]!;
        if (!isGrid(argument)) return undefined;
        const back = new Float64Array(argument.rows * argument.columns);
        for (let i = 0; i < back.length; i++) {
          const held = argument.at(Math.floor(i / argument.columns), i % argument.columns);
          if (typeof held === 'number') back[i] = (adjoint as number) * each[next++]!;
        }
        return back;
      });
    },
  };
}

/** All numbers among the arguments in order, or the first error. */
export function numbersOf(given: readonly Value[]): number[] | CellError {
  const numbers: number[] = [];
  for (const argument of given) {
    if (typeof argument === 'number') numbers.push(argument);
    else if (isError(argument)) return argument;
    else if (isGrid(argument)) {
      for (let r = 0; r < argument.rows; r++) {
        for (let c = 0; c < argument.columns; c++) {
          const held = argument.at(r, c);
          if (typeof held === 'number') numbers.push(held);
          else if (isError(held)) return held;
        }
      }
    }
  }
  return numbers;
}

/** A function whose result only jumps: the first error among its arguments is its result. */
export function stepwise(
  least: number,
  most: number,
  value: (given: readonly Value[], at: Place) => Value,
): SheetFunction {
  return {
    arguments: [least, most],
    value: (given, at) => given.find(isError) ?? value(given, at),
  };
}
