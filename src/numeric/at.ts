import { rowOfStep, singleBatches } from '../network/batches.ts';
import type { Layer, Network } from '../network/network.ts';
import { rowOf } from './rows.ts';
import type { Trace } from './trace.ts';

/**
 * The network as it is at a step of its training, with one of its samples and no steps left.
 * @param sample counted from 0.
 */
export function networkAt({ network, layers, rows }: Trace, step: number, sample = 0): Network {
  const row = rowOfStep(network, step);
  const seen = network.samples[sample]!;
  return {
    ...network,
    ...seen,
    samples: [seen],
    batches: singleBatches(0),
    steps: 0,
    layers: network.layers.map((layer, l): Layer => {
      const { weights, biases } = layers[l]!;
      return {
        ...layer,
        weights: rowOf(weights, row, rows).slice(),
        biases: biases && rowOf(biases, row, rows).slice(),
      };
    }),
  };
}
