import { LAST_PLACES, leastSlope } from '../../functions/gradient-check.ts';
import { MOST_TERMS, stretchesOf } from '../../functions/long-sums.ts';
import { type Layer, type Network, outputLayer } from '../../network/network.ts';
import { type Ref, ref } from '../../ref.ts';
import { mathOf } from '../layers/kinds.ts';
import type { SourceOf } from '../layers/layer.ts';
import { outputsOf } from '../trace.ts';
import { type Pass, valueIn } from './pass.ts';

/** What is known of a forward pass beside its values. */
export interface Bounds {
  /** By how much each quantity may be off by round-off, by the first order. */
  readonly offNet: readonly Float64Array[];
  /** Of the parts of long net inputs, by their unit. */
  readonly offNetParts: readonly (readonly (readonly number[])[])[];
  readonly offActivation: readonly Float64Array[];
  readonly offErrors: Float64Array;
  readonly offTotalParts: readonly number[];
  readonly offTotal: number;
  /** How far the net input that moves most moves for each 1 by which a unit's own is moved. */
  readonly reach: readonly Float64Array[];
  /** |∂E/∂a| of each output; with a loss of the net inputs, |∂E/∂net|. */
  readonly slopes: Float64Array;
  /** How far a net input may be moved: h, less where the errors are small. */
  readonly move: number;
}

/**
 * Round-off is followed forwards as in a running error analysis (Wilkinson, Rounding Errors in
 * Algebraic Processes, ch. 1; Higham, Accuracy and Stability of Numerical Algorithms, § 3.3), the
 * reach backwards along the sizes of the weights.
 */
export function boundsOf(network: Network, pass: Pass, h: number): Bounds {
  const { layers, targets, loss } = network;
  const last = pass.layers.at(-1)!;
  const lastLayer = outputLayer(network);
  const [outputs, lastNet] = [
    outputsOf(lastLayer, last.activation),
    outputsOf(lastLayer, last.net),
  ];
  const slopes = targets.map((t, j) =>
    Math.abs(loss.net ? loss.net.value(t, outputs[j]!) : loss.slope(t, outputs[j]!)),
  );
  const largest = slopes.reduce((a, b) => Math.max(a, b));
  const move = h * Math.sqrt(Math.min(1, Math.max(leastSlope(loss).value, largest)));

  const offNet: Float64Array[] = [];
  const offNetParts: number[][][] = [];
  const offActivation: Float64Array[] = [];
  let x = network.inputs;
  let offX: Float64Array = new Float64Array(network.inputs.length);
  for (const [l, layer] of layers.entries()) {
    const { units, weights, biases, activation } = layer;
    const { net, activation: a } = pass.layers[l]!;
    const off = new Float64Array(units);
    const offA = new Float64Array(units);
    const offParts: number[][] = [];
    const carriedBy = (i: number): number => {
      if (activation.kind === 'scalar') return Math.abs(activation.slope(net[i]!, a[i]!)) * off[i]!;
      let carried = 0;
      for (let j = 0; j < units; j++) {
        const slope = i === j ? activation.slope(a[i]!) : activation.crossSlope(a[i]!, a[j]!);
        carried += Math.abs(slope) * off[j]!;
      }
      return carried;
    };
    const finish = (i: number) => {
      offA[i] = carriedBy(i) + (1 + Math.abs(a[i]!)) * LAST_PLACES.value;
    };
    for (const [i, products] of productsOf(layer).entries()) {
      const given = { input: x, own: a, state: layer.constants };
      const offOf = (some: readonly Product[], alone: number): number => {
        const w = some.map(({ weight }) => weights[weight]!);
        const factors = some.map(({ source, of }) => given[of][source]!);
        // What is given has no round-off.
        const carried = some.filter(({ of }) => of === 'own' || (of === 'input' && l > 0));
        const offs = carried.map(({ source, of }) => (of === 'own' ? offA : offX)[source]!);
        const heavy = carried.map(({ weight }) => weights[weight]!);
        return (
          (sizeOfProducts(w, factors) + alone) * LAST_PLACES.value + sizeOfProducts(heavy, offs)
        );
      };
      const bias = biases ? Math.abs(biases[mathOf(layer).biasOf(layer, i)]!) : 0;
      const stretches = stretchesOf(products.length);
      if (stretches.length === 0) off[i] = offOf(products, bias);
      else {
        const offs = stretches.map(({ from, to }) => offOf(products.slice(from, to), 0));
        const sizes = stretches.map((_, part) =>
          Math.abs(valueIn(pass, ref('netSum', l, i, 0, part))),
        );
        off[i] = (sizes.reduce(add) + bias) * LAST_PLACES.value + offs.reduce(add);
        offParts[i] = offs;
      }
      if (activation.kind === 'scalar') finish(i);
    }
    if (activation.kind !== 'scalar') for (let i = 0; i < units; i++) finish(i);
    offNet.push(off);
    offNetParts.push(offParts);
    offActivation.push(offA);
    [x, offX] = [outputsOf(layer, a), outputsOf(layer, offA)];
  }
  const offOutputs = outputsOf(lastLayer, offNet.at(-1)!);
  const offErrors = pass.errors.map((E, j) => {
    const t = Math.abs(targets[j]!);
    const off = offOutputs;
    const net = Math.abs(lastNet[j]!);
    if (!loss.net) {
      const difference = offX[j]! + (t + Math.abs(x[j]!)) * LAST_PLACES.value;
      return (slopes[j]! + 2 * move) * difference + Math.abs(E) * LAST_PLACES.value;
    }
    if (loss.classes !== 'largest') return (1 + t) * (off[j]! + (1 + net) * LAST_PLACES.value);
    const shared = last.shared.reduce((sum, each) => sum + Math.abs(each), 0);
    const most = off.reduce((a, b) => Math.max(a, b));
    return t * (2 * most + (1 + net + shared) * LAST_PLACES.value);
  });
  const offTotalParts = stretchesOf(offErrors.length).map(
    ({ from, to }, part) =>
      offErrors.subarray(from, to).reduce(add) +
      Math.abs(pass.totalParts[part]!) * LAST_PLACES.value,
  );
  const offAdded = offTotalParts.length > 0 ? offTotalParts : Array.from(offErrors);
  const offTotal = offAdded.reduce(add) + Math.abs(pass.total) * LAST_PLACES.value;
  return {
    offNet,
    offNetParts,
    offActivation,
    offErrors,
    offTotalParts,
    offTotal,
    reach: reachOf(network, pass),
    slopes,
    move,
  };
}

