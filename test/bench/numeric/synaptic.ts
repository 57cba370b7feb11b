import synaptic from 'synaptic';
import type { Network } from '../../../src/network/network.ts';
import type { Trainer } from './trainers.ts';

/**
 * synaptic compiles the network to JavaScript on its first step.
 *
 * Its δ of an output is t − a, as with cross-entropy; the slope of half the squared error has to
 * come in by way of the target. It passes errors back through weights that it has moved already, so
 * only its output layer takes the textbook's first step.
 */
export function synapticTrainer(network: Network): Trainer {
  const inputs = [...network.inputs];
  const sizes = [inputs.length, ...network.layers.map(({ units }) => units)];
  const net = new synaptic.Architect.Perceptron(...sizes);
  const layers = [...net.layers.hidden, net.layers.output];
  for (const [l, { list }] of layers.entries()) {
    const { fanIn, weights, biases } = network.layers[l];
    for (const [j, neuron] of list.entries()) {
      neuron.bias = biases![j];
      const connections = Object.values(neuron.connections.inputs);
      for (const [k, connection] of connections.entries()) {
        connection.weight = weights[j * fanIn + k];
      }
    }
  }
  const targets = [...network.targets];
  const adjusted = [...targets];
  return {
    train(steps) {
      for (let step = 0; step < steps; step++) {
        const outputs = net.activate(inputs);
        for (let j = 0; j < targets.length; j++) {
          const a = outputs[j];
          adjusted[j] = a + (targets[j] - a) * a * (1 - a);
        }
        net.propagate(network.learningRate, adjusted);
      }
    },
    parameters() {
      net.restore();
      return layers.map(({ list }) =>
        list.map(({ bias, connections }) => [
          ...Object.values(connections.inputs).map(({ weight }) => weight),
          bias,
        ]),
      );
    },
  };
}
