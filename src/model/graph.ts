import { stretchesOf } from '../functions/long-sums.ts';
import type { LayerNodes, LayerPlace, NodeBlock } from '../layers/kind.ts';
import { layerKind } from '../layers/kinds.ts';
import { layerTitle, type Network } from '../network/network.ts';
import { addition } from '../ops/addition.ts';
import { error } from '../ops/error.ts';
import { given } from '../ops/given.ts';
import { type Node, node } from '../ops/node.ts';
import { isSumPart, ref } from '../ref.ts';

/**
 * A network as a graph of scalar quantities, from inputs and parameters to E_total. What backward
 * pass it has follows from the graph; the layers only say what they compute.
 */
export interface Graph {
  readonly targets: readonly Node[];
  readonly inputs: readonly Node[];
  readonly layers: readonly TitledLayer[];
  /** The error of each output. */
  readonly errors: readonly Node[];
  /** Where there are very many errors, what stretches of them add up to. */
  readonly totalParts: readonly Node[];
  /** E_total. */
  readonly total: Node;
}

export interface TitledLayer extends LayerNodes {
  /** `Hidden layer 2` */
  readonly title: string;
}

export function graphOf({ layers, loss, inputs, targets }: Network): Graph {
  const ofInputs = Array.from(inputs, (_, k) =>
    node(given, { ref: ref('input', 0, k), name: `i${k + 1}`, meaning: `input ${k + 1}` }),
  );
  const ofTargets = Array.from(targets, (_, j) =>
    node(given, {
      ref: ref('target', 0, j),
      name: `t${j + 1}`,
      meaning: `target of output ${j + 1}`,
    }),
  );
  let sources: readonly Node[] = ofInputs;
  let [weightsBefore, biasesBefore] = [0, 0];
  const made = layers.map((layer, index): TitledLayer => {
    const place = { ...namedPlace(index, layers.length), weightsBefore, biasesBefore };
    const nodes = layerKind(layer.kind).nodesOf(layer, place, sources);
    weightsBefore += layer.weights.length;
    biasesBefore += layer.biases?.length ?? 0;
    sources = nodes.outputs;
    const { blocks, back } = nodes;
    return {
      ...nodes,
      blocks: withParts(blocks),
      ...(back && { back: withParts(back) }),
      title: layerTitle({ layers }, index),
    };
  });
  const { outputs, nets, shared } = made.at(-1)!;
  const errors = outputs.map((a, j) =>
    node(error(loss), {
      ref: ref('error', 0, j),
      name: `E${j + 1}`,
      meaning: `error of output ${j + 1}`,
      args: [a],
      aside: { t: ofTargets[j]!, x: nets[j]!, ...shared },
    }),
  );
  const totalParts = stretchesOf(errors.length).map(({ from, to }, part) =>
    node(addition, {
      ref: ref('totalSum', 0, 0, 0, part),
      name: `Σ${part + 1}_E_total`,
      meaning: `E${from + 1} to E${to} added up: E_total is a sum too long for one cell`,
      args: errors.slice(from, to),
    }),
  );
  const total = node(addition, {
    ref: ref('total'),
    name: 'E_total',
    meaning: 'total error',
    args: totalParts.length > 0 ? totalParts : errors,
  });
  return { targets: ofTargets, inputs: ofInputs, layers: made, errors, totalParts, total };
}

/** The parts of the long sums of a layer, each before its sum; all blocks keep as many stages. */
function withParts(blocks: readonly NodeBlock[]): readonly NodeBlock[] {
  const partsIn = (block: NodeBlock) =>
    block.flatMap((stage) => stage.flatMap(({ args }) => args.filter((n) => isSumPart(n.ref))));
  const parted = blocks.map((block) => [partsIn(block), ...block] as const);
  return parted.every(([parts]) => parts.length === 0) ? blocks : parted;
}

/** The units of the output layer are o1…, those of an only hidden layer h1…, of several h2_3. */
function namedPlace(
  index: number,
  count: number,
): Pick<LayerPlace, 'index' | 'letter' | 'unitName'> {
  if (index === count - 1) return { index, letter: 'o', unitName: (unit) => `o${unit + 1}` };
  if (count === 2) return { index, letter: 'h', unitName: (unit) => `h${unit + 1}` };
  const letter = `h${index + 1}`;
  return { index, letter, unitName: (unit) => `${letter}_${unit + 1}` };
}

/** All nodes, each once. */
export function nodesIn({ targets, inputs, layers, errors, totalParts, total }: Graph): Node[] {
  const ofLayers = layers.flatMap(({ parameters, constants = [], blocks }) => [
    ...parameters,
    ...constants,
    ...blocks.flat(2),
  ]);
  return [...targets, ...inputs, ...ofLayers, ...errors, ...totalParts, total];
}
