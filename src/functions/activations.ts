import type { ActivationRow, LayerRow, ScalarRow } from './activation.ts';
import { bindBoth, bindText, bindWords, type Parameters, withDefaults } from './parameters.ts';

// Two branches, so that neither overflows: EXP(710) is an error in a spreadsheet.
const sigmoid = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const SIGMOID = 'IF({x}>=0,1/(1+EXP(-{x})),EXP({x})/(1+EXP({x})))';

/** Why the sigmoid is not written as it is defined. */
const twoBranches = (equal: string) =>
  `Why IF: both branches are ${equal}, but EXP of more than 709 is an error. Written so, EXP is only taken of 0 and less.`;

const allNumbers = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const aboveZero = [0, Number.POSITIVE_INFINITY] as const;

/** √(2/π), in GELU. */
const GELU_SCALE = Math.sqrt(2 / Math.PI);
const geluTanh = (x: number) => Math.tanh(GELU_SCALE * (x + 0.044715 * x * x * x));
const GELU_TANH = 'TANH(SQRT(2/PI())*({x}+0.044715*{x}*{x}*{x}))';

const scalarRows = <Rows>(rows: { readonly [Name in keyof Rows]: ScalarRow<Rows[Name]> }) => rows;
const layerRows = <Rows>(rows: { readonly [Name in keyof Rows]: LayerRow<Rows[Name]> }) => rows;

