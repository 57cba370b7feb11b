import type { ActivationName, SharedBy } from './activations.ts';
import {
  type AnyOpen,
  bindBoth,
  bindText,
  bindWords,
  type FunctionParameter,
  type NumbersOf,
  type Parameters,
  type Texts,
  withDefaults,
} from './parameters.ts';

/**
 * A loss: the error of one output unit and its derivative with respect to the unit's activation,
 * as numbers, as spreadsheet text and as text for people. In the texts `{t}` stands for the target,
 * `{a}` for the activation, `{x}` for the net input, `{n}` for the number of outputs and the key of
 * a parameter, or of what the units of the output layer share, for its value.
 */
export interface LossRow<Open = AnyOpen> {
  readonly parameters?: { readonly [Key in keyof Open]: FunctionParameter };
  /**
   * The activation that the output layer must have; null for any. Such a loss is computed from the
   * net inputs, so that it stays right where the activation is saturated, and `net` is its slope
   * with respect to them.
   */
  readonly output: ActivationName | null;
  /** How an output says which class a sample belongs to; null where the targets are no classes. */
  readonly classes: 'largest' | 'half' | null;
  /** E of one output. NaN in, NaN out. */
  value(
    target: number,
    activation: number,
    p: LossNumbers<Open>,
    net: number,
    shared: readonly number[],
  ): number;
  /** ∂E/∂a of one output. NaN in, NaN out. */
  slope(target: number, activation: number, p: LossNumbers<Open>): number;
  /** ∂E_total/∂net of one output where chain rule and activation collapse into it; else null. */
  readonly net: NetSlope | null;
  readonly cell: Texts;
  readonly symbol: Texts;
  /** The two as equations in t and a, for people. */
  readonly definition: Texts;
  /** One line for help and the Start sheet. */
  readonly about: string;
}

/** The parameters of a loss, and of how many outputs it is the loss. */
export type LossNumbers<Open> = NumbersOf<Open> & { readonly n: number };

export interface NetSlope {
  readonly value: (target: number, activation: number) => number;
  readonly cell: string;
  readonly symbol: string;
  /** How the chain rule collapses into it, for people. */
  readonly steps: CollapseSteps;
}

/** The steps of a collapse; `{t}` and `{a}` are of the output whose net input it is. */
export interface CollapseSteps {
  /** E as it is defined, in the words of one output. */
  readonly error: string;
  /** What the output's own path comes to, multiplied out. */
  readonly own: string;
  /** The same of the path through another output, whose target is `{s}`; null without such. */
  readonly other: string | null;
  /** All paths together, where `{targets}` is the sum of all targets; null if no such step. */
  readonly together: string | null;
  /** Why that is the slope. */
  readonly because: string;
}

const difference = {
  value: (t: number, a: number) => a - t,
  cell: '{a}-{t}',
  symbol: '{a} − {t}',
} as const;

/** Stands for 0 in a denominator, so that a saturated output gives a large slope and no error. */
const LEAST = 1e-300;
const atLeast = (text: string) => `MAX(${text},1/10^300)`;

// Products, not squares: some spreadsheets call the square of a very small number an error.

const rows = <Rows>(rows: { readonly [Name in keyof Rows]: LossRow<Rows[Name]> }) => rows;

