import type { ScalarActivation } from '../functions/activations.ts';
import { given } from '../ops/given.ts';
import { type Node, node } from '../ops/node.ts';
import { ref } from '../ref.ts';
import type { LayerKind, LayerNodes } from './kind.ts';
import { biasNodes, weightNodes } from './parameters.ts';
import { activated, netNode } from './units.ts';

/** What a description says of it. */
export interface Recurrent {
  readonly units: number;
  /** What it gives on: its activations after the last step of the sequence, or after every step. */
  readonly output: 'last' | 'every';
  /** The activations before the first step, one a unit; none: there is nothing to remember yet. */
  readonly state: readonly number[] | null;
}

export interface RecurrentGeometry {
  readonly units: number;
  readonly steps: number;
  readonly features: number;
  readonly output: Recurrent['output'];
  readonly state: readonly number[] | null;
}

/**
 * Units that read a sequence step by step, each with their own activations of the step before
 * (Elman, Finding Structure in Time, 1990): the same weights at every step.
 */
export const recurrent: LayerKind<Recurrent, RecurrentGeometry> = {
  about: 'reads a sequence step by step, and its own activations of the step before (Elman)',
  keys: {
    units: { type: 'count', is: 'a whole number of at least 1', example: 'units: 2' },
    output: {
      type: ['last', 'every'],
      default: 'last',
      is: 'last or every',
      example: 'output: last',
    },
    state: {
      type: 'numbers',
      default: null,
      is: 'a list of numbers, one per unit',
      example: 'state: [0.5, 0.5]',
    },
  },

  weightKeys: ['weights', 'recurrentWeights'],
  isFull: false,
  inWindows: false,
  geometryOf: ({ units, output, state }, input) => {
    if (input.length > 2) {
      return {
        key: null,
        says: `a recurrent layer reads a sequence, and what comes before it has the shape ${input.join('×')}`,
        hint: 'give it steps of features, as in `inputShape: [4, 1]`',
      };
    }
    if (state && state.length !== units) {
      return {
        key: 'state',
        says: `the layer has ${units} units, and state has ${state.length} numbers`,
        hint: 'give one number per unit, or leave the key out',
      };
    }
    const [steps, features = 1] = input;
    return { units, steps, features, output, state };
  },

  sizesOf: ({ units, steps, features, output, state }) => ({
    rows: units,
    blocks: [
      { key: 'weights', columns: features, fanIn: features, fanOut: units },
      { key: 'recurrentWeights', columns: units, fanIn: units, fanOut: units },
    ],
    units: units * steps,
    outputs: output === 'last' ? [units] : [steps, units],
    parts: steps,
    // Before the first step there is nothing to weigh, unless a state is given.
    weightParts: steps > 1 ? units * (features * steps + units * (state ? steps : steps - 1)) : 0,
    constants: state ?? [],
  }),

  products: ({ units, steps, features, state }, product) => {
    const before = (t: number) => (t > 0 || state ? units : 0);
    for (let net = 0; net < units * steps; net++) {
      const t = Math.floor(net / units);
      const row = (net % units) * (features + units);
      for (let k = 0; k < features; k++) product(net, row + k, t * features + k);
      for (let k = 0; k < before(t); k++) {
        const own = t > 0 ? [(t - 1) * units + k] : [];
        product(net, row + features + k, null, ...own);
      }
    }
  },

  // Time runs from left to right.
  matricesOf: ({ units, steps, features }) => ({
    read: [{ rows: features, columns: steps, at: (k, t) => t * features + k }],
    nets: [{ rows: units, columns: steps, at: (j, t) => t * units + j }],
  }),

  // Its own row when a weight is first used, every row from then on: units have read each other.
  reachOf: ({ units, features, state }, net) => {
    const row = (since: number) => (net < (since + 1) * units ? net % units : null);
    const [first, last] = [features, features + units];
    if (state) return [{ row: row(0), from: 0, to: last }];
    const read = { row: row(0), from: 0, to: first };
    return net < units ? [read] : [read, { row: row(1), from: first, to: last }];
  },

  shapeText: ({ units, steps }) => `${units} ${units === 1 ? 'unit' : 'units'} over ${steps} steps`,

  nodesOf: ({ geometry, activation, biases }, place, sources): LayerNodes => {
    const { units, steps, features, output, state } = geometry;
    const { index, unitName } = place;
    const all = Array.from({ length: units }, (_, j) => j);
    const weighed = [
      ...Array.from({ length: features }, (_, k) => `feature ${k + 1} of each step`),
      ...all.map((j) => `a_${unitName(j)} of the step before`),
    ];
    const weights = weightNodes(
      place,
      units,
      weighed,
      (j, source) => `from ${source} to ${unitName(j)}`,
    );
    const offsets = biasNodes(place, units, biases);
    const initial = (state ?? []).map((_, j) =>
      node(given, {
        ref: ref('initial', index, j),
        name: `a_${unitName(j)}@t0`,
        meaning: `activation of ${unitName(j)} before the first step`,
      }),
    );
    let before: readonly Node[] = initial;
    const ofSteps = Array.from({ length: steps }, (_, t) => {
      const read = sources.slice(t * features, (t + 1) * features);
      const nets = weights.map((row, j) => {
        const terms = [...read, ...before].map((source, k) => [row[k]!, source] as const);
        return netNode(index, t * units + j, `${unitName(j)}@t${t + 1}`, terms, offsets[j]);
      });
      const step = { nets, ...activated(activation as ScalarActivation, nets) };
      before = step.outputs;
      return step;
    });
    const blocks = ofSteps.map((step) => step.blocks);
    const read = output === 'last' ? ofSteps.slice(-1) : ofSteps;
    return {
      parameters: [...weights.flat(), ...offsets],
      constants: initial,
      blocks: blocks.flat(),
      // Through time: from the last step to the first.
      back: [...blocks].reverse().flat(),
      nets: read.flatMap(({ nets }) => nets),
      shared: {},
      outputs: read.flatMap(({ outputs }) => outputs),
      ...(steps > 1 && { partOf: ({ ref: { unit } }: Node) => Math.floor(unit / units) }),
    };
  },
};
