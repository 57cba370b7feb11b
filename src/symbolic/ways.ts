import type { Graph } from '../model/graph.ts';
import type { Network } from '../network/network.ts';
import { isFormula, type Node } from '../ops/node.ts';
import { isSumPart, type Ref } from '../ref.ts';
import { gradientRef } from './gradient.ts';
import { type Reading as Read, readingsIn, slopeRef } from './reverse.ts';

/** One factor of the chain rule: its name, as in `∂h1/∂w1 = i1`, and the quantity that it is. */
export interface Factor {
  readonly name: string;
  /** 1 for the slope of a sum by what it adds up. */
  readonly value: Ref | 1;
  /** Its place in the network: see `slotsOf`. */
  readonly slot: number;
}

/** One way from the loss back to a parameter. */
export interface ChainWay {
  readonly label: string;
  /** From the parameter on to the loss; none of the ways that are not told one by one. */
  readonly factors: readonly Factor[];
}

/** A parameter and the ways back to it, whose products add up to its gradient. */
export interface Followed {
  readonly parameter: Ref;
  readonly ways: readonly ChainWay[];
  /** What the sum of the products is, in words. */
  readonly sum: string;
}

/** How much is told. */
export interface WayLimits {
  /** Of one parameter: ways, and factors of a way. */
  readonly ways: number;
  readonly factors: number;
  /** Factors of all ways of all parameters. */
  readonly all: number;
}

export interface Ways {
  readonly slots: readonly Slot[];
  /** In the order of their numbers: weights, then biases. */
  readonly followed: readonly Followed[];
}

/**
 * A place in the network where a factor of the chain rule may stand: in front of a net input, between
 * a net input and its activation, or between the outputs and the loss.
 */
export type Slot = 'input' | 'slope' | 'loss';

/**
 * The chain rule along every way from the loss back to each parameter (the sum over all paths in the
 * graph: Griewank and Walther, Evaluating Derivatives, ch. 2). A way is told as long as it is; where
 * there are more than the limits allow, how E changes with a unit's activation stands for all ways
 * from there on, and a weight that is used at many places has the last of them added up. So the size
 * goes by the number of parameters, however deep and wide the network is.
 */
export function waysOf(network: Network, graph: Graph, limits: WayLimits): Ways {
  const slots = slotsOf(network);
  const isLong = slots.length > limits.factors;
  const paths = pathsIn(network, graph, slots.length - 1, limits.ways);
  const short: Paths = {
    ...paths,
    from: () => null,
    firstSlot: isLong ? () => 0 : paths.firstSlot,
  };
  const tell = (of: Paths) => parametersIn(graph).map((p) => follow(p, of, limits));
  const told = tell(isLong ? short : paths);
  const size = told.reduce((sum, { ways }) => ways.reduce((n, w) => n + w.factors.length, sum), 0);
  const all = isLong ? (['input', 'slope', 'input'] as const) : slots;
  return inUse(all, size > limits.all ? tell(short) : told);
}

/** Without the slots in which no factor of any way stands. */
function inUse(slots: readonly Slot[], followed: readonly Followed[]): Ways {
  const used = new Set(
    followed.flatMap(({ ways }) => ways.flatMap(({ factors }) => factors.map(({ slot }) => slot))),
  );
  if (used.size === slots.length) return { slots, followed };
  const kept = [...slots.keys()].filter((slot) => used.has(slot));
  const moved = (way: ChainWay): ChainWay => ({
    ...way,
    factors: way.factors.map((factor) => ({ ...factor, slot: kept.indexOf(factor.slot) })),
  });
  return {
    slots: kept.map((slot) => slots[slot]!),
    followed: followed.map((each) => ({ ...each, ways: each.ways.map(moved) })),
  };
}

const parametersIn = ({ layers }: Graph): Node[] =>
  (['weight', 'bias'] as const).flatMap((kind) =>
    layers.flatMap(({ parameters }) => parameters.filter((p) => p.ref.kind === kind)),
  );

/** Layer by layer, in a sequence step by step: in front of the net input, and behind it. At the end the loss. */
function slotsOf({ layers, loss }: Network): Slot[] {
  const ofLayers = layers.flatMap(({ parts }) =>
    Array.from({ length: parts }, () => ['input', 'slope'] as const).flat(),
  );
  // Where loss and activation collapse, what they come to stands in the place of the slope.
  return loss.net ? ofLayers : [...ofLayers, 'loss'];
}

/** What reads a quantity, and of a part of a long sum the sum. */
interface Reading extends Read {
  readonly into?: Node;
}

/** What is needed to go from a quantity to the loss. */
interface Paths {
  /** What reads it with a slope other than 0. Parts of a long sum are taken for the sum. */
  readonly readings: (n: Node) => readonly Reading[];
  /** The factors of each way from it to the loss; null if there are too many, or no columns of them. */
  readonly from: (n: Node) => readonly Tail[] | null;
  readonly factor: (r: Reading, arg: Node) => Factor;
  /** The slot in front of the net inputs of a layer: of a sequence, those of its first step. */
  readonly firstSlot: (net: Node) => number;
  /** Whether how E changes with the net input is one formula, without its activation. */
  readonly collapses: (net: Node) => boolean;
}

interface Tail {
  readonly factors: readonly Factor[];
  /** The net inputs that it goes over. */
  readonly nets: readonly string[];
}

