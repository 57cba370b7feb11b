import brainjs from 'brain.js';
import type { Network } from '../../../src/network/network.ts';
import type { Trainer } from './trainers.ts';

/** As `toJSON` writes them; the first layer has no parameters. */
type Layer = Record<string, { bias: number; weights: Record<string, number> }>;

/** brain.js computes with 32 bits, and can neither stop at no error nor do without momentum. */
export function brain(network: Network): Trainer {
  const inputs = [...network.inputs];
  const sizes = [inputs.length, ...network.layers.map(({ units }) => units)];
  const first = Object.fromEntries(inputs.map((_, i) => [i, {}]));
  const rest = network.layers.map(({ units, fanIn, weights, biases }) =>
    Object.fromEntries(
      Array.from({ length: units }, (_, j) => [
        j,
        { bias: biases![j], weights: { ...weights.slice(j * fanIn, (j + 1) * fanIn) } },
      ]),
    ),
  );
  const net = new brainjs.NeuralNetwork({
    activation: 'sigmoid',
    hiddenLayers: sizes.slice(1, -1),
  });
  net.fromJSON({
    sizes,
    layers: [first, ...rest],
    activation: 'sigmoid',
    inputLookup: false,
    outputLookup: false,
    trainOpts: {},
  });
  const data = [{ input: inputs, output: [...network.targets] }];
  return {
    train(steps) {
      const { iterations } = net.train(data, {
        iterations: steps,
        errorThresh: Number.MIN_VALUE,
        learningRate: network.learningRate,
        momentum: Number.MIN_VALUE,
      });
      if (iterations !== steps) throw new Error(`brain.js stopped after ${iterations} steps`);
    },
    parameters: () =>
      (net.toJSON().layers.slice(1) as Layer[]).map((layer) =>
        Object.values(layer).map(({ bias, weights }) => [...Object.values(weights), bias]),
      ),
  };
}