/** Every loss a network can have. Adding one is adding a row. */
export const losses = rows({
  'half-squared-error': {
    output: null,
    classes: null,
    value: (t, a) => ((t - a) * (t - a)) / 2,
    slope: (t, a) => a - t,
    net: null,
    cell: { value: '({t}-{a})*({t}-{a})/2', slope: '{a}-{t}' },
    symbol: { value: '½·({t} − {a})²', slope: '{a} − {t}' },
    definition: {
      value: 'E = ½·(t − a)²',
      slope: '∂/∂a ½·(t − a)² = (t − a)·(−1) = a − t',
    },
    about: 'half the squared error, E = ½·(t − a)² per output',
  },
  'squared-error': {
    output: null,
    classes: null,
    value: (t, a) => (t - a) * (t - a),
    slope: (t, a) => 2 * (a - t),
    net: null,
    cell: { value: '({t}-{a})*({t}-{a})', slope: '2*({a}-{t})' },
    symbol: { value: '({t} − {a})²', slope: '2·({a} − {t})' },
    definition: {
      value: 'E = (t − a)²',
      slope: '∂/∂a (t − a)² = 2·(t − a)·(−1) = 2·(a − t)',
    },
    about: 'the squared error, E = (t − a)² per output',
  },
  'mean-squared-error': {
    output: null,
    classes: null,
    value: (t, a, { n }) => ((t - a) * (t - a)) / n,
    slope: (t, a, { n }) => (2 * (a - t)) / n,
    net: null,
    cell: { value: '({t}-{a})*({t}-{a})/{n}', slope: '2*({a}-{t})/{n}' },
    symbol: { value: '({t} − {a})²/{n}', slope: '2·({a} − {t})/{n}' },
    definition: {
      value: 'E = (t − a)²/{n}',
      slope: '∂/∂a (t − a)²/{n} = 2·(t − a)·(−1)/{n} = 2·(a − t)/{n}',
    },
    about: 'the mean squared error, E = (t − a)²/n per output, where n is the number of outputs',
  },
  'binary-cross-entropy': {
    output: 'sigmoid',
    classes: 'half',
    value: (t, _a, _p, x) => Math.max(x, 0) - x * t + Math.log(1 + Math.exp(-Math.abs(x))),
    slope: (t, a) => -t / Math.max(a, LEAST) + (1 - t) / Math.max(1 - a, LEAST),
    net: {
      ...difference,
      steps: {
        error: '−{t}·ln({a}) − (1 − {t})·ln(1 − {a})',
        own: '−{t}·(1 − {a}) + (1 − {t})·{a}',
        other: null,
        together: null,
        because: 'the products of target and activation cancel',
      },
    },
    cell: {
      value: 'MAX({x},0)-{x}*{t}+LN(1+EXP(-ABS({x})))',
      slope: `-{t}/${atLeast('{a}')}+(1-{t})/${atLeast('1-{a}')}`,
    },
    symbol: {
      value: 'max({x}, 0) − {x}·{t} + ln(1 + exp(−|{x}|))',
      slope: '−{t}/{a} + (1 − {t})/(1 − {a})',
    },
    definition: {
      value: 'E = −t·ln(a) − (1 − t)·ln(1 − a)',
      slope: '∂/∂a (−t·ln(a) − (1 − t)·ln(1 − a)) = −t/a + (1 − t)/(1 − a)',
    },
    about: 'binary cross-entropy, E = −t·ln(a) − (1 − t)·ln(1 − a) per output, with sigmoid',
  },
  'cross-entropy': {
    output: 'softmax',
    classes: 'largest',
    value: (t, _a, _p, x, [max, sum]: SharedBy<'softmax'>) => t * (max + Math.log(sum) - x),
    slope: (t, a) => -t / Math.max(a, LEAST),
    net: {
      ...difference,
      steps: {
        error: '−{t}·ln({a})',
        own: '−{t}·(1 − {a})',
        other: '{s}·{a}',
        together: '{targets}·{a} − {t}',
        because: 'the targets add up to 1',
      },
    },
    cell: { value: '{t}*({max}+LN({sum})-{x})', slope: `-{t}/${atLeast('{a}')}` },
    symbol: { value: '{t}·({max} + ln({sum}) − {x})', slope: '−{t}/{a}' },
    definition: { value: 'E = −t·ln(a)', slope: '∂/∂a (−t·ln(a)) = −t/a' },
    about: 'cross-entropy, E = −t·ln(a) per output, with softmax; the targets add up to 1',
  },
  huber: {
    parameters: {
      delta: { default: 1, least: 1e-9, most: 1e9, about: 'error beyond which E is a line' },
    },
    output: null,
    classes: null,
    value: (t, a, { delta }) => {
      const size = Math.abs(t - a);
      return size <= delta ? (size * size) / 2 : delta * (size - delta / 2);
    },
    slope: (t, a, { delta }) => Math.max(-delta, Math.min(delta, a - t)),
    net: null,
    cell: {
      value: 'IF(ABS({t}-{a})<={delta},({t}-{a})*({t}-{a})/2,{delta}*(ABS({t}-{a})-{delta}/2))',
      slope: 'MAX(-{delta},MIN({delta},{a}-{t}))',
    },
    symbol: { value: 'huber({t} − {a})', slope: 'max(−{delta}, min({delta}, {a} − {t}))' },
    definition: {
      value:
        'huber(d) = ½·d²·[|d| ≤ {delta}] + {delta}·(|d| − {delta}/2)·[|d| > {delta}], d = t − a',
      slope: '∂E/∂a = max(−{delta}, min({delta}, a − t))',
    },
    about: 'Huber’s loss, half the squared error up to an error of {delta}, beyond it a line',
  },
});

export type LossName = keyof typeof losses;
export const lossNames = Object.keys(losses) as LossName[];

/** A loss with its parameters and the number of outputs put in. */
export interface Loss extends Omit<LossRow, 'value' | 'slope' | 'parameters'> {
  /** E of one output. */
  readonly value: (
    target: number,
    activation: number,
    net: number,
    shared: readonly number[],
  ) => number;
  /** ∂E/∂a of one output. */
  readonly slope: (target: number, activation: number) => number;
}

/** The loss of that name for so many outputs; parameters that are not given have their defaults. */
export function lossOf(name: LossName, outputs: number, given: Partial<Parameters> = {}): Loss {
  const row: LossRow = losses[name];
  const p = { ...withDefaults(row.parameters, given), n: outputs };
  return {
    ...row,
    value: (t, a, x, shared) => row.value(t, a, p, x, shared),
    slope: (t, a) => row.slope(t, a, p),
    cell: bindBoth(row.cell, p, bindText),
    symbol: bindBoth(row.symbol, p, bindWords),
    definition: bindBoth(row.definition, p, bindWords),
    about: bindWords(row.about, p),
  };
}
