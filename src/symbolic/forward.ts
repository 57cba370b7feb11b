import type { Graph } from '../model/graph.ts';
import { at, f } from '../ops/formula.ts';
import type { Node } from '../ops/node.ts';
import type { Quantity } from './quantity.ts';

/** What a layer is given once and for all. */
export function constantQuantities({ layers }: Graph, l: number): Quantity[] {
  const { constants = [], title } = layers[l]!;
  return constants.map((n) => constant(n, title));
}

/** The columns of a layer's own computation: net inputs and activations. */
export function layerQuantities({ layers }: Graph, l: number): Quantity[] {
  const { blocks, title } = layers[l]!;
  return blocks.flat(2).map((n) => computed(n, 'forward', title));
}

/** The error of each output, and their sum. */
export function errorQuantities({ errors, totalParts, total }: Graph): Quantity[] {
  return [...errors, ...totalParts, total].map((n) => computed(n, 'error', 'Error'));
}

/** A number that is typed once and stays. */
const constant = ({ ref: self }: Node, band: string): Quantity => ({
  ref: self,
  role: 'input',
  band,
  first: 'typed',
  formula: f`${at(self, 'top')}`,
  of: 'step',
});

const computed = (n: Node, role: Quantity['role'], band: string): Quantity => ({
  ref: n.ref,
  role,
  band,
  first: null,
  formula: n.op.text(n),
  of: 'sample',
});
