import { type Activation, activationOf } from '../functions/activations.ts';
import { nameOf, parametersOf } from '../functions/choice.ts';
import { type Loss, lossOf } from '../functions/losses.ts';
import type { InitSpec, LayerSpec, Spec } from '../spec/spec.ts';
import { type Batches, dealBatches } from './batches.ts';
import { type Drawn, initialValues } from './initialisers.ts';
import { samplesOf } from './samples.ts';
import { type Descent, descentOf } from './settings.ts';

/** A network ready to be trained: its layers, its samples and its training plan. */
export interface Network {
  /** The description it was built from. */
  readonly spec: Spec;
  /** Inputs and targets of the only sample; of the first one where there are more. */
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
  /** All of them; at least one. */
  readonly samples: readonly Sample[];
  /** Which sample is seen when; null for a network of one sample, which every step sees. */
  readonly batches: Batches | null;
  /** From the first hidden layer to the output layer. */
  readonly layers: readonly Layer[];
  readonly loss: Loss;
  readonly descent: Descent;
  /** η. */
  readonly learningRate: number;
  /** Weight updates; a trace goes from step 0 to this. */
  readonly steps: number;
  readonly trainBiases: boolean;
  /** Learning rates to compare. */
  readonly compare: readonly number[];
  /** The loss at or below which a run counts as converged. */
  readonly tolerance: number;
}

/** One example to learn from, as the network sees it. */
export interface Sample {
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

export type Layer = DenseLayer;

/** What a layer of any kind has. */
interface CommonLayer {
  /** Net inputs, and as many activations, at all its places. */
  readonly units: number;
  /** How many of the activations, from the last back, the next layer or the loss reads. */
  readonly outputs: number;
  readonly activation: Activation;
  /** Initial weights, row by row; units that share their weights share a row. */
  readonly weights: Float64Array;
  readonly weightRows: number;
  /** Weights of a row. */
  readonly fanIn: number;
  /** Initial biases, one per row of weights; null for a layer without. */
  readonly biases: Float64Array | null;
}

/** Every unit weighs every source. */
export interface DenseLayer extends CommonLayer {
  readonly kind: 'dense';
}

/** `Hidden layer`, `Hidden layer 2`, `Output layer`. */
export function layerTitle({ layers }: { readonly layers: readonly unknown[] }, l: number): string {
  if (l === layers.length - 1) return 'Output layer';
  return layers.length === 2 ? 'Hidden layer' : `Hidden layer ${l + 1}`;
}

const DEFAULT_TOLERANCE = 1e-4;

/** Builds the network that a valid spec describes. */
export function buildNetwork(spec: Spec): Network {
  const { training, data } = spec;
  let inputs = spec.inputs.length;
  // Layers that say the same share one activation, so that one can see that it is the same.
  const activations = new Map<string, Activation>();
  const shared = ({ activation }: LayerSpec) => {
    const key = JSON.stringify(activation);
    const found = activations.get(key);
    if (found) return found;
    const made = activationOf(nameOf(activation), parametersOf(activation));
    activations.set(key, made);
    return made;
  };
  const layers = spec.layers.map((layer, index) => {
    const built = { ...buildLayer(layer, index, inputs), activation: shared(layer) };
    inputs = layer.units;
    return built;
  });
  const samples = samplesOf(spec);
  const { steps, shuffle } = training;
  const size = Math.min(training.batchSize ?? samples.length, samples.length);
  return {
    spec,
    ...samples[0],
    samples,
    batches: data && dealBatches(samples.length, { steps, size, shuffle }),
    layers,
    loss: lossOf(nameOf(spec.loss), spec.targets.length, parametersOf(spec.loss)),
    descent: descentOf(training),
    learningRate: training.learningRate,
    steps,
    trainBiases: training.trainBiases,
    compare: spec.compare,
    tolerance: DEFAULT_TOLERANCE,
  };
}

function buildLayer(
  { units, weights, biases }: LayerSpec,
  layer: number,
  inputs: number,
): Omit<DenseLayer, 'activation'> {
  const drawn = (init: InitSpec, what: Drawn, count: number) =>
    initialValues(init, count, { layer, what, fanIn: inputs, fanOut: units });
  return {
    kind: 'dense',
    units,
    outputs: units,
    weightRows: units,
    fanIn: inputs,
    weights:
      'init' in weights
        ? drawn(weights, 'weights', units * inputs)
        : Float64Array.from(weights.flat()),
    biases:
      biases && ('init' in biases ? drawn(biases, 'biases', units) : Float64Array.from(biases)),
  };
}
