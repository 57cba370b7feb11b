import { compare, errors, isError, isGrid, type Scalar, toText, type Value } from '../value.ts';
import { mapped, ofOne, ofTwo, paired, type SheetFunction } from './function.ts';

/**
 * A power as spreadsheets give it. Whole exponents are multiplied out and powers of ten read as
 * numbers, so that the last bit is the same on every machine; JavaScript's own power is not.
 */
export function power(base: number, exponent: number) {
  if (base === 0 && exponent === 0) return errors.number;
  if (base === 0 && exponent < 0) return errors.division;
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 400) {
    if (base === 10) return Number(`1e${exponent}`);
    let product = 1;
    let square = base;
    for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) product *= square;
      square *= square;
    }
    return exponent < 0 ? 1 / product : product;
  }
  if (exponent === 0.5) return base < 0 ? errors.number : Math.sqrt(base);
  if (base < 0 && !Number.isInteger(exponent)) return errors.number;
  return base ** exponent;
}

const powerRow = ofTwo(power, (x, y, z) => {
  const below = power(x, y - 1);
  const byBase = y === 0 ? 0 : y * (typeof below === 'number' ? below : 0);
  return [byBase, x > 0 ? z * Math.log(x) : 0];
});

export const arithmetic = {
  '+': ofTwo(
    (x, y) => x + y,
    () => [1, 1],
  ),
  '-': ofTwo(
    (x, y) => x - y,
    () => [1, -1],
  ),
  '*': ofTwo(
    (x, y) => x * y,
    (x, y) => [y, x],
  ),
  '/': ofTwo(
    (x, y) => (y === 0 ? errors.division : x / y),
    (_, y, z) => [1 / y, -z / y],
  ),
  '^': powerRow,
  POWER: powerRow,
  negative: ofOne(
    (x) => -x,
    () => -1,
  ),
  percent: ofOne(
    (x) => x / 100,
    () => 0.01,
  ),
} as const satisfies Record<string, SheetFunction>;

function comparison(holds: (order: number) => boolean): SheetFunction {
  const each = (left: Scalar, right: Scalar): Scalar => {
    if (isError(left)) return left;
    return isError(right) ? right : holds(compare(left, right));
  };
  return elementwise(each);
}

function elementwise(each: (left: Scalar, right: Scalar) => Scalar): SheetFunction {
  return {
    arguments: [2, 2],
    value: ([left = null, right = null]): Value =>
      isGrid(left) || isGrid(right) ? paired(left, right, each) : each(left, right),
  };
}

/** Of a cell. */
const longestText = 32_767;

export const comparisons = {
  '=': comparison((order) => order === 0),
  '<>': comparison((order) => order !== 0),
  '<': comparison((order) => order < 0),
  '>': comparison((order) => order > 0),
  '<=': comparison((order) => order <= 0),
  '>=': comparison((order) => order >= 0),
  '&': elementwise((left, right) => {
    const [a, b] = [toText(left), toText(right)];
    if (typeof a !== 'string') return a;
    if (typeof b !== 'string') return b;
    return a.length + b.length > longestText ? errors.value : a + b;
  }),
} as const satisfies Record<string, SheetFunction>;

/** `+x`, which changes nothing, not even a text. */
export const positive: SheetFunction = {
  arguments: [1, 1],
  value: ([given = null]) => (isGrid(given) ? mapped(given, (value) => value) : given),
  backward: (_given, _result, adjoint) => [adjoint],
};
