import { errors, type Value } from '../value.ts';
import { ofOne, ofTwo, type Place, type SheetFunction, stepwise } from './function.ts';

/** Rounding functions jump: between the jumps their slope is 0. */
const jump = undefined;

export const elementary = {
  EXP: ofOne(Math.exp, (_, y) => y),
  LN: ofOne(logarithm, (x) => 1 / x),
  LOG10: ofOne(
    (x) => (x > 0 ? Math.log10(x) : errors.number),
    (x) => 1 / (x * Math.LN10),
  ),
  LOG: withBase(
    ofTwo(
      (x, base) => (x <= 0 || base <= 0 ? errors.number : ratio(Math.log(x), Math.log(base))),
      (x, base, y) => [1 / (x * Math.log(base)), -y / (base * Math.log(base))],
    ),
  ),
  SQRT: ofOne(
    (x) => (x < 0 ? errors.number : Math.sqrt(x)),
    (_, y, at) => (y === 0 ? unsure(at) : 0.5 / y),
  ),
  ABS: ofOne(Math.abs, (x, _, at) => (x === 0 ? unsure(at) : Math.sign(x))),
  SIGN: ofOne(Math.sign, jump),
  SIN: ofOne(Math.sin, Math.cos),
  COS: ofOne(Math.cos, (x) => -Math.sin(x)),
  TAN: ofOne(Math.tan, (_, y) => 1 + y * y),
  SINH: ofOne(Math.sinh, Math.cosh),
  COSH: ofOne(Math.cosh, Math.sinh),
  TANH: ofOne(Math.tanh, (_, y) => 1 - y * y),
  SECH: ofOne(
    (x) => 1 / Math.cosh(x),
    (x, y) => -y * Math.tanh(x),
  ),
  ATAN: ofOne(Math.atan, (x) => 1 / (1 + x * x)),
  ASIN: ofOne(
    (x) => (Math.abs(x) > 1 ? errors.number : Math.asin(x)),
    (x) => 1 / Math.sqrt(1 - x * x),
  ),
  ACOS: ofOne(
    (x) => (Math.abs(x) > 1 ? errors.number : Math.acos(x)),
    (x) => -1 / Math.sqrt(1 - x * x),
  ),
  ASINH: ofOne(Math.asinh, (x) => 1 / Math.sqrt(x * x + 1)),
  ATANH: ofOne(
    (x) => (Math.abs(x) >= 1 ? errors.number : Math.atanh(x)),
    (x) => 1 / (1 - x * x),
  ),
  DEGREES: ofOne(
    (x) => (x * 180) / Math.PI,
    () => 180 / Math.PI,
  ),
  RADIANS: ofOne(
    (x) => (x * Math.PI) / 180,
    () => Math.PI / 180,
  ),
  // The gamma function has no slope here: a factorial of a weight is no network.
  FACT: ofOne(factorial, jump),
  INT: ofOne(Math.floor, jump),
  TRUNC: { ...ofOne(Math.trunc, jump), arguments: [1, 1] },
  ROUND: digits((x) => Math.sign(x) * Math.round(Math.abs(x))),
  ROUNDUP: digits((x) => Math.sign(x) * Math.ceil(Math.abs(x))),
  ROUNDDOWN: digits(Math.trunc),
  MOD: ofTwo(
    (x, y) => (y === 0 ? errors.division : x - y * Math.floor(x / y)),
    (x, y) => [1, -Math.floor(x / y)],
  ),
  PI: stepwise(0, 0, () => Math.PI),
} as const satisfies Record<string, SheetFunction>;

function logarithm(x: number) {
  return x > 0 ? Math.log(x) : errors.number;
}

/** LOG without a base is to the base 10. */
function withBase(row: SheetFunction): SheetFunction {
  const full = ([x = null, base = 10]: readonly Value[]) => [x, base];
  return {
    arguments: [1, 2],
    value: (given, at) => row.value(full(given), at),
    backward: (given, result, adjoint, at) =>
      row.backward?.(full(given), result, adjoint, at) ?? [],
  };
}

function ratio(x: number, y: number) {
  return y === 0 ? errors.division : x / y;
}

function unsure(at: Place): number {
  at.kink();
  return 0;
}

function factorial(x: number) {
  if (x < 0 || x > 170) return errors.number;
  let product = 1;
  for (let factor = 2; factor <= x; factor++) product *= factor;
  return product;
}

/**
 * Rounding to so many digits. A number is scaled through its decimal text, so that 1.005 is rounded
 * as the digits that a sheet shows, not as the binary number a hair below.
 */
function digits(round: (x: number) => number): SheetFunction {
  return {
    ...ofTwo(
      (x, places) => {
        const shift = Math.trunc(places);
        const scaled = shifted(Number(x.toPrecision(15)), shift);
        return shifted(round(scaled), -shift);
      },
      () => [0, 0],
    ),
    arguments: [2, 2],
  };
}

function shifted(x: number, places: number): number {
  const [mantissa, exponent = '0'] = String(x).split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}