/** Every activation of one net input. Adding one is adding a row. */
const ofOneNetInput = scalarRows({
  sigmoid: {
    kind: 'scalar',
    value: sigmoid,
    slope: (_x, a) => a * (1 - a),
    bounds: [0, 1],
    kinks: [],
    cell: { value: SIGMOID, slope: '{a}*(1-{a})' },
    cellRemark: twoBranches('1/(1 + e⁻ˣ) = eˣ/(1 + eˣ)'),
    symbol: { value: 'σ({x})', slope: '{a}·(1 − {a})' },
    definition: { value: 'σ(x) = 1/(1 + e⁻ˣ)', slope: 'σ′(x) = σ(x)·(1 − σ(x))' },
    about: 'sigmoid, σ(x) = 1 / (1 + e⁻ˣ), between 0 and 1',
  },
  tanh: {
    kind: 'scalar',
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
    kind: 'scalar',
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
    kind: 'scalar',
    // The slope at the kink is 0, as in most libraries.
    value: (x) => Math.max(0, x),
    slope: (x) => (Number.isNaN(x) ? x : x > 0 ? 1 : 0),
    bounds: null,
    reach: () => aboveZero,
    kinks: [0],
    cell: { value: 'MAX(0,{x})', slope: 'IF({x}>0,1,0)' },
    symbol: { value: 'max(0, {x})', slope: '[{x} > 0]' },
    definition: { value: 'f(x) = max(0, x)', slope: 'f′(x) = [x > 0]' },
    about: 'rectifier, max(0, x); its slope [x > 0] is 1 above 0, else 0',
  },
  softplus: {
    kind: 'scalar',
    value: (x) => Math.max(x, 0) + Math.log(1 + Math.exp(-Math.abs(x))),
    slope: sigmoid,
    bounds: null,
    reach: () => aboveZero,
    kinks: [],
    cell: { value: 'MAX({x},0)+LN(1+EXP(-ABS({x})))', slope: SIGMOID },
    cellRemark:
      'Why MAX and ABS: this is ln(1 + eˣ), but EXP of more than 709 is an error. Written so, EXP is only taken of 0 and less.',
    symbol: { value: 'softplus({x})', slope: 'σ({x})' },
    definition: { value: 'softplus(x) = ln(1 + eˣ)', slope: 'softplus′(x) = σ(x) = 1/(1 + e⁻ˣ)' },
    about: 'softplus, ln(1 + eˣ), a smooth rectifier',
  },
  silu: {
    kind: 'scalar',
    // Elfwing, Uchibe and Doya 2017; x·σ(x), also called swish.
    value: (x) => (x >= 0 ? x / (1 + Math.exp(-x)) : (x * Math.exp(x)) / (1 + Math.exp(x))),
    slope: (x) => {
      const e = Math.exp(-Math.abs(x));
      const squared = (1 + e) * (1 + e);
      return x >= 0 ? (1 + e * (1 + x)) / squared : (e * (1 + e + x)) / squared;
    },
    bounds: null,
    // Its least value is at −1.27846454.
    reach: () => [-0.278464542761074, Number.POSITIVE_INFINITY],
    kinks: [],
    cell: {
      value: 'IF({x}>=0,{x}/(1+EXP(-{x})),{x}*EXP({x})/(1+EXP({x})))',
      slope:
        'IF({x}>=0,(1+EXP(-{x})*(1+{x}))/(1+EXP(-{x}))^2,EXP({x})*(1+EXP({x})+{x})/(1+EXP({x}))^2)',
    },
    cellRemark: twoBranches('x·σ(x)'),
    symbol: { value: 'silu({x})', slope: 'silu′({x})' },
    definition: {
      value: 'silu(x) = x·σ(x)',
      slope: 'silu′(x) = σ(x)·(1 + x·(1 − σ(x)))',
    },
    about: 'SiLU or swish, x·σ(x), where σ is the sigmoid',
  },
  gelu: {
    kind: 'scalar',
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
    // Its least value is at −0.75246147.
    reach: () => [-0.170040750571254, Number.POSITIVE_INFINITY],
    kinks: [],
    cell: {
      value: `IF({x}>10,{x},IF({x}<-10,0,0.5*{x}*(1+${GELU_TANH})))`,
      slope: `IF({x}>10,1,IF({x}<-10,0,0.5*(1+${GELU_TANH})+0.5*{x}*(1-${GELU_TANH}*${GELU_TANH})*SQRT(2/PI())*(1+0.134145*{x}*{x})))`,
    },
    cellRemark:
      'Why IF: beyond ±10 the formula comes to x or 0 in all digits, and x³ of a large number is an error.',
    symbol: { value: 'gelu({x})', slope: 'gelu′({x})' },
    definition: {
      value: 'gelu(x) = ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))',
      slope:
        'gelu′(x) = ½·(1 + tanh(√(2/π)·(x + 0.044715·x³))) + ½·x·(1 − tanh(√(2/π)·(x + 0.044715·x³))²)·√(2/π)·(1 + 0.134145·x²)',
    },
    about: 'GELU in its tanh form, ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))',
  },
  'leaky-relu': {
    kind: 'scalar',
    // Maas, Hannun and Ng 2013. The slope at the kink is that of the left side.
    parameters: {
      slope: { default: 0.01, least: -1000, most: 1000, about: 'slope below 0' },
    },
    value: (x, p) => (x > 0 ? x : p.slope * x),
    slope: (x, _a, p) => (Number.isNaN(x) ? x : x > 0 ? 1 : p.slope),
    bounds: null,
    reach: ({ slope }) => (slope > 0 ? allNumbers : aboveZero),
    kinks: [0],
    cell: { value: 'IF({x}>0,{x},{slope}*{x})', slope: 'IF({x}>0,1,{slope})' },
    symbol: {
      value: 'max(0, {x}) + {slope}·min(0, {x})',
      slope: '[{x} > 0] + {slope}·[{x} ≤ 0]',
    },
    definition: {
      value: 'f(x) = max(0, x) + {slope}·min(0, x)',
      slope: 'f′(x) = [x > 0] + {slope}·[x ≤ 0]',
    },
    about: 'leaky rectifier, x above 0 and {slope}·x below',
  },
  elu: {
    kind: 'scalar',
    // Clevert, Unterthiner and Hochreiter 2016. The slope at 0 is that of the left side, α.
    parameters: {
      alpha: { default: 1, least: -1000, most: 1000, about: 'minus the value at −∞' },
    },
    value: (x, p) => (x > 0 ? x : p.alpha * (Math.exp(x) - 1)),
    slope: (x, _a, p) => (Number.isNaN(x) ? x : x > 0 ? 1 : p.alpha * Math.exp(x)),
    bounds: null,
    reach: ({ alpha }) => [Math.min(0, -alpha), Number.POSITIVE_INFINITY],
    kinks: [0],
    cell: {
      value: 'IF({x}>0,{x},{alpha}*(EXP({x})-1))',
      slope: 'IF({x}>0,1,{alpha}*EXP({x}))',
    },
    symbol: { value: 'elu({x})', slope: 'elu′({x})' },
    definition: {
      value: 'elu(x) = max(0, x) + {alpha}·(e^min(0, x) − 1)',
      slope: 'elu′(x) = [x > 0] + [x ≤ 0]·{alpha}·eˣ',
    },
    about: 'ELU, x above 0 and {alpha}·(eˣ − 1) below',
  },
});