function pathsIn({ layers, loss }: Network, graph: Graph, lastSlot: number, most: number): Paths {
  const all = readingsIn(graph);
  const readings = (n: Node): Reading[] =>
    (all.get(n) ?? []).flatMap((reading) => {
      const { by, k } = reading;
      if (by.op.slope(by, k) === 0) return [];
      return isSumPart(by.ref) ? [{ ...reading, into: readings(by)[0]?.by }] : [reading];
    });
  const firsts: number[] = [];
  let first = 0;
  for (const { parts } of layers) {
    firsts.push(first);
    first += 2 * parts;
  }
  const slotOf = ({ ref: { layer, unit } }: Node) => {
    const { parts, units } = layers[layer]!;
    return firsts[layer]! + (parts > 1 ? 2 * Math.floor((unit * parts) / units) : 0);
  };
  const outputs = new Set(loss.net ? graph.layers.at(-1)!.nets : []);
  const collapses = (n: Node) => outputs.has(n);
  const errors = new Set(graph.errors);

  const factor = (reading: Reading, arg: Node): Factor => {
    const { by, k } = reading;
    const sum = reading.into ?? by;
    const partial = `∂${sum.name}/∂${arg.name}`;
    const slope = by.op.slope(by, k);
    if (errors.has(by)) return { name: partial, value: gradientRef(arg.ref)!, slot: lastSlot };
    if (by.ref.kind === 'activation') {
      return { name: partial, value: slopeRef(by.ref, arg.ref), slot: slotOf(arg) + 1 };
    }
    const slot = slotOf(sum);
    if (slope === 1 || slope === 0) return { name: `${partial} = 1`, value: 1, slot };
    if (isFormula(slope)) throw new Error(`no column for ${partial}`);
    return { name: `${partial} = ${slope.name}`, value: slope.ref, slot };
  };

  const known = new Map<Node, readonly Tail[] | null>();
  const search = (n: Node): readonly Tail[] | null => {
    if (collapses(n)) {
      const value = gradientRef(n.ref)!;
      const name = `∂E/∂${n.name}`;
      return [{ factors: [{ name, value, slot: slotOf(n) + 1 }], nets: [] }];
    }
    const found: Tail[] = [];
    const own = readings(n);
    for (const reading of own) {
      const { by, into = by } = reading;
      const isError = errors.has(by);
      // How E changes with the activation is the slope of its error only if nothing else reads it.
      if (isError && own.length > 1) return null;
      const on = isError ? [{ factors: [], nets: [] }] : from(into);
      if (on === null || found.length + on.length > most) return null;
      const made = factor(reading, n);
      const net = into.ref.kind === 'net' ? [into.name] : [];
      for (const { factors, nets } of on) {
        found.push({ factors: [made, ...factors], nets: [...net, ...nets] });
      }
    }
    return found;
  };
  const from = (n: Node) => {
    if (!known.has(n)) known.set(n, search(n));
    return known.get(n)!;
  };
  return { readings, from, factor, firstSlot: ({ ref: { layer } }) => firsts[layer]!, collapses };
}

function follow(p: Node, paths: Paths, limits: WayLimits): Followed {
  const full = paths.from(p);
  const gradient = `∂E/∂${p.name}`;
  const made = (ways: readonly ChainWay[], sum: string) => ({ parameter: p.ref, ways, sum });
  const readings = paths.readings(p);
  if (readings.length === 0 || full?.length === 0) {
    return made([], `${gradient} = 0: no way leads back to ${p.name}`);
  }
  if (full) {
    const ways = full.map(({ factors, nets }, w) => {
      const told = over(nets, readings.length, full.length);
      // Ways that no net input tells apart are counted.
      const label = told === '' ? `way ${w + 1} of ${full.length}` : `over ${told}`;
      return { label: full.length === 1 ? 'the only way' : label, factors };
    });
    if (ways.length === 1) return made(ways, `${gradient}, by the only way there is`);
    return made(
      ways,
      `${gradient}, the sum over ${ways.length === 2 ? 'both ways' : `all ${ways.length} ways`}`,
    );
  }
  const isShort = readings.length > limits.ways;
  const told = isShort ? readings.slice(0, limits.ways - 1) : readings;
  const ways = told.map((reading): ChainWay => {
    const net = reading.into ?? reading.by;
    const label = readings.length === 1 ? 'all ways at once' : `ways over ${net.name}`;
    const first = { ...paths.factor(reading, p), slot: paths.firstSlot(net) };
    return { label, factors: [first, ...added(net, paths)] };
  });
  const head = ways[0]!.factors.at(-1)!.name;
  const others = readings.length - told.length;
  if (isShort) ways.push({ label: `over ${others} more`, factors: [] });
  if (readings.length === 1) return made(ways, `${gradient}: ${head} adds up all ways from there`);
  return made(
    ways,
    `${gradient}, the sum over all ${readings.length} uses of ${p.name}; each ${head.replace(/@.*/, '')} adds up all ways from there`,
  );
}

/** All ways from a net input on: over its activation, if it has one that is its own. */
function added(net: Node, { readings, factor, firstSlot, collapses }: Paths): Factor[] {
  const slot = firstSlot(net);
  const gradient = (n: Node, at: number): Factor => ({
    name: `∂E/∂${n.name}`,
    value: gradientRef(n.ref)!,
    slot: at,
  });
  const [reading, another] = readings(net);
  if (!reading || another || collapses(net)) return [gradient(net, slot + 1)];
  return [{ ...factor(reading, net), slot: slot + 1 }, gradient(reading.by, slot + 2)];
}

/** The net inputs that tell a way from the others: of the uses of the weight, and of what comes after. */
function over(nets: readonly string[], uses: number, ways: number): string {
  const [use, ...others] = nets;
  if (uses === ways) return use ?? '';
  return (uses === 1 ? others : nets).join(', ');
}
