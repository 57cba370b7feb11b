import { type AnyOpen, type CellParameter, type NumbersOf, power } from './parameters.ts';

/**
 * A rule that moves each weight and bias by its gradient, as a number and as texts. In the texts
 * `{w}`, `{g}` and `{eta}` are the parameter, its gradient and η before the update, `{t}` counts
 * the updates, this one included; `{v}` is a state after the update and `{v-}` before; the key of
 * a parameter stands for the cell that holds it.
 */
export interface Optimizer<Open = AnyOpen> {
  /** Its hyper-parameters, each in a cell of its own. */
  readonly parameters: { readonly [Key in keyof Open]: CellParameter };
  /** What it remembers of each weight and bias, from 0 on, in the order of computing. */
  readonly states: readonly State[];
  /** The parameter after the update. */
  readonly update: Text;
  /**
   * One update of one parameter: moves the states on, in place, and returns the new parameter.
   * @param s the states before, in their order.
   * @param t the updates so far, this one included.
   */
  advance(
    s: Float64Array,
    of: { readonly w: number; readonly g: number; readonly eta: number; readonly t: number },
    p: NumbersOf<Open>,
  ): number;
  /** Where the form comes from. */
  readonly source: string;
  /** One line for help and the Start sheet. */
  readonly about: string;
}

export interface State extends Text {
  readonly key: string;
  /** In the header of its columns: m̂ in `m̂_w1`. */
  readonly symbol: string;
  readonly meaning: string;
  readonly text: string;
}

export interface Text {
  readonly cell: string;
  readonly text: string;
}

/**
 * Up to where β still forgets: at 1 the bias correction would divide by 0, and just below, 1 − βᵗ
 * has few digits left, so that programs differ.
 */
const share = { least: 0, most: 0.9999 } as const;
const beta = { ...share, default: 0.9, cell: 'beta', symbol: 'β' } as const;
const epsilon: CellParameter = {
  default: 1e-8,
  least: 1e-15,
  most: 1,
  cell: 'epsilon',
  symbol: 'ε',
  about: 'keeps the denominator off 0',
};

const velocity: State = {
  key: 'v',
  symbol: 'v',
  meaning: 'velocity',
  cell: '{beta}*{v-}+{g}',
  text: '{beta}·{v-} + {g}',
};

// g·g, not g^2: some spreadsheets call the square of a very small number an error.

/**
 * β^t, or 0 where 1 − β^t is 1 to the last bit: β^t is less than e^(−t·(1 − β)). Some spreadsheets
 * call the power of a small number an error.
 */
const powerOf = (beta: string) => `IF({t}*(1-{${beta}})>40,0,{${beta}}^{t})`;

const rule = <Open>(row: Optimizer<Open>) => row;
const rows = <Rows>(each: { readonly [Name in keyof Rows]: Optimizer<Rows[Name]> }) => each;

const adam = rule({
  parameters: {
    beta1: {
      ...share,
      default: 0.9,
      cell: 'beta_1',
      symbol: 'β₁',
      about: 'share of the mean gradient that is kept each step',
    },
    beta2: {
      ...share,
      default: 0.999,
      cell: 'beta_2',
      symbol: 'β₂',
      about: 'share of the mean squared gradient that is kept each step',
    },
    epsilon,
  },
  states: [
    {
      key: 'm',
      symbol: 'm',
      meaning: 'running mean of the gradient',
      cell: '{beta1}*{m-}+(1-{beta1})*{g}',
      text: '{beta1}·{m-} + (1 − {beta1})·{g}',
    },
    {
      key: 'v',
      symbol: 'v',
      meaning: 'running mean of the squared gradient',
      cell: '{beta2}*{v-}+(1-{beta2})*({g}*{g})',
      text: '{beta2}·{v-} + (1 − {beta2})·{g}²',
    },
    {
      key: 'mHat',
      symbol: 'm̂',
      meaning: 'that mean, corrected for its start at 0',
      cell: `{m}/(1-${powerOf('beta1')})`,
      text: '{m}/(1 − {beta1}^{t})',
    },
    {
      key: 'vHat',
      symbol: 'v̂',
      meaning: 'that mean square, corrected for its start at 0',
      cell: `{v}/(1-${powerOf('beta2')})`,
      text: '{v}/(1 − {beta2}^{t})',
    },
  ],
  update: {
    cell: '{w}-{eta}*{mHat}/(SQRT({vHat})+{epsilon})',
    text: '{w} − {eta}·{mHat}/(√{vHat} + {epsilon})',
  },
  advance: (s, { w, g, eta, t }, { beta1, beta2, epsilon }) => {
    const m = beta1 * s[0]! + (1 - beta1) * g;
    const v = beta2 * s[1]! + (1 - beta2) * (g * g);
    const mHat = m / (1 - power(beta1, t));
    const vHat = v / (1 - power(beta2, t));
    s[0] = m;
    s[1] = v;
    s[2] = mHat;
    s[3] = vHat;
    return w - (eta * mHat) / (Math.sqrt(vHat) + epsilon);
  },
  source: 'Kingma and Ba, Adam: A Method for Stochastic Optimization (2015), algorithm 1',
  about: 'Adam, both means corrected for their start at 0',
});

