import type { DenseLayer } from '../network/network.ts';
import { ref } from '../network/ref.ts';
import { scalar, share, shared as sharedOp } from '../ops/activation.ts';
import { given } from '../ops/given.ts';
import { type Node, node } from '../ops/node.ts';
import { products } from '../ops/products.ts';
import type { Block, LayerNodes, LayerPlace } from './layer.ts';

/** A layer in which every unit weighs every source. */
export function denseNodes(
  { units, biases, activation }: DenseLayer,
  { index: l, letter, unitName, weightsBefore, biasesBefore }: LayerPlace,
  sources: readonly Node[],
): LayerNodes {
  const each = <T>(make: (j: number) => T) => Array.from({ length: units }, (_, j) => make(j));
  const weights = each((j) =>
    sources.map((source, k) =>
      node(given, {
        ref: ref('weight', l, j, k),
        name: `w${weightsBefore + j * sources.length + k + 1}`,
        meaning: `weight from ${source.name} to ${unitName(j)}`,
      }),
    ),
  );
  const offsets = each((j) =>
    node(given, {
      ref: ref('bias', l, j),
      name: `b${biasesBefore + j + 1}`,
      meaning: `bias of ${unitName(j)}`,
    }),
  );
  const nets = weights.map((row, j) =>
    node(products, {
      ref: ref('net', l, j),
      name: unitName(j),
      meaning: `net input of ${unitName(j)}`,
      args: [...row.flatMap((w, k) => [w, sources[k]]), ...(biases ? [offsets[j]] : [])],
    }),
  );
  const named = (j: number) => ({
    ref: ref('activation', l, j),
    name: `a_${unitName(j)}`,
    meaning: `activation of ${unitName(j)}`,
  });
  const parameters = [...weights.flat(), ...(biases ? offsets : [])];
  if (activation.kind === 'scalar') {
    const outputs = nets.map((net, j) => node(scalar(activation), { ...named(j), args: [net] }));
    const blocks = nets.map((net, j): Block => [[net], [outputs[j]]]);
    return { parameters, blocks, nets, shared: {}, outputs };
  }
  const shared: Record<string, Node> = {};
  for (const [part, { key, name, meaning }] of activation.shared.entries()) {
    shared[key] = node(sharedOp(activation, part), {
      ref: ref('shared', l, 0, 0, part),
      name: name.replace('{layer}', letter),
      meaning,
      args: nets,
      aside: { ...shared },
    });
  }
  const outputs: Node[] = [];
  for (const j of nets.keys()) {
    const op = share(activation, j, outputs);
    outputs.push(node(op, { ...named(j), args: nets, aside: shared }));
  }
  return {
    parameters,
    blocks: [[nets, Object.values(shared), outputs]],
    nets,
    shared,
    outputs,
  };
}
