import { share, shared as sharedOp } from '../ops/activation.ts';
import { type Node, node } from '../ops/node.ts';
import { ref } from '../ref.ts';
import { countOf, type LayerKind, type LayerNodes, type NodeBlock } from './kind.ts';
import { biasNodes, weightNodes } from './parameters.ts';
import { activated, activationWords, netNode } from './units.ts';

/** What a description says of it. */
export interface Dense {
  readonly units: number;
}

export interface DenseGeometry {
  readonly units: number;
  readonly inputs: number;
}

/** Every unit weighs every source. */
export const dense: LayerKind<Dense, DenseGeometry> = {
  about: 'every unit weighs everything before it',
  keys: {
    units: { type: 'count', is: 'a whole number of at least 1', example: 'units: 2' },
  },
  weightKeys: ['weights'],
  isFull: true,
  inWindows: false,
  geometryOf: ({ units }, input) => ({ units, inputs: countOf(input) }),
  sizesOf: ({ units, inputs }) => ({
    rows: units,
    blocks: [{ key: 'weights', columns: inputs, fanIn: inputs, fanOut: units }],
    units,
    outputs: [units],
    parts: 1,
    weightParts: 0,
    constants: [],
  }),
  products: ({ units, inputs }, product) => {
    for (let j = 0; j < units; j++) {
      for (let k = 0; k < inputs; k++) product(j, j * inputs + k, k);
    }
  },
  matricesOf: () => null,
  reachOf: ({ inputs }, net) => [{ row: net, from: 0, to: inputs }],
  shapeText: ({ units }) => `${units} ${units === 1 ? 'unit' : 'units'}`,
  nodesOf: ({ geometry, activation, biases }, place, sources): LayerNodes => {
    const { units } = geometry;
    const { index, letter, unitName } = place;
    const weights = weightNodes(
      place,
      units,
      sources,
      (j, source) => `from ${source.name} to ${unitName(j)}`,
    );
    const offsets = biasNodes(place, units, biases);
    const nets = weights.map((row, j) => {
      const terms = sources.map((source, k) => [row[k]!, source] as const);
      return netNode(index, j, unitName(j), terms, offsets[j]);
    });
    const parameters = [...weights.flat(), ...offsets];
    if (activation.kind === 'scalar') {
      return { parameters, nets, shared: {}, ...activated(activation, nets) };
    }
    const shared: Record<string, Node> = {};
    for (const [part, text] of activation.shared.entries()) {
      const { key, name, meaning } = text;
      shared[key] = node(sharedOp(text), {
        ref: ref('shared', index, 0, 0, part),
        name: name.replace('{layer}', letter),
        meaning,
        args: nets,
        aside: { ...shared },
      });
    }
    const outputs: Node[] = [];
    for (const net of nets) {
      const op = share(activation, net, outputs);
      outputs.push(node(op, { ...activationWords(net), args: nets, aside: shared }));
    }
    const blocks: NodeBlock[] = [[nets, Object.values(shared), outputs]];
    return { parameters, blocks, nets, shared, outputs };
  },
};
