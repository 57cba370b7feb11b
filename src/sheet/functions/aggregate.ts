import { errors, isError, isGrid, type Scalar, toText, type Value, valuesOf } from '../value.ts';
import { numbersOf, ofAll, type Place, type SheetFunction, stepwise } from './function.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const mean = (numbers: readonly number[]) => sum(numbers) / numbers.length;
const constant = (numbers: readonly number[], slope: number) => numbers.map(() => slope);

export const aggregates = {
  SUM: ofAll(sum, (numbers) => constant(numbers, 1)),
  SUMSQ: ofAll(
    (numbers) => numbers.reduce((total, each) => total + each * each, 0),
    (numbers) => numbers.map((each) => 2 * each),
  ),
  PRODUCT: ofAll(
    (numbers) => (numbers.length === 0 ? 0 : numbers.reduce((product, each) => product * each, 1)),
    (numbers) =>
      numbers.map((_, i) => numbers.reduce((rest, each, j) => (i === j ? rest : rest * each), 1)),
  ),
  AVERAGE: ofAll(
    (numbers) => (numbers.length === 0 ? errors.division : mean(numbers)),
    (numbers) => constant(numbers, 1 / numbers.length),
  ),
  MAX: extreme((x, y) => x > y),
  MIN: extreme((x, y) => x < y),
  MEDIAN: ofAll((numbers) => {
    const sorted = [...numbers].sort((x, y) => x - y);
    const middle = Math.floor(sorted.length / 2);
    if (sorted.length === 0) return errors.number;
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  }),
  VAR: spreadOf(1, false),
  'VAR.S': spreadOf(1, false),
  VARP: spreadOf(0, false),
  'VAR.P': spreadOf(0, false),
  STDEV: spreadOf(1, true),
  'STDEV.S': spreadOf(1, true),
  STDEVP: spreadOf(0, true),
  'STDEV.P': spreadOf(0, true),
  COUNT: {
    arguments: [1, 255],
    value: (given) => count(given, (value) => typeof value === 'number'),
  },
  COUNTA: { arguments: [1, 255], value: (given) => count(given, (value) => value !== null) },
  COUNTBLANK: {
    arguments: [1, 1],
    value: (given) => count(given, (value) => value === null || value === ''),
  },
  COUNTIF: stepwise(2, 2, ([range = null, wanted]) => count([range], criterion(wanted as Scalar))),
  SUMIF: conditional((numbers) => numbers.length, 1),
  AVERAGEIF: conditional(() => 1, 0),
  SMALL: ranked((x, y) => x - y),
  LARGE: ranked((x, y) => y - x),
} as const satisfies Record<string, SheetFunction>;

/**
 * MAX and MIN: the slope belongs to the number that wins. Equal winners share it: the middle of what
 * is possible, with which MAX(x,0) and ABS(x) still add up to a smooth softplus at 0.
 */
function extreme(beats: (x: number, y: number) => boolean): SheetFunction {
  return ofAll(
    (numbers) =>
      numbers.length === 0 ? 0 : numbers.reduce((best, each) => (beats(each, best) ? each : best)),
    (numbers, result, at: Place) => {
      const winners = numbers.filter((each) => each === result).length;
      if (winners > 1) at.kink();
      return numbers.map((each) => (each === result ? 1 / winners : 0));
    },
  );
}

function spreadOf(less: number, root: boolean): SheetFunction {
  return ofAll(
    (numbers) => {
      if (numbers.length <= less) return errors.division;
      const middle = mean(numbers);
      const squares = numbers.reduce((total, each) => total + (each - middle) * (each - middle), 0);
      const variance = squares / (numbers.length - less);
      return root ? Math.sqrt(variance) : variance;
    },
    (numbers, result) => {
      const middle = mean(numbers);
      const scale = root ? 1 / (result * (numbers.length - less)) : 2 / (numbers.length - less);
      return numbers.map((each) => (each - middle) * scale);
    },
  );
}

function count(given: readonly Value[], counts: (value: Scalar) => boolean): number {
  let total = 0;
  for (const argument of given) {
    if (!isGrid(argument)) total += counts(argument) ? 1 : 0;
    else for (const held of valuesOf(argument)) total += counts(held) ? 1 : 0;
  }
  return total;
}

/** `">0.5"`, `"<>x"`, 3: which values a criterion of COUNTIF means. `*` and `?` stand for any text. */
function criterion(wanted: Scalar): (value: Scalar) => boolean {
  const text = toText(wanted);
  if (typeof text !== 'string') return (value) => isError(value) && value.error === text.error;
  const [, operator, rest = ''] = /^(<=|>=|<>|<|>|=)?([\s\S]*)$/.exec(text) as RegExpExecArray;
  const number = rest.trim() === '' ? Number.NaN : Number(rest);
  if (Number.isNaN(number)) {
    const pattern = rest
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    const matches = new RegExp(`^${pattern}$`, 'is');
    const equal = (value: Scalar) =>
      (typeof value === 'string' || value === null) && matches.test(value ?? '');
    return operator === '<>' ? (value) => !equal(value) : equal;
  }
  const holds = {
    '<': (x: number) => x < number,
    '>': (x: number) => x > number,
    '<=': (x: number) => x <= number,
    '>=': (x: number) => x >= number,
    '=': (x: number) => x === number,
  };
  if (operator === '<>') return (value) => value !== number;
  const test = holds[(operator ?? '=') as keyof typeof holds];
  return (value) => typeof value === 'number' && test(value);
}

/** SUMIF and AVERAGEIF: the third range is added where the first one meets the criterion. */
function conditional(
  divisor: (numbers: readonly number[]) => number,
  isSum: number,
): SheetFunction {
  const chosen = (given: readonly Value[]) => {
    const [range = null, wanted, added = range] = given;
    const places: number[] = [];
    const numbers: number[] = [];
    if (!isGrid(range) || !isGrid(added)) return { places, numbers };
    const meets = criterion(wanted as Scalar);
    for (let i = 0; i < range.rows * range.columns; i++) {
      const [r, c] = [Math.floor(i / range.columns), i % range.columns];
      if (!meets(range.at(r, c)) || r >= added.rows || c >= added.columns) continue;
      const held = added.at(r, c);
      if (typeof held !== 'number') continue;
      places.push(r * added.columns + c);
      numbers.push(held);
    }
    return { places, numbers };
  };
  const share = (numbers: readonly number[]) =>
    isSum === 1 ? 1 : 1 / (numbers.length * divisor(numbers));
  return {
    arguments: [2, 3],
    value(given) {
      const { numbers } = chosen(given);
      if (isSum === 0 && numbers.length === 0) return errors.division;
      return sum(numbers) * share(numbers);
    },
    backward(given, _result, adjoint) {
      const added = given[2] ?? given[0] ?? null;
      if (!isGrid(added)) return [];
      const { places, numbers } = chosen(given);
      const back = new Float64Array(added.rows * added.columns);
      for (const place of places) back[place] = (adjoint as number) * share(numbers);
      return given.length === 3 ? [undefined, undefined, back] : [back];
    },
  };
}

function ranked(order: (x: number, y: number) => number): SheetFunction {
  return stepwise(2, 2, ([range = null, place]) => {
    const numbers = numbersOf([range]);
    if (!Array.isArray(numbers)) return numbers;
    return numbers.sort(order)[Number(place) - 1] ?? errors.number;
  });
}
