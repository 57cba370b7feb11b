import { type Network, withSteps } from '../../../src/network/network.ts';
import { train } from '../../../src/numeric/train.ts';
import type { Trainer } from './trainers.ts';

/** Our engine. It alone keeps every value of every step. */
export function gradsheet(network: Network): Trainer {
  let parameters = train(withSteps(network, 0));
  return {
    train(steps) {
      parameters = train(withSteps(network, steps));
    },
    parameters() {
      const { layers, rows } = parameters;
      return layers.map(({ weights, biases }, l) => {
        const { units, fanIn } = network.layers[l];
        return Array.from({ length: units }, (_, j) => {
          const from = (rows - 1) * units * fanIn + j * fanIn;
          return [...weights.subarray(from, from + fanIn), biases![(rows - 1) * units + j]];
        });
      });
    },
  };
}
