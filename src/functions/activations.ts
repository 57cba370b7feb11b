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

// Two branches, so that neither overflows: EXP(710) is an error in a spreadsheet.
const sigmoid = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const SIGMOID = 'IF({x}>=0,1/(1+EXP(-{x})),EXP({x})/(1+EXP({x})))';

/** √(2/π), in GELU. */
const GELU_SCALE = Math.sqrt(2 / Math.PI);
const geluTanh = (x: number) => Math.tanh(GELU_SCALE * (x + 0.044715 * x * x * x));
const GELU_TANH = 'TANH(SQRT(2/PI())*({x}+0.044715*{x}*{x}*{x}))';

/** Every activation a layer can have. Adding one is adding a row. */
export const activations = {
  sigmoid: {
    value: sigmoid,
    slope: (_x, a) => a * (1 - a),
    bounds: [0, 1],
    kinks: [],
    cell: { value: SIGMOID, slope: '{a}*(1-{a})' },
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
  relu: {
    // The slope at the kink is 0, as in most libraries.
    value: (x) => Math.max(0, x),
    slope: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : 0),
    bounds: null,
    kinks: [0],
    cell: { value: 'MAX(0,{x})', slope: 'IF({x}>0,1,0)' },
    symbol: { value: 'max(0, {x})', slope: '[{x} > 0]' },
    definition: { value: 'f(x) = max(0, x)', slope: 'f′(x) = [x > 0]' },
    about: 'rectifier, max(0, x); its slope [x > 0] is 1 above 0, else 0',
  },
  softplus: {
    value: (x) => Math.max(x, 0) + Math.log(1 + Math.exp(-Math.abs(x))),
    slope: sigmoid,
    bounds: null,
    kinks: [],
    cell: { value: 'MAX({x},0)+LN(1+EXP(-ABS({x})))', slope: SIGMOID },
    symbol: { value: 'softplus({x})', slope: 'σ({x})' },
    definition: { value: 'softplus(x) = ln(1 + eˣ)', slope: 'softplus′(x) = σ(x) = 1/(1 + e⁻ˣ)' },
    about: 'softplus, ln(1 + eˣ), a smooth rectifier',
  },
  silu: {
    // Elfwing, Uchibe and Doya 2017; x·σ(x), also called swish.
    value: (x) => (x >= 0 ? x / (1 + Math.exp(-x)) : (x * Math.exp(x)) / (1 + Math.exp(x))),
    slope: (x) => {
      const e = Math.exp(-Math.abs(x));
      const squared = (1 + e) * (1 + e);
      return x >= 0 ? (1 + e * (1 + x)) / squared : (e * (1 + e + x)) / squared;
    },
    bounds: null,
    kinks: [],
    cell: {
      value: 'IF({x}>=0,{x}/(1+EXP(-{x})),{x}*EXP({x})/(1+EXP({x})))',
      slope:
        'IF({x}>=0,(1+EXP(-{x})*(1+{x}))/(1+EXP(-{x}))^2,EXP({x})*(1+EXP({x})+{x})/(1+EXP({x}))^2)',
    },
    symbol: { value: 'silu({x})', slope: 'silu′({x})' },
    definition: {
      value: 'silu(x) = x·σ(x)',
      slope: 'silu′(x) = σ(x)·(1 + x·(1 − σ(x)))',
    },
    about: 'SiLU or swish, x·σ(x), where σ is the sigmoid',
  },
  gelu: {
    // The tanh form (Hendrycks and Gimpel 2016, section 2). Beyond ±10 it is exact to the last bit
    // to leave out the tanh, whose argument would overflow.
    value: (x) => (x > 10 ? x : x < -10 ? 0 : 0.5 * x * (1 + geluTanh(x))),
    slope: (x) => {
      if (x > 10) return 1;
      if (x < -10) return 0;
      const t = geluTanh(x);
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * GELU_SCALE * (1 + 0.134145 * x * x);
    },
    bounds: null,
    kinks: [],
    cell: {
      value: `IF({x}>10,{x},IF({x}<-10,0,0.5*{x}*(1+${GELU_TANH})))`,
      slope: `IF({x}>10,1,IF({x}<-10,0,0.5*(1+${GELU_TANH})+0.5*{x}*(1-${GELU_TANH}*${GELU_TANH})*SQRT(2/PI())*(1+0.134145*{x}*{x})))`,
    },
    symbol: { value: 'gelu({x})', slope: 'gelu′({x})' },
    definition: {
      value: 'gelu(x) = ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))',
      slope:
        'gelu′(x) = ½·(1 + tanh(√(2/π)·(x + 0.044715·x³))) + ½·x·(1 − tanh(√(2/π)·(x + 0.044715·x³))²)·√(2/π)·(1 + 0.134145·x²)',
    },
    about: 'GELU in its tanh form, ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))',
  },
} as const satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;
export const activationNames = Object.keys(activations) as ActivationName[];
