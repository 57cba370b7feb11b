import { isFull, type Layer, type Network } from '../../../network/network.ts';
import { productsIn, type Reach, reachOf } from '../../../network/places.ts';

/**
 * Which followed weights a weight or unit of the picture lies behind, so that it is on their way to the
 * error: those of the layer before, or of all layers before; and of its own.
 */
export interface Behind {
  /** `all`: every weight of that layer. */
  readonly before: readonly Reach[] | 'all';
  readonly own: readonly Reach[];
}

export interface BehindOf {
  /** Of what a weight is multiplied with. */
  readonly weight: (layer: number, row: number, input: number) => Behind;
  readonly unit: (layer: number, unit: number) => Behind;
}

export function waysIn({ layers }: Network): BehindOf {
  /** What the numbers that a layer reads depend on, in the layer before. */
  const before = (layer: number, sources: Iterable<number>): Behind['before'] => {
    if (layer === 0) return [];
    const { units, outputs } = layers[layer - 1]!;
    const first = units - outputs;
    return together(
      layers[layer - 1]!,
      mapped(sources, (source) => first + source),
    );
  };
  const shared = layers.map((layer) => (isFull(layer) ? null : readingsOf(layer)));
  return {
    weight: (layer, row, input) => {
      const of = shared[layer];
      if (!of) return { before: before(layer, [input]), own: [] };
      const weight = row * layers[layer]!.fanIn + input;
      const own = of.own.get(weight);
      // What its own units answer depends on everything before them.
      if (own) return { before: 'all', own: reachesOf(together(layers[layer]!, own)) };
      return { before: before(layer, of.read.get(weight) ?? []), own: [] };
    },
    unit: (layer, unit) => {
      const of = shared[layer];
      const own = reachOf(layers[layer]!, unit);
      if (!of || of.own.size > 0) return { before: 'all', own };
      return { before: before(layer, of.byNet.get(unit) ?? []), own };
    },
  };

  function reachesOf(reaches: Behind['before']): readonly Reach[] {
    return reaches === 'all' ? [{ row: null, from: 0, to: Number.POSITIVE_INFINITY }] : reaches;
  }
}

function* mapped(numbers: Iterable<number>, to: (n: number) => number): Iterable<number> {
  for (const n of numbers) yield to(n);
}

/** What several net inputs of a layer depend on in it. */
function together(layer: Layer, nets: Iterable<number>): Behind['before'] {
  const reaches = new Map<string, Reach>();
  for (const net of nets) {
    for (const reach of reachOf(layer, net)) {
      if (reach.row === null && reach.from === 0 && reach.to === layer.fanIn) return 'all';
      reaches.set(JSON.stringify(reach), reach);
    }
  }
  const all = [...reaches.values()];
  const isWhole = all.every(({ from, to }) => from === 0 && to === layer.fanIn);
  return isWhole && all.length === layer.weightRows ? 'all' : all;
}

/** Of each, the numbers of several others. */
type Numbers = Map<number, Set<number>>;

/** What each shared weight is multiplied with, and what each net input reads. */
function readingsOf(layer: Layer) {
  const read: Numbers = new Map();
  const own: Numbers = new Map();
  const byNet: Numbers = new Map();
  const add = (to: Numbers, key: number, number: number) => {
    const found = to.get(key);
    if (found) found.add(number);
    else to.set(key, new Set([number]));
  };
  productsIn(layer, (net, weight, source, of) => {
    if (of !== undefined) add(own, weight, of);
    if (source === null) return;
    add(read, weight, source);
    add(byNet, net, source);
  });
  return { read, own, byNet };
}
