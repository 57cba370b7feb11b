import type { Layer, Network } from '../network/network.ts';
import { affine, outerProduct, overflowToNaN, stepDown, transposedProduct } from './vectors.ts';

/**
 * Every value of every step of one training run. Each array holds one row per step, 0 to steps,
 * row by row; NaN stands for a value that overflowed or was computed from one that did.
 */
export interface Trace {
  readonly network: Network;
  /** η of this run, which may differ from the network's own. */
  readonly learningRate: number;
  /** steps + 1. */
  readonly rows: number;
  readonly layers: readonly LayerTrace[];
  /** Eⱼ, rows × outputs. */
  readonly errors: Float64Array;
  /** E_total, one per row. */
  readonly totals: Float64Array;
}

/** The part of a trace that belongs to one layer; the comments give the width of a row. */
export interface LayerTrace {
  readonly weights: Float64Array; // units × inputs
  readonly biases: Float64Array | null; // units
  readonly net: Float64Array; // units
  readonly activation: Float64Array; // units
  readonly gradActivation: Float64Array; // ∂E/∂a, units
  readonly slope: Float64Array; // ∂a/∂net, units
  readonly gradNet: Float64Array; // ∂E/∂net = δ, units
  readonly gradWeights: Float64Array; // ∂E/∂w, units × inputs
  readonly gradBiases: Float64Array | null; // ∂E/∂b, units
}

/**
 * Trains the network by gradient descent on its one sample and keeps every value.
 *
 * Textbook backpropagation in matrix form: net = W·x + b, a = f(net), δ = ∂E/∂a ∘ f′(net),
 * ∂E/∂W = δ·xᵀ, ∂E/∂b = δ, ∂E/∂x = Wᵀ·δ (Nielsen, Neural Networks and Deep Learning, ch. 2,
 * BP1–BP4); W ← W − η·∂E/∂W.
 *
 * @param learningRate η of this run; the network's own if left out.
 */
export function train(network: Network, learningRate = network.learningRate): Trace {
  const rows = network.steps + 1;
  const outputs = network.targets.length;
  const trace: Trace = {
    network,
    learningRate,
    rows,
    layers: network.layers.map((layer) => emptyLayerTrace(layer, rows)),
    errors: new Float64Array(rows * outputs),
    totals: new Float64Array(rows),
  };
  for (let row = 0; row < rows; row++) {
    if (row === 0) start(trace);
    else update(trace, row);
    forward(trace, row);
    backward(trace, row);
  }
  return trace;
}

function emptyLayerTrace(layer: Layer, rows: number): LayerTrace {
  const perUnit = () => new Float64Array(rows * layer.units);
  const perWeight = () => new Float64Array(rows * layer.weights.length);
  return {
    weights: perWeight(),
    biases: layer.biases && perUnit(),
    net: perUnit(),
    activation: perUnit(),
    gradActivation: perUnit(),
    slope: perUnit(),
    gradNet: perUnit(),
    gradWeights: perWeight(),
    gradBiases: layer.biases && perUnit(),
  };
}

/** The values of one row, as a view: writing to it writes to the trace. */
function rowOf(values: Float64Array, row: number, rows: number): Float64Array {
  const width = values.length / rows;
  return values.subarray(row * width, (row + 1) * width);
}

function start({ network, layers, rows }: Trace): void {
  for (const [l, layer] of layers.entries()) {
    rowOf(layer.weights, 0, rows).set(network.layers[l].weights);
    if (layer.biases) rowOf(layer.biases, 0, rows).set(network.layers[l].biases!);
  }
}

function update({ network, layers, rows, learningRate }: Trace, row: number): void {
  const move = (values: Float64Array, gradients: Float64Array, rate: number) => {
    const moved = rowOf(values, row, rows);
    stepDown(rowOf(values, row - 1, rows), rowOf(gradients, row - 1, rows), rate, moved);
    overflowToNaN(moved);
  };
  for (const layer of layers) {
    move(layer.weights, layer.gradWeights, learningRate);
    if (!layer.biases) continue;
    if (network.trainBiases) move(layer.biases, layer.gradBiases!, learningRate);
    else rowOf(layer.biases, row, rows).set(rowOf(layer.biases, row - 1, rows));
  }
}

function forward({ network, layers, errors, totals, rows }: Trace, row: number): void {
  let x = network.inputs;
  for (const [l, layer] of layers.entries()) {
    const { activation: f } = network.layers[l];
    const net = rowOf(layer.net, row, rows);
    const a = rowOf(layer.activation, row, rows);
    const slope = rowOf(layer.slope, row, rows);
    const b = layer.biases && rowOf(layer.biases, row, rows);
    affine(rowOf(layer.weights, row, rows), x, b, net);
    overflowToNaN(net);
    for (let j = 0; j < net.length; j++) {
      a[j] = f.value(net[j]);
      slope[j] = f.slope(net[j], a[j]);
    }
    overflowToNaN(a);
    overflowToNaN(slope);
    x = a;
  }
  const E = rowOf(errors, row, rows);
  for (let j = 0; j < E.length; j++) E[j] = network.loss.value(network.targets[j], x[j]);
  overflowToNaN(E);
  totals[row] = E.reduce((sum, e) => sum + e);
  overflowToNaN(totals.subarray(row, row + 1));
}

function backward({ network, layers, rows }: Trace, row: number): void {
  for (let l = layers.length - 1; l >= 0; l--) {
    const layer = layers[l];
    const x = l > 0 ? rowOf(layers[l - 1].activation, row, rows) : network.inputs;
    const a = rowOf(layer.activation, row, rows);
    const slope = rowOf(layer.slope, row, rows);
    const dA = rowOf(layer.gradActivation, row, rows);
    const dNet = rowOf(layer.gradNet, row, rows);
    const dW = rowOf(layer.gradWeights, row, rows);
    if (l === layers.length - 1) {
      for (let j = 0; j < a.length; j++) dA[j] = network.loss.slope(network.targets[j], a[j]);
    } else {
      const next = layers[l + 1];
      transposedProduct(rowOf(next.weights, row, rows), rowOf(next.gradNet, row, rows), dA);
    }
    overflowToNaN(dA);
    for (let j = 0; j < a.length; j++) dNet[j] = dA[j] * slope[j];
    overflowToNaN(dNet);
    outerProduct(dNet, x, dW);
    overflowToNaN(dW);
    if (layer.gradBiases) rowOf(layer.gradBiases, row, rows).set(dNet);
  }
}
