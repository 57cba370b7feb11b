import type { ScalarActivation } from '../functions/activations.ts';
import { ref } from '../network/ref.ts';
import { scalar } from '../ops/activation.ts';
import { type Node, node } from '../ops/node.ts';
import { products } from '../ops/products.ts';

/** The net input of a unit: what it weighs, weight by weight, and its bias if it has one. */
export function netNode(
  layer: number,
  unit: number,
  name: string,
  terms: readonly (readonly [weight: Node, source: Node])[],
  bias: Node | undefined,
): Node {
  return node(products, {
    ref: ref('net', layer, unit),
    name,
    meaning: `net input of ${name}`,
    args: [...terms.flat(), ...(bias ? [bias] : [])],
  });
}

/** What the activation of a net input is called. */
export const activationWords = ({ ref: { layer, unit }, name }: Node) => ({
  ref: ref('activation', layer, unit),
  name: `a_${name}`,
  meaning: `activation of ${name}`,
});

/** The activation of one unit. */
export function activationNode(activation: ScalarActivation, net: Node): Node {
  return node(scalar(activation), { ...activationWords(net), args: [net] });
}
