import type { Node, Operator } from './expression.ts';

/** A number, or the rows of a matrix. */
export type Value = number | readonly (readonly number[])[];

/** Where values come from: a quantity, so many steps back. */
export type Lookup = (key: string, back: number) => Value;

const operators: Record<Operator, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
  '=': (a, b) => Number(a === b),
};

const scalars: Record<string, (...x: number[]) => number> = {
  EXP: Math.exp,
  LN: Math.log,
  LOG: Math.log10,
  SQRT: Math.sqrt,
  TANH: Math.tanh,
  COSH: Math.cosh,
  SIGN: Math.sign,
  ABS: Math.abs,
  POWER: (a, b) => a ** b,
  IF: (condition, yes, no) => (condition ? yes : no),
};

/** Functions of whole ranges. */
const aggregates: Record<string, (...values: Value[]) => Value> = {
  SUM: (...values) => flat(values).reduce((a, b) => a + b, 0),
  SUMSQ: (...values) => flat(values).reduce((a, b) => a + b * b, 0),
  AVERAGE: (...values) => flat(values).reduce((a, b) => a + b, 0) / flat(values).length,
  MAX: (...values) => Math.max(...flat(values)),
  MIN: (...values) => Math.min(...flat(values)),
  SUMPRODUCT: (a, b) => {
    const [x, y] = [flat([a]), flat([b])];
    return x.reduce((total, each, i) => total + each * y[i], 0);
  },
  TRANSPOSE: (a) => rows(a)[0].map((_, c) => rows(a).map((row) => row[c])),
  MMULT: (a, b) =>
    rows(a).map((row) =>
      rows(b)[0].map((_, c) =>
        row.reduce((total, x, k) => total + x * (rows(b)[k]?.[c] ?? NaN), 0),
      ),
    ),
};

export const functionNames = { scalars: Object.keys(scalars), aggregates: Object.keys(aggregates) };

/** Computes a formula; NaN where a spreadsheet shows an error. */
export function evaluate(node: Node, lookup: Lookup): Value {
  const inner = (child: Node) => evaluate(child, lookup);
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'ref':
      return lookup(node.key, node.back);
    case 'range':
      return [node.keys.map((key) => lookup(key, 0) as number)];
    case 'minus':
      return each((a) => -a, inner(node.of));
    case 'op':
      return each(operators[node.op], inner(node.left), inner(node.right));
    case 'call': {
      // A branch that is not taken may fail.
      if (node.name === 'IF' && typeof inner(node.args[0]) === 'number') {
        return inner(node.args[inner(node.args[0]) ? 1 : 2]);
      }
      const args = node.args.map(inner);
      const aggregate = aggregates[node.name];
      return aggregate ? aggregate(...args) : each(scalars[node.name], ...args);
    }
  }
}

/** Element by element; a number or a single row or column goes with all. */
function each(f: (...x: number[]) => number, ...values: Value[]): Value {
  if (values.every((value) => typeof value === 'number')) return f(...(values as number[]));
  const height = Math.max(...values.map((value) => rows(value).length));
  const width = Math.max(...values.map((value) => rows(value)[0].length));
  const pick = (value: Value, r: number, c: number) => {
    const all = rows(value);
    const row = all[all.length === 1 ? 0 : r];
    return row?.[row.length === 1 ? 0 : c] ?? NaN;
  };
  return Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, c) => f(...values.map((value) => pick(value, r, c)))),
  );
}

const rows = (value: Value) => (typeof value === 'number' ? [[value]] : value);
const flat = (values: readonly Value[]) => values.flatMap((value) => rows(value).flat());
