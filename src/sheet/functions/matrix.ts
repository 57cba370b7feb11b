import { asGrid, errors, type Grid, gridOf, isError, type Value } from '../value.ts';
import { type Adjoint, adjointLike, type SheetFunction } from './function.ts';

/** The numbers of a block by rows, or the error of the first value that is none. */
function matrixOf(value: Value): { grid: Grid; numbers: Float64Array } | { error: string } {
  const grid = asGrid(value);
  const numbers = new Float64Array(grid.rows * grid.columns);
  for (let i = 0; i < numbers.length; i++) {
    const held = grid.at(Math.floor(i / grid.columns), i % grid.columns);
    if (isError(held)) return held;
    if (typeof held !== 'number') return errors.value;
    numbers[i] = held;
  }
  return { grid, numbers };
}

const sidesOf = ([left = null, right = null]: readonly Value[]) =>
  [matrixOf(left), matrixOf(right)] as const;
const asBlock = (adjoint: Adjoint) =>
  typeof adjoint === 'number' ? Float64Array.of(adjoint) : adjoint;

export const matrices = {
  MMULT: {
    arguments: [2, 2],
    value(given) {
      const [left, right] = sidesOf(given);
      if ('error' in left) return left;
      if ('error' in right) return right;
      const [n, m, p] = [left.grid.rows, left.grid.columns, right.grid.columns];
      if (m !== right.grid.rows) return errors.value;
      const product = Array.from({ length: n * p }, (_, i) => {
        let total = 0;
        for (let k = 0; k < m; k++) {
          total += left.numbers[Math.floor(i / p) * m + k]! * right.numbers[k * p + (i % p)]!;
        }
        return total;
      });
      return gridOf(n, p, product);
    },
    backward(given, _result, adjoint) {
      const [left, right] = sidesOf(given);
      if ('error' in left || 'error' in right) return [];
      const out = asBlock(adjoint);
      const [m, p] = [left.grid.columns, right.grid.columns];
      const leftBack = new Float64Array(left.numbers.length);
      const rightBack = new Float64Array(right.numbers.length);
      for (let i = 0; i < out.length; i++) {
        if (out[i] === 0) continue;
        const [row, column] = [Math.floor(i / p), i % p];
        for (let k = 0; k < m; k++) {
          leftBack[row * m + k]! += out[i]! * right.numbers[k * p + column]!;
          rightBack[k * p + column]! += out[i]! * left.numbers[row * m + k]!;
        }
      }
      return [adjointLike(given[0]!, leftBack), adjointLike(given[1]!, rightBack)];
    },
  },
  TRANSPOSE: {
    arguments: [1, 1],
    value: ([given = null]) => {
      const grid = asGrid(given);
      return { rows: grid.columns, columns: grid.rows, at: (r, c) => grid.at(c, r) };
    },
    backward([given = null], _result, adjoint) {
      const grid = asGrid(given);
      const out = asBlock(adjoint);
      const back = new Float64Array(out.length);
      for (let i = 0; i < out.length; i++) {
        back[(i % grid.rows) * grid.columns + Math.floor(i / grid.rows)] = out[i]!;
      }
      return [adjointLike(given, back)];
    },
  },
  SUMPRODUCT: {
    arguments: [1, 255],
    value(given) {
      const factors = factorsOf(given);
      if (!Array.isArray(factors)) return factors;
      let total = 0;
      for (let i = 0; i < factors[0]!.length; i++) {
        total += factors.reduce((product, factor) => product * factor[i]!, 1);
      }
      return total;
    },
    backward(given, _result, adjoint) {
      const factors = factorsOf(given);
      if (!Array.isArray(factors)) return [];
      return factors.map((own, j) => {
        const back = own.map((_, i) =>
          factors.reduce(
            (rest, factor, k) => (k === j ? rest : rest * factor[i]!),
            Number(adjoint),
          ),
        );
        return adjointLike(given[j]!, back);
      });
    },
  },
  SUMXMY2: differences(
    (x, y) => (x - y) * (x - y),
    (x, y) => [2 * (x - y), 2 * (y - x)],
  ),
  SUMX2MY2: differences(
    (x, y) => x * x - y * y,
    (x, y) => [2 * x, -2 * y],
  ),
  SUMX2PY2: differences(
    (x, y) => x * x + y * y,
    (x, y) => [2 * x, 2 * y],
  ),
} as const satisfies Record<string, SheetFunction>;

/** The numbers of each argument of SUMPRODUCT; texts count as 0, errors are handed on. */
function factorsOf(given: readonly Value[]): Float64Array[] | { error: string } {
  const [first = null] = given;
  const { rows, columns } = asGrid(first);
  const factors: Float64Array[] = [];
  for (const argument of given) {
    const grid = asGrid(argument);
    if (grid.rows !== rows || grid.columns !== columns) return errors.value;
    const numbers = new Float64Array(grid.rows * grid.columns);
    for (let i = 0; i < numbers.length; i++) {
      const held = grid.at(Math.floor(i / grid.columns), i % grid.columns);
      if (isError(held)) return held;
      numbers[i] = typeof held === 'number' ? held : 0;
    }
    factors.push(numbers);
  }
  return factors;
}

/** SUMXMY2 and its kin: a term for each pair. */
function differences(
  term: (x: number, y: number) => number,
  slopes: (x: number, y: number) => readonly [number, number],
): SheetFunction {
  return {
    arguments: [2, 2],
    value(given) {
      const factors = factorsOf(given);
      if (!Array.isArray(factors)) return factors;
      return factors[0]!.reduce((total, x, i) => total + term(x, factors[1]![i]!), 0);
    },
    backward(given, _result, adjoint) {
      const factors = factorsOf(given);
      if (!Array.isArray(factors)) return [];
      return [0, 1].map((side) => {
        const back = factors[0]!.map((x, i) => Number(adjoint) * slopes(x, factors[1]![i]!)[side]!);
        return adjointLike(given[side]!, back);
      });
    },
  };
}