const add = (a: number, b: number) => a + b;

/** From so many terms on their sizes are not added up one by one. */
const FEWEST_AS_NORM = 4;

/** Σ|aᵢbᵢ|, or of many its bound ‖a‖·‖b‖ (Cauchy and Schwarz). */
function sizeOfProducts(a: readonly number[], b: readonly number[]): number {
  if (a.length >= FEWEST_AS_NORM) return norm(a) * norm(b);
  return a.reduce((sum, each, k) => sum + Math.abs(each) * Math.abs(b[k]!), 0);
}

function norm(v: readonly number[] | Float64Array): number {
  let sum = 0;
  for (const each of v) sum += each * each;
  return Math.sqrt(sum);
}

function reachOf({ layers }: Network, pass: Pass): Float64Array[] {
  const reach = layers.map(({ units }) => new Float64Array(units).fill(1));
  for (let l = layers.length - 1; l >= 0; l--) {
    const layer = layers[l]!;
    const { net, activation: a } = pass.layers[l]!;
    const reached = reach[l]!;
    const further = new Float64Array(layer.units);
    const count = new Float64Array(layer.units);
    const add = (i: number, by: number) => {
      further[i]! += by;
      count[i]!++;
    };
    const [next, above] = [layers[l + 1], reach[l + 1]];
    if (next && above) {
      const skipped = layer.units - layer.outputs;
      for (const [v, products] of productsOf(next).entries()) {
        for (const { weight, source, of } of products) {
          if (of !== 'input') continue;
          add(skipped + source, Math.abs(next.weights[weight]!) * above[v]!);
        }
      }
      const most = above.reduce((x, y) => Math.max(x, y));
      const together = Math.sqrt(next.weights.length) * norm(next.weights) * most;
      // The sheet adds up so many terms only.
      for (let i = 0; i < further.length; i++) if (count[i]! > MOST_TERMS) further[i] = together;
    }
    for (const [i, products] of [...productsOf(layer).entries()].reverse()) {
      if (count[i]! > 0 && layer.activation.kind === 'scalar') {
        reached[i] = Math.max(1, Math.abs(layer.activation.slope(net[i]!, a[i]!)) * further[i]!);
      }
      for (const { weight, source, of } of products) {
        if (of === 'own') add(source, Math.abs(layer.weights[weight]!) * reached[i]!);
      }
    }
  }
  return reach;
}