/** The same of all net inputs of a layer. */
const ofAllNetInputs = layerRows({
  softmax: {
    kind: 'layer',
    // The largest net input is subtracted, so that no exponential overflows (Goodfellow et al.,
    // Deep Learning, § 4.1).
    shared: [
      {
        key: 'max',
        name: 'max_{layer}',
        meaning: 'the largest net input, taken off so that no exponential overflows',
        join: 'MAX',
        cell: '{x}',
        symbol: '{x}',
      },
      {
        key: 'sum',
        name: 'Σexp_{layer}',
        meaning: 'what the exponentials add up to',
        join: '+',
        cell: 'EXP({x}-{max})',
        symbol: 'exp({x} − {max})',
      },
    ],
    sharedValues: (x: Float64Array) => {
      const max = x.reduce((most, each) => Math.max(most, each));
      // A difference that overflows is an error in a spreadsheet, not the 0 that e to it would be.
      const below = (each: number) => (each - max === -Infinity ? Number.NaN : each - max);
      return [max, x.reduce((sum, each) => sum + Math.exp(below(each)), 0)] as const;
    },
    value: (x, [max, sum]) => Math.exp(x - max) / sum,
    slope: (a) => a * (1 - a),
    crossSlope: (a, other) => -a * other,
    bounds: [0, 1],
    kinks: [],
    cell: { value: 'EXP({x}-{max})/{sum}', slope: '{a}*(1-{a})', crossSlope: '-{a}*{b}' },
    symbol: { value: 'exp({x} − {max})/{sum}', slope: '{a}·(1 − {a})', crossSlope: '−{a}·{b}' },
    definition: {
      value: 'softmax(x)ⱼ = exp(xⱼ)/Σ exp(xᵢ)',
      slope: '∂aⱼ/∂xⱼ = aⱼ·(1 − aⱼ), ∂aᵢ/∂xⱼ = −aᵢ·aⱼ',
    },
    about: 'softmax, eˣ over the sum of all eˣ: the outputs are shares of 1',
  },
});

/** Every activation a layer can have. */
export const activations = { ...ofOneNetInput, ...ofAllNetInputs };

export type ActivationName = keyof typeof activations;
export const activationNames = Object.keys(activations) as ActivationName[];

/** The numbers that the units of a layer share. */
export type SharedBy<Name extends keyof typeof ofAllNetInputs> = ReturnType<
  (typeof ofAllNetInputs)[Name]['sharedValues']
>;

/** An activation with its parameters put in. */
export type Activation = ScalarActivation | LayerActivation;

export interface ScalarActivation
  extends Omit<ScalarRow, 'value' | 'slope' | 'parameters' | 'reach'> {
  readonly name: ActivationName;
  readonly reach: readonly [least: number, most: number];
  readonly value: (x: number) => number;
  readonly slope: (x: number, a: number) => number;
}

export interface LayerActivation extends Omit<LayerRow, 'reach'> {
  readonly name: ActivationName;
  readonly reach: readonly [least: number, most: number];
}

/** The activation of that name; parameters that are not given have their defaults. */
export function activationOf(name: ActivationName, given: Partial<Parameters> = {}): Activation {
  const row: ActivationRow = activations[name];
  const p = withDefaults(row.parameters, given);
  const reach = row.reach?.(p) ?? row.bounds ?? allNumbers;
  if (row.kind === 'layer') return { ...row, name, reach };
  return {
    ...row,
    name,
    reach,
    value: (x: number) => row.value(x, p),
    slope: (x: number, a: number) => row.slope(x, a, p),
    cell: bindBoth(row.cell, p, bindText),
    symbol: bindBoth(row.symbol, p, bindWords),
    definition: bindBoth(row.definition, p, bindWords),
    about: bindWords(row.about, p),
  };
}
