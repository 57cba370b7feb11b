/**
 * A loss: the error of one output unit and its derivative with respect to the unit's activation,
 * as numbers, as spreadsheet text and as text for people. In the texts `{t}` stands for the target
 * and `{a}` for the activation.
 */
export interface Loss {
  /** E of one output. NaN in, NaN out. */
  readonly value: (target: number, activation: number) => number;
  /** ∂E/∂a of one output. NaN in, NaN out. */
  readonly slope: (target: number, activation: number) => number;
  readonly cell: { readonly value: string; readonly slope: string };
  readonly symbol: { readonly value: string; readonly slope: string };
  /** The two as equations in t and a, for people. */
  readonly definition: { readonly value: string; readonly slope: string };
  /** One line for help and the Start sheet. */
  readonly about: string;
}

/** Every loss a network can have. Adding one is adding a row. */
export const losses = {
  'half-squared-error': {
    value: (t, a) => ((t - a) * (t - a)) / 2,
    slope: (t, a) => a - t,
    cell: { value: '({t}-{a})^2/2', slope: '{a}-{t}' },
    symbol: { value: '½·({t} − {a})²', slope: '{a} − {t}' },
    definition: {
      value: 'E = ½·(t − a)²',
      slope: '∂/∂a ½·(t − a)² = (t − a)·(−1) = a − t',
    },
    about: 'half the squared error, E = ½·(t − a)² per output',
  },
  'squared-error': {
    value: (t, a) => (t - a) * (t - a),
    slope: (t, a) => 2 * (a - t),
    cell: { value: '({t}-{a})^2', slope: '2*({a}-{t})' },
    symbol: { value: '({t} − {a})²', slope: '2·({a} − {t})' },
    definition: {
      value: 'E = (t − a)²',
      slope: '∂/∂a (t − a)² = 2·(t − a)·(−1) = 2·(a − t)',
    },
    about: 'the squared error, E = (t − a)² per output',
  },
} as const satisfies Record<string, Loss>;

export type LossName = keyof typeof losses;
export const lossNames = Object.keys(losses) as LossName[];
