/**
 * An activation function: the number, its derivative, and the same two as spreadsheet text and as
 * text for people, side by side. In the texts `{x}` stands for the net input and `{a}` for the
 * activation f(x).
 */
export interface Activation {
  /** f(x). NaN in, NaN out. */
  readonly value: (x: number) => number;
  /** f′ at the net input x, where a = f(x). NaN in, NaN out, unless f′ is a constant. */
  readonly slope: (x: number, a: number) => number;
  /** The values f approaches at −∞ and +∞ where both are finite; null otherwise. */
  readonly bounds: readonly [lower: number, upper: number] | null;
  /** Net inputs at which f′ jumps; there a difference quotient says nothing. */
  readonly kinks: readonly number[];
  readonly cell: { readonly value: string; readonly slope: string };
  readonly symbol: { readonly value: string; readonly slope: string };
  /** The two as equations in x, for people. */
  readonly definition: { readonly value: string; readonly slope: string };
  /** One line for help and the Start sheet. */
  readonly about: string;
}

/** Every activation a layer can have. Adding one is adding a row. */
export const activations = {
  sigmoid: {
    // Two branches, so that neither overflows: EXP(710) is an error in a spreadsheet.
    value: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
    slope: (_x, a) => a * (1 - a),
    bounds: [0, 1],
    kinks: [],
    cell: { value: 'IF({x}>=0,1/(1+EXP(-{x})),EXP({x})/(1+EXP({x})))', slope: '{a}*(1-{a})' },
    symbol: { value: 'σ({x})', slope: '{a}·(1 − {a})' },
    definition: { value: 'σ(x) = 1/(1 + e⁻ˣ)', slope: 'σ′(x) = σ(x)·(1 − σ(x))' },
    about: 'sigmoid, σ(x) = 1 / (1 + e⁻ˣ), between 0 and 1',
  },
  tanh: {
    value: (x) => Math.tanh(x),
    slope: (_x, a) => 1 - a * a,
    bounds: [-1, 1],
    kinks: [],
    cell: { value: 'TANH({x})', slope: '1-{a}*{a}' },
    symbol: { value: 'tanh({x})', slope: '1 − {a}²' },
    definition: { value: 'tanh(x) = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)', slope: 'tanh′(x) = 1 − tanh(x)²' },
    about: 'hyperbolic tangent, between −1 and 1',
  },
  linear: {
    value: (x) => x,
    slope: () => 1,
    bounds: null,
    kinks: [],
    cell: { value: '{x}', slope: '1' },
    symbol: { value: '{x}', slope: '1' },
    definition: { value: 'f(x) = x', slope: 'f′(x) = 1' },
    about: 'linear, the net input itself',
  },
} as const satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;
export const activationNames = Object.keys(activations) as ActivationName[];
