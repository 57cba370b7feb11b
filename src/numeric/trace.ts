import { rowsOf } from '../network/batches.ts';
import type { Layer, Network } from '../network/network.ts';

/**
 * Every value of one training run. Each array holds one row per row of the training table (per step
 * where there is one sample, else per step and sample of its batch), row by row; NaN stands for a
 * value that overflowed or was computed from one that did. What a network does not have is null.
 */
export interface Trace {
  readonly network: Network;
  /** η of this run, which may differ from the network's own. */
  readonly learningRate: number;
  readonly rows: number;
  readonly layers: readonly LayerTrace[];
  /** Eⱼ, rows × outputs. */
  readonly errors: Float64Array;
  /** E_total, one per row. */
  readonly totals: Float64Array;
  /** η of each row under a schedule. */
  readonly rates: Float64Array | null;
  /** The mean E_total of each batch; one a step. */
  readonly costs: Float64Array;
  /** The same of each complete epoch, where the verdict judges epochs. */
  readonly epochCosts: Float64Array | null;
  /** Of a classifier: 1 where the sample is classified right, one per row. */
  readonly hits: Float64Array | null;
  /** The mean of that over each batch; one a step. */
  readonly accuracies: Float64Array | null;
}

/**
 * The part of a trace that belongs to one layer; the comments give the width of a row. What belongs to
 * a step has a row a step.
 */
export interface LayerTrace extends LayerStepTrace {
  readonly weights: Float64Array; // weights
  readonly biases: Float64Array | null; // rows of weights
  readonly net: Float64Array; // units
  readonly shared: Float64Array | null; // what the units share
  readonly activation: Float64Array; // units
  readonly gradActivation: Float64Array; // ∂E/∂a, units
  readonly slope: Float64Array; // ∂a/∂net, units
  readonly jacobian: Float64Array | null; // ∂aᵢ/∂netⱼ, units × units, its diagonal is `slope`
  readonly chainNet: Float64Array | null; // ∂E/∂net by the chain rule where `gradNet` is not, units
  readonly gradNet: Float64Array; // ∂E/∂net = δ, units
  readonly gradWeights: Float64Array; // ∂E/∂w, weights
  readonly gradBiases: Float64Array | null; // ∂E/∂b, rows of weights
  readonly partWeights: Float64Array | null; // what each part adds to ∂E/∂w, parts × weights
  readonly partBiases: Float64Array | null; // what each part adds to ∂E/∂b, parts × rows of weights
  readonly weightStates: readonly Float64Array[]; // of the optimizer, weights each
  readonly biasStates: readonly Float64Array[]; // of the optimizer, rows of weights each
}

/** One row of a trace. */
export interface Row {
  readonly row: number;
  readonly rows: number;
}

/** The gradients by which a layer moves; a row a step. */
export interface LayerStepTrace {
  readonly meanWeights: Float64Array; // mean ∂E/∂w of the batch, weights
  readonly meanBiases: Float64Array | null; // mean ∂E/∂b of the batch, rows of weights
  readonly penalisedWeights: Float64Array | null; // with weight decay, weights
  readonly penalisedBiases: Float64Array | null; // with weight decay, rows of weights
}

export function emptyTrace(network: Network, learningRate: number): Trace {
  const { batches, loss, descent, targets } = network;
  const rows = rowsOf(network);
  const perRow = (wanted: unknown) => (wanted ? new Float64Array(rows) : null);
  const totals = new Float64Array(rows);
  const hits = perRow(loss.classes);
  return {
    network,
    learningRate,
    rows,
    layers: network.layers.map((_, l) => emptyLayer(network, l, rows)),
    errors: new Float64Array(rows * targets.length),
    totals,
    rates: perRow(descent.schedule),
    costs: meansOf(totals, network),
    epochCosts: batches.periodIsStep ? null : new Float64Array(batches.periodEnds.length),
    hits,
    accuracies: hits && meansOf(hits, network),
  };
}

/** Room for the means of each step over its rows; where that is one row, they are what stands there. */
function meansOf(values: Float64Array, { batches, steps }: Network): Float64Array {
  if (batches.size === 1) return values;
  return new Float64Array((steps + 1) * (values.length / batches.rows));
}

function emptyLayer(network: Network, l: number, rows: number): LayerTrace {
  const { descent, loss, layers, trainBiases } = network;
  const layer: Layer = layers[l];
  const { activation, biases } = layer;
  const values = (width: number, wanted: unknown = true) =>
    wanted ? new Float64Array(rows * width) : null;
  const ofSteps = (width: number, wanted: unknown) =>
    wanted ? new Float64Array((network.steps + 1) * width) : null;
  const perUnit = () => new Float64Array(rows * layer.units);
  const perRow = () => new Float64Array(rows * layer.weightRows);
  const perWeight = () => new Float64Array(rows * layer.weights.length);
  const decays = descent.penalties.length > 0;
  const movesBiases = biases && trainBiases;
  const { states } = descent.optimizer;
  const gradWeights = perWeight();
  const gradBiases = biases && perRow();
  return {
    weights: perWeight(),
    biases: biases && perRow(),
    net: perUnit(),
    shared: activation.kind === 'layer' ? values(activation.shared.length) : null,
    activation: perUnit(),
    gradActivation: perUnit(),
    slope: perUnit(),
    jacobian: values(layer.units * layer.units, activation.kind === 'layer'),
    chainNet: values(layer.units, loss.net && l === layers.length - 1),
    gradNet: perUnit(),
    gradWeights,
    gradBiases,
    partWeights: values(layer.parts * layer.weights.length, layer.parts > 1),
    partBiases: values(layer.parts * layer.weightRows, layer.parts > 1 && biases),
    meanWeights: meansOf(gradWeights, network),
    meanBiases: gradBiases && meansOf(gradBiases, network),
    penalisedWeights: ofSteps(layer.weights.length, decays),
    penalisedBiases: ofSteps(layer.weightRows, decays && movesBiases),
    weightStates: states.map(perWeight),
    biasStates: movesBiases ? states.map(perRow) : [],
  };
}

/** The values of one row (or step, of so many), as a view: writing to it writes to the trace. */
export function rowOf(values: Float64Array, row: number, rows: number): Float64Array {
  const width = values.length / rows;
  return values.subarray(row * width, (row + 1) * width);
}

/** Of the values of all units of a layer, those of the units that the next layer or the loss reads. */
export function outputsOf({ units, outputs }: Layer, values: Float64Array): Float64Array {
  return outputs === units ? values : values.subarray(units - outputs);
}