interface Product {
  readonly weight: number;
  readonly source: number;
  readonly of: SourceOf;
}

/** What each net input of a layer adds up. */
function productsOf(layer: Layer): Product[][] {
  const products = Array.from({ length: layer.units }, (): Product[] => []);
  mathOf(layer).reads(layer, (net, weight, source, of) => {
    products[net]!.push({ weight, source, of });
  });
  return products;
}

/** How far the move of a parameter by 1 moves the net inputs that it moves, and what they move. */
export function leverOf(network: Network, pass: Pass, { reach }: Bounds, parameter: Ref): number {
  const { kind, layer: l, unit, input } = parameter;
  const layer = network.layers[l]!;
  const { biasOf } = mathOf(layer);
  const { activation } = pass.layers[l]!;
  const reached = reach[l]!;
  const read = { input: readBy(network, pass, l), own: activation, state: layer.constants };
  const reads = productsOf(layer).flatMap(
    (products, net): { net: number; product: Product | null }[] => {
      if (kind === 'bias') return biasOf(layer, net) === unit ? [{ net, product: null }] : [];
      const found = products.filter(({ weight }) => weight === unit * layer.fanIn + input);
      return found.map((product) => ({ net, product }));
    },
  );
  const nets = reads.map(({ net }) => net);
  if (reads.length > MOST_TERMS) {
    // Not one by one: what all it weighs, from the first to the last, could do together.
    const most = reached.subarray(nets[0], nets.at(-1)! + 1).reduce((x, y) => Math.max(x, y));
    if (kind === 'bias') return reads.length * most;
    const sources = (['input', 'own', 'state'] as const).map((of) => {
      const places = reads.flatMap(({ product }) => (product?.of === of ? product.source : []));
      const [from, to] = [places.reduce(least, Infinity), places.reduce(greatest, -1)];
      return norm(Array.from(read[of].slice(Math.min(from, to), to + 1)));
    });
    return Math.sqrt(reads.length) * norm(sources) * most;
  }
  return reads
    .map(
      ({ net, product }) =>
        (product ? Math.abs(read[product.of][product.source]!) : 1) * reached[net]!,
    )
    .reduce(add, 0);
}

const least = (a: number, b: number) => Math.min(a, b);
const greatest = (a: number, b: number) => Math.max(a, b);

/** What a layer reads. */
function readBy({ inputs, layers }: Network, pass: Pass, l: number): Float64Array {
  const before = layers[l - 1];
  return before ? outputsOf(before, pass.layers[l - 1]!.activation) : inputs;
}

/** How far round-off may have carried a forward quantity; null where it is not followed. */
export function offIn(bounds: Bounds, { kind, layer, unit, part }: Ref): number | null {
  switch (kind) {
    case 'net':
      return bounds.offNet[layer]![unit]!;
    case 'netSum':
      return bounds.offNetParts[layer]![unit]![part]!;
    case 'activation':
      return bounds.offActivation[layer]![unit]!;
    case 'error':
      return bounds.offErrors[unit]!;
    case 'totalSum':
      return bounds.offTotalParts[part]!;
    case 'total':
      return bounds.offTotal;
    default:
      return null;
  }
}

/** The reach of a net input, or how E changes with an output; null for what has neither. */
export function reachIn(bounds: Bounds, { kind, layer, unit }: Ref): number | null {
  if (kind === 'net') return bounds.reach[layer]![unit]!;
  return kind === 'error' ? bounds.slopes[unit]! : null;
}
