import type { Network } from '../../network/network.ts';
import { type Ref, ref } from '../../network/ref.ts';
import type { Pass } from './pass.ts';

/**
 * How far round-off may carry one addition, multiplication or function: 32 units in the last place.
 * Most of it is for LibreOffice, which takes a difference of nearly equal numbers for 0.
 */
export const LAST_PLACES = 1 / 140737488355328; // 2⁻⁴⁷

/** How far the net inputs are moved at most, unless the reader types another h. */
export const DEFAULT_MOVE = 0.001;

/**
 * Below this an error is as good as none: it does not make the move smaller still. A loss that is
 * computed from net inputs has a round-off that does not get smaller with it.
 */
export const leastSlope = ({ loss }: Network) => (loss.net ? 1e-4 : 1e-12);

/** Of a wider layer the reach takes the weights together. */
export const MOST_TERMS = 250;

/** What is known of a forward pass beside its values. */
export interface Bounds {
  /** By how much each quantity may be off by round-off, by the first order. */
  readonly offNet: readonly Float64Array[];
  readonly offActivation: readonly Float64Array[];
  readonly offErrors: Float64Array;
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
  const last = pass.layers[pass.layers.length - 1];
  const slopes = targets.map((t, j) =>
    Math.abs(loss.net ? loss.net.value(t, last.activation[j]) : loss.slope(t, last.activation[j])),
  );
  const largest = slopes.reduce((a, b) => Math.max(a, b));
  const move = h * Math.sqrt(Math.min(1, Math.max(leastSlope(network), largest)));

  const offNet: Float64Array[] = [];
  const offActivation: Float64Array[] = [];
  let [x, offX] = [network.inputs, new Float64Array(network.inputs.length)];
  for (const [l, { units, fanIn, weights, biases, activation }] of layers.entries()) {
    const { net, activation: a } = pass.layers[l];
    const off = Float64Array.from({ length: units }, (_, j) => {
      const row = weights.subarray(j * fanIn, (j + 1) * fanIn);
      const size = sizeOfProducts(row, x) + (biases ? Math.abs(biases[j]) : 0);
      const carried = l === 0 ? 0 : sizeOfProducts(row, offX);
      return size * LAST_PLACES + carried;
    });
    offNet.push(off);
    const offA = a.map((value, i) => {
      let carried = 0;
      if (activation.kind === 'scalar') {
        carried = Math.abs(activation.slope(net[i], value)) * off[i];
      } else {
        for (let j = 0; j < units; j++) {
          const slope = i === j ? activation.slope(value) : activation.crossSlope(value, a[j]);
          carried += Math.abs(slope) * off[j];
        }
      }
      return carried + (1 + Math.abs(value)) * LAST_PLACES;
    });
    offActivation.push(offA);
    [x, offX] = [a, offA];
  }
  const offErrors = pass.errors.map((E, j) => {
    const t = Math.abs(targets[j]);
    const off = offNet[offNet.length - 1];
    const net = Math.abs(last.net[j]);
    if (!loss.net) {
      const difference = offX[j] + (t + Math.abs(x[j])) * LAST_PLACES;
      return (slopes[j] + 2 * move) * difference + Math.abs(E) * LAST_PLACES;
    }
    if (loss.classes !== 'largest') return (1 + t) * (off[j] + (1 + net) * LAST_PLACES);
    const shared = last.shared.reduce((sum, each) => sum + Math.abs(each), 0);
    const most = off.reduce((a, b) => Math.max(a, b));
    return t * (2 * most + (1 + net + shared) * LAST_PLACES);
  });
  const offTotal = offErrors.reduce((sum, each) => sum + each) + Math.abs(pass.total) * LAST_PLACES;
  return {
    offNet,
    offActivation,
    offErrors,
    offTotal,
    reach: reachOf(network, pass),
    slopes,
    move,
  };
}

/** From so many terms on their sizes are not added up one by one. */
const FEWEST_AS_NORM = 4;

/** Σ|aᵢbᵢ|, or of many its bound ‖a‖·‖b‖ (Cauchy and Schwarz). */
function sizeOfProducts(a: Float64Array, b: Float64Array): number {
  if (a.length >= FEWEST_AS_NORM) return norm(a) * norm(b);
  return a.reduce((sum, each, k) => sum + Math.abs(each) * Math.abs(b[k]), 0);
}

const norm = (v: Float64Array) => Math.sqrt(v.reduce((sum, each) => sum + each * each, 0));

function reachOf({ layers }: Network, pass: Pass): Float64Array[] {
  const reach = layers.map(({ units }) => new Float64Array(units).fill(1));
  for (let l = layers.length - 2; l >= 0; l--) {
    const { activation } = layers[l];
    const next = layers[l + 1];
    const { net, activation: a } = pass.layers[l];
    const most = reach[l + 1].reduce((x, y) => Math.max(x, y));
    const together = Math.sqrt(next.weights.length) * norm(next.weights) * most;
    for (let j = 0; j < net.length; j++) {
      // The sheet adds up so many terms only.
      let further = next.units > MOST_TERMS ? together : 0;
      for (let v = 0; v < next.units && next.units <= MOST_TERMS; v++) {
        further += Math.abs(next.weights[v * next.fanIn + j]) * reach[l + 1][v];
      }
      const slope =
        activation.kind === 'scalar' ? activation.slope(net[j], a[j]) : activation.slope(a[j]);
      reach[l][j] = Math.max(1, Math.abs(slope) * further);
    }
  }
  return reach;
}

/** How far the move of a parameter by 1 moves the net input that it moves most. */
export function leverOf(network: Network, pass: Pass, { reach }: Bounds, parameter: Ref): number {
  const { kind, layer, unit, input } = parameter;
  const own = reach[layer][unit];
  return kind === 'bias' ? own : Math.abs(sourceOf(network, pass, layer, input)) * own;
}

/** What a weight weighs. */
export function sourceOf({ inputs }: Network, { layers }: Pass, l: number, k: number): number {
  return l === 0 ? inputs[k] : layers[l - 1].activation[k];
}

/** How far round-off may have carried a forward quantity; null where it is not followed. */
export function offIn(bounds: Bounds, { kind, layer, unit }: Ref): number | null {
  switch (kind) {
    case 'net':
      return bounds.offNet[layer][unit];
    case 'activation':
      return bounds.offActivation[layer][unit];
    case 'error':
      return bounds.offErrors[unit];
    case 'total':
      return bounds.offTotal;
    default:
      return null;
  }
}

/** The reach of a net input, or how E changes with an output; null for what has neither. */
export function reachIn(bounds: Bounds, { kind, layer, unit }: Ref): number | null {
  if (kind === 'net') return bounds.reach[layer][unit];
  return kind === 'error' ? bounds.slopes[unit] : null;
}

/** The refs of a network's outputs. */
export const outputRefs = (kind: 'error' | 'target', { targets }: Network): Ref[] =>
  Array.from(targets, (_, j) => ref(kind, 0, j));
