import type { ScalarActivation } from '../functions/activations.ts';
import { stretchesOf } from '../functions/long-sums.ts';
import { scalar } from '../ops/activation.ts';
import { addition } from '../ops/addition.ts';
import { type Node, node } from '../ops/node.ts';
import { products } from '../ops/products.ts';
import { ref } from '../ref.ts';
import type { NodeBlock } from './kind.ts';

/**
 * The net input of a unit: what it weighs, weight by weight, and its bias if it has one. What weighs
 * more than a formula holds is added up in parts, which stand before it.
 */
export function netNode(
  layer: number,
  unit: number,
  name: string,
  terms: readonly (readonly [weight: Node, source: Node])[],
  bias: Node | undefined,
): Node {
  const parts = stretchesOf(terms.length).map(({ from, to }, part) =>
    node(products, {
      ref: ref('netSum', layer, unit, 0, part),
      name: `Σ${part + 1}_${name}`,
      meaning: `products ${from + 1} to ${to} of ${name}, a sum too long for one cell`,
      args: terms.slice(from, to).flat(),
    }),
  );
  const isLong = parts.length > 0;
  return node(isLong ? addition : products, {
    ref: ref('net', layer, unit),
    name,
    meaning: `net input of ${name}`,
    args: [...(isLong ? parts : terms.flat()), ...(bias ? [bias] : [])],
  });
}

/** What the activation of a net input is called. */
export const activationWords = ({ ref: { layer, unit }, name }: Node) => ({
  ref: ref('activation', layer, unit),
  name: `a_${name}`,
  meaning: `activation of ${name}`,
});

/** The activation of each net input, and the two as a block a unit. */
export function activated(
  activation: ScalarActivation,
  nets: readonly Node[],
): { readonly outputs: readonly Node[]; readonly blocks: readonly NodeBlock[] } {
  const outputs = nets.map((net) =>
    node(scalar(activation), { ...activationWords(net), args: [net] }),
  );
  return { outputs, blocks: nets.map((net, j) => [[net], [outputs[j]!]]) };
}
