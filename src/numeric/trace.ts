import type { Layer, Network } from '../network/network.ts';
import type { LayerParts, SumParts } from './sums.ts';

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
  /** Where there are very many errors, what stretches of them add up to. */
  readonly totalParts: SumParts | null;
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
  readonly sums: LayerParts; // the parts of long sums
}

/** The gradients by which a layer moves; a row a step. */
export interface LayerStepTrace {
  readonly meanWeights: Float64Array; // mean ∂E/∂w of the batch, weights
  readonly meanBiases: Float64Array | null; // mean ∂E/∂b of the batch, rows of weights
  readonly penalisedWeights: Float64Array | null; // with weight decay, weights
  readonly penalisedBiases: Float64Array | null; // with weight decay, rows of weights
}

/** Of the values of all units of a layer, those of the units that the next layer or the loss reads. */
export function outputsOf({ units, outputs }: Layer, values: Float64Array): Float64Array {
  return outputs === units ? values : values.subarray(units - outputs);
}