/** Every optimizer a training can use. Adding one is adding a row. */
export const optimizers = rows({
  sgd: {
    parameters: {},
    states: [],
    update: { cell: '{w}-{eta}*{g}', text: '{w} − {eta}·{g}' },
    advance: (_s, { w, g, eta }) => w - eta * g,
    source: 'Robbins and Monro, A Stochastic Approximation Method (1951)',
    about: 'gradient descent, w ← w − η·g',
  },
  momentum: {
    parameters: { beta: { ...beta, about: 'share of the velocity that is kept each step' } },
    states: [velocity],
    update: { cell: '{w}-{eta}*{v}', text: '{w} − {eta}·{v}' },
    advance: (s, { w, g, eta }, p) => {
      const v = p.beta * s[0]! + g;
      s[0] = v;
      return w - eta * v;
    },
    source: 'Polyak, Some Methods of Speeding Up the Convergence of Iteration Methods (1964)',
    about: 'momentum, v ← β·v + g, w ← w − η·v',
  },
  nesterov: {
    parameters: { beta: { ...beta, about: 'share of the velocity that is kept each step' } },
    states: [velocity],
    update: { cell: '{w}-{eta}*({g}+{beta}*{v})', text: '{w} − {eta}·({g} + {beta}·{v})' },
    advance: (s, { w, g, eta }, p) => {
      const v = p.beta * s[0]! + g;
      s[0] = v;
      return w - eta * (g + p.beta * v);
    },
    source:
      'Nesterov, A Method for Solving the Convex Programming Problem with Convergence Rate O(1/k²) (1983), as in Sutskever et al., On the Importance of Initialization and Momentum (2013)',
    about: 'Nesterov’s momentum, v ← β·v + g, w ← w − η·(g + β·v)',
  },
  adagrad: {
    parameters: { epsilon },
    states: [
      {
        key: 's',
        symbol: 's',
        meaning: 'sum of the squared gradients',
        cell: '{s-}+{g}*{g}',
        text: '{s-} + {g}²',
      },
    ],
    update: {
      cell: '{w}-{eta}*{g}/(SQRT({s})+{epsilon})',
      text: '{w} − {eta}·{g}/(√{s} + {epsilon})',
    },
    advance: (s, { w, g, eta }, p) => {
      const sum = s[0]! + g * g;
      s[0] = sum;
      return w - (eta * g) / (Math.sqrt(sum) + p.epsilon);
    },
    source: 'Duchi, Hazan and Singer, Adaptive Subgradient Methods (2011)',
    about: 'Adagrad, s ← s + g², w ← w − η·g/(√s + ε)',
  },
  rmsprop: {
    parameters: {
      beta: { ...beta, about: 'share of the mean squared gradient that is kept each step' },
      epsilon,
    },
    states: [
      {
        key: 's',
        symbol: 's',
        meaning: 'running mean of the squared gradient',
        cell: '{beta}*{s-}+(1-{beta})*({g}*{g})',
        text: '{beta}·{s-} + (1 − {beta})·{g}²',
      },
    ],
    update: {
      cell: '{w}-{eta}*{g}/(SQRT({s})+{epsilon})',
      text: '{w} − {eta}·{g}/(√{s} + {epsilon})',
    },
    advance: (s, { w, g, eta }, p) => {
      const mean = p.beta * s[0]! + (1 - p.beta) * (g * g);
      s[0] = mean;
      return w - (eta * g) / (Math.sqrt(mean) + p.epsilon);
    },
    source: 'Tieleman and Hinton, Lecture 6.5: rmsprop (2012)',
    about: 'RMSprop, s ← β·s + (1 − β)·g², w ← w − η·g/(√s + ε)',
  },
  adam,
  adamw: {
    ...adam,
    parameters: {
      ...adam.parameters,
      weightDecay: {
        default: 0.01,
        least: 0,
        most: 1000,
        cell: 'weight_decay',
        symbol: 'λ',
        about: 'share of each parameter, times η, that is taken off each step',
      },
    },
    update: {
      cell: `${adam.update.cell}-{eta}*{weightDecay}*{w}`,
      text: `${adam.update.text} − {eta}·{weightDecay}·{w}`,
    },
    advance: (s, of, p) => adam.advance(s, of, p) - of.eta * p.weightDecay * of.w,
    source: 'Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019), algorithm 2',
    about: 'AdamW, Adam with weight decay apart from the gradient',
  },
});

export type OptimizerName = keyof typeof optimizers;
export const optimizerNames = Object.keys(optimizers) as OptimizerName[];

/**
 * What any optimizer may add to the gradient: the gradients of λ/2·Σw² and of λ·Σ|w|, biases
 * included. An optimizer that has a `weightDecay` of its own has none here.
 */
export const penalties = {
  weightDecay: {
    parameter: {
      default: 0,
      least: 0,
      most: 1000,
      cell: 'weight_decay',
      symbol: 'λ',
      about: 'L2: λ·w is added to each gradient',
    },
    cell: '{weightDecay}*{w}',
    text: '{weightDecay}·{w}',
    value: (w: number, decay: number) => decay * w,
  },
  l1: {
    parameter: {
      default: 0,
      least: 0,
      most: 1000,
      cell: 'l1_decay',
      symbol: 'λ₁',
      about: 'L1: λ₁·sign(w) is added to each gradient',
    },
    cell: '{l1}*SIGN({w})',
    text: '{l1}·sign({w})',
    value: (w: number, decay: number) => decay * Math.sign(w),
  },
} as const satisfies Record<
  string,
  {
    parameter: CellParameter;
    cell: string;
    text: string;
    value: (w: number, decay: number) => number;
  }
>;

export type PenaltyName = keyof typeof penalties;
