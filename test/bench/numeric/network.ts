import { mulberry32 } from '../../../src/functions/random.ts';
import { buildNetwork, type Network } from '../../../src/network/network.ts';
import { defaults } from '../../../src/spec/defaults.ts';
import type { LayerSpec } from '../../../src/spec/spec.ts';

/** Units from the inputs to the outputs. */
export type Shape = readonly [inputs: number, hidden: number, outputs: number];

export const SHAPES: readonly Shape[] = [
  [2, 2, 2],
  [16, 16, 8],
];

/** Below 1, the largest that brain.js takes. */
export const RATE = 0.5;

/** A network with sigmoids, biases and half the squared error: what every contender can train. */
export function networkOf(shape: Shape, steps: number): Network {
  const random = mulberry32(7);
  const numbers = (count: number) => Array.from({ length: count }, () => random() - 0.5);
  const layers = shape.slice(1).map(
    (units, l): LayerSpec => ({
      units,
      activation: 'sigmoid',
      weights: Array.from({ length: units }, () => numbers(shape[l])),
      biases: numbers(units),
    }),
  );
  return buildNetwork({
    name: 'bench',
    inputs: numbers(shape[0]),
    targets: numbers(shape[2]).map((x) => x + 0.5),
    data: null,
    layers,
    loss: 'half-squared-error',
    training: { ...defaults.training, learningRate: RATE, steps },
    compare: [],
  });
}

/** The weights and biases of each layer, units × (inputs + 1), the bias last. */
export type Parameters = readonly (readonly (readonly number[])[])[];
