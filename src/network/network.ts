import { type Activation, activations } from '../functions/activations.ts';
import { type Loss, losses } from '../functions/losses.ts';
import type { LayerSpec, Spec } from '../spec/spec.ts';

/** A network ready to be trained: its layers, its one sample and its training plan. */
export interface Network {
  /** The description it was built from. */
  readonly spec: Spec;
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
  /** From the first hidden layer to the output layer. */
  readonly layers: readonly Layer[];
  readonly loss: Loss;
  /** η. */
  readonly learningRate: number;
  /** Weight updates; a trace has steps + 1 rows. */
  readonly steps: number;
  readonly trainBiases: boolean;
  /** Learning rates to compare. */
  readonly compare: readonly number[];
  /** The loss at or below which a run counts as converged. */
  readonly tolerance: number;
}

export interface Layer {
  readonly units: number;
  readonly inputs: number;
  readonly activation: Activation;
  /** Initial weights, units × inputs, row by row. */
  readonly weights: Float64Array;
  /** Initial biases, one per unit; null for a layer without. */
  readonly biases: Float64Array | null;
}

const DEFAULT_TOLERANCE = 1e-4;

/** Builds the network that a valid spec describes. */
export function buildNetwork(spec: Spec): Network {
  let inputs = spec.inputs.length;
  const layers = spec.layers.map((layer) => {
    const built = buildLayer(layer, inputs);
    inputs = layer.units;
    return built;
  });
  return {
    spec,
    inputs: Float64Array.from(spec.inputs),
    targets: Float64Array.from(spec.targets),
    layers,
    loss: losses[spec.loss],
    learningRate: spec.training.learningRate,
    steps: spec.training.steps,
    trainBiases: spec.training.trainBiases,
    compare: spec.compare,
    tolerance: DEFAULT_TOLERANCE,
  };
}

function buildLayer(layer: LayerSpec, inputs: number): Layer {
  return {
    units: layer.units,
    inputs,
    activation: activations[layer.activation],
    weights: Float64Array.from(layer.weights.flat()),
    biases: layer.biases && Float64Array.from(layer.biases),
  };
}
