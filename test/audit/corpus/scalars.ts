import {
  call,
  minus,
  type Node,
  named,
  num,
  op,
  over,
  ref,
  sub,
  sum,
  times,
} from './expression.ts';
import { halfOf, type Style, sigmoidOf, squareOf, sumOf } from './style.ts';

/** An activation as typed by hand: of the net input, and its slope. */
export interface Activation {
  readonly value: (style: Style, net: Node) => Node;
  readonly slope: (net: Node, activation: Node) => Node;
}

const one = num(1);

export const activations = {
  sigmoid: {
    value: sigmoidOf,
    slope: (_, a) => times(a, sub(one, a)),
  },
  tanh: {
    value: ({ sigmoid }, x) =>
      sigmoid === 'ratio'
        ? over(
            sub(call('EXP', x), call('EXP', minus(x))),
            sum([call('EXP', x), call('EXP', minus(x))]),
          )
        : call('TANH', x),
    slope: (_, a) => sub(one, op(a, '^', num(2))),
  },
  relu: {
    value: ({ square }, x) =>
      square === 'power' ? call('IF', op(x, '>', num(0)), x, num(0)) : call('MAX', num(0), x),
    slope: (x) => call('IF', op(x, '>', num(0)), one, num(0)),
  },
  'leaky relu': {
    value: (_, x) => call('IF', op(x, '>', num(0)), x, times(num(0.1), x)),
    slope: (x) => call('IF', op(x, '>', num(0)), one, num(0.1)),
  },
  linear: { value: (_, x) => x, slope: () => one },
  softplus: {
    value: (_, x) => call('LN', sum([one, call('EXP', x)])),
    slope: (x) => over(one, sum([one, call('EXP', minus(x))])),
  },
} satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;

/** A loss as typed by hand: of one output, how outputs are joined, and its slope. */
export interface Loss {
  readonly value: (style: Style, t: Node, a: Node) => Node;
  readonly total: (style: Style, errors: readonly Node[]) => Node;
  /** ∂E/∂a where it stands in a formula of its own; null where loss and activation collapse. */
  readonly slope: ((t: Node, a: Node, outputs: number) => readonly Node[]) | null;
  /** The activations that it goes with. */
  readonly outputs: readonly (ActivationName | 'softmax')[];
}

/** a − t, the part that people get the wrong way round. */
export const errorOf = (t: Node, a: Node): Node => named('error', sub(a, t));

const anyOutput = ['sigmoid', 'sigmoid', 'linear', 'tanh'] as const;

export const losses = {
  half: {
    value: (style, t, a) => halfOf(style, squareOf(style, sub(t, a))),
    total: sumOf,
    slope: (t, a) => [errorOf(t, a)],
    outputs: anyOutput,
  },
  squared: {
    value: (style, t, a) => squareOf(style, sub(t, a)),
    total: sumOf,
    slope: (t, a) => [num(2), errorOf(t, a)],
    outputs: anyOutput,
  },
  mean: {
    value: (style, t, a) => squareOf(style, sub(a, t)),
    total: (style, errors) =>
      style.sums === 'sum'
        ? call('AVERAGE', ...errors)
        : over(sumOf(style, errors), num(errors.length)),
    slope: (t, a, outputs) => [over(num(2), num(outputs)), errorOf(t, a)],
    outputs: anyOutput,
  },
  'binary cross-entropy': {
    value: (_, t, a) =>
      minus(sum([times(t, call('LN', a)), times(sub(one, t), call('LN', sub(one, a)))])),
    total: sumOf,
    slope: null,
    outputs: ['sigmoid'],
  },
  'cross-entropy': {
    value: (_, t, a) => minus(times(t, call('LN', a))),
    total: sumOf,
    slope: null,
    outputs: ['softmax'],
  },
} satisfies Record<string, Loss>;

export type LossName = keyof typeof losses;
export const lossNames = Object.keys(losses) as LossName[];

/** Reference to a quantity of the same step. */
export const here = (key: string): Node => ref(key);
