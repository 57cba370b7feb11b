import type { Chance } from './chance.ts';
import { call, minus, type Node, num, op, over, sum, times } from './expression.ts';

/** How a person types: the same in the whole workbook. */
export interface Style {
  readonly square: 'caret' | 'power' | 'product';
  readonly half: 'decimal' | 'fraction' | 'divided';
  readonly sigmoid: 'plain' | 'ratio' | 'stable';
  readonly sums: 'plus' | 'sum' | 'sumproduct';
  /** Each gradient out to the loss; with δ of each unit in a column; or with all factors in columns. */
  readonly gradients: 'expanded' | 'deltas' | 'factors';
  /** `a_h1*δ_o1` for `δ_o1*a_h1`. */
  readonly inputFirst: boolean;
  /** Inputs and targets stand once above the table, are repeated by formula, or typed in each row. */
  readonly givens: 'once' | 'repeated' | 'typed';
  /** One cell, read absolutely or by its name; a number in each formula; a column. */
  readonly rate: 'cell' | 'name' | 'literal' | 'column';
}

export function drawStyle(chance: Chance): Style {
  return {
    square: chance.pick(['caret', 'caret', 'power', 'product']),
    half: chance.pick(['decimal', 'fraction', 'divided']),
    sigmoid: chance.pick(['plain', 'plain', 'plain', 'ratio', 'stable']),
    sums: chance.pick(['plus', 'plus', 'plus', 'sum', 'sumproduct']),
    gradients: chance.pick(['expanded', 'expanded', 'deltas', 'factors']),
    inputFirst: chance.yes(0.3),
    givens: chance.pick(['once', 'repeated', 'typed', 'typed']),
    rate: chance.pick(['cell', 'cell', 'name', 'literal', 'column']),
  };
}

export function squareOf({ square }: Style, x: Node): Node {
  if (square === 'caret') return op(x, '^', num(2));
  return square === 'power' ? call('POWER', x, num(2)) : times(x, x);
}

export function halfOf({ half }: Style, x: Node): Node {
  if (half === 'decimal') return times(num(0.5), x);
  return half === 'fraction' ? times(over(num(1), num(2)), x) : over(x, num(2));
}

export function sigmoidOf({ sigmoid }: Style, x: Node): Node {
  const plain = over(num(1), sum([num(1), call('EXP', minus(x))]));
  if (sigmoid === 'plain') return plain;
  const ratio = over(call('EXP', x), sum([num(1), call('EXP', x)]));
  return sigmoid === 'ratio' ? ratio : call('IF', op(x, '>=', num(0)), plain, ratio);
}

/** A sum as typed: with pluses or with SUM. */
export function sumOf({ sums }: Style, terms: readonly Node[]): Node {
  return sums === 'sum' && terms.length > 1 ? call('SUM', ...terms) : sum(terms);
}
