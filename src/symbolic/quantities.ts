import { graphOf } from '../model/graph.ts';
import type { Network } from '../network/network.ts';
import { at, f } from '../ops/formula.ts';
import { type Ref, ref } from '../ref.ts';
import { diagnostics } from './diagnostics.ts';
import { constantQuantities, errorQuantities, layerQuantities } from './forward.ts';
import { outcomeQuantities } from './outcome.ts';
import type { Quantity } from './quantity.ts';
import { reverseQuantities } from './reverse.ts';
import { descentQuantities, parameterQuantities, rateQuantities } from './update.ts';

export type { Quantity, Role } from './quantity.ts';

/**
 * Every quantity of a training step in the order of the columns: targets, inputs, η where it
 * changes, layer by layer the optimizer's memory, weights, biases, net inputs and activations; the
 * errors, and what a batch comes to; then the chain rule from the loss back, one factor a column;
 * then the gradients of all weights and biases and their means; then the diagnostics.
 *
 * The structure is written here per cell, index by index, and once more in `numeric` as vectors;
 * neither is made from the other, so that each checks the other.
 */
export function quantitiesOf(network: Network): Quantity[] {
  const graph = graphOf(network);
  const forward = network.layers.flatMap((_, l) => [
    ...parameterQuantities(network, l),
    ...constantQuantities(graph, l),
    ...layerQuantities(graph, l),
  ]);
  const measured = [
    ...given(network),
    ...rateQuantities(network),
    ...forward,
    ...errorQuantities(graph),
    ...outcomeQuantities(network),
    ...reverseQuantities(network, graph),
    ...descentQuantities(network),
  ];
  return [...measured, ...diagnostics(network, measured)];
}

function given({ targets, inputs, batches, hasData }: Network): Quantity[] {
  const repeated = (role: 'target' | 'input') => (_: number, j: number) => {
    const self = ref(role, 0, j);
    const common = { ref: self, role, band: 'Target and input', of: 'sample' } as const;
    if (hasData) return { ...common, first: null, formula: ofSample(self, batches.samples) };
    return { ...common, first: f`${at(self, 'given')}`, formula: f`${at(self, 'top')}` };
  };
  // Of a single cell Gnumeric's INDEX finds none.
  const ofSample = (self: Ref, samples: number) =>
    samples === 1 ? f`${at(self, 'data')}` : f`INDEX(${at(self, 'data')},${ref('sample')})`;
  return [
    ...Array.from(targets).map(repeated('target')),
    ...Array.from(inputs).map(repeated('input')),
  ];
}
