import { GradsheetError } from '../errors.ts';
import { type Activation, activationOf } from '../functions/activations.ts';
import { givenParameters, nameOf } from '../functions/choice.ts';
import { initialValues } from '../functions/initialisers.ts';
import { type Loss, lossOf } from '../functions/losses.ts';
import { countOf } from '../layers/kind.ts';
import { type GeometryOf, type LayerKindName, layerKind } from '../layers/kinds.ts';
import { comparedRates } from '../spec/compared.ts';
import { type ShapedLayer, shapesOf } from '../spec/shapes.ts';
import type { LayerSpec, Spec } from '../spec/spec.ts';
import { type Batches, dealBatches } from './batches.ts';
import { type Sample, samplesOf } from './samples.ts';
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
  /** Which sample is seen when. */
  readonly batches: Batches;
  /**
   * Whether the samples are a data set, of which a step sees a batch: then it comes to means. Else
   * there is one sample, of which a step comes to what it computes.
   */
  readonly hasData: boolean;
  /** From the first hidden layer to the output layer. */
  readonly layers: readonly Layer[];
  readonly loss: Loss;
  readonly descent: Descent;
  /** η. */
  readonly learningRate: number;
  /** Weight updates; a trace goes from step 0 to this. */
  readonly steps: number;
  readonly trainBiases: boolean;
  /** Learning rates to compare, the lesson's own among them. */
  readonly compare: readonly number[];
  /** The loss at or below which a run counts as converged. */
  readonly tolerance: number;
}

const parts = ['spec', 'samples', 'batches', 'layers', 'loss', 'descent', 'compare'] as const;

/**
 * For functions that programs call, perhaps without types.
 *
 * @throws GradsheetError SPEC_INVALID for what `buildNetwork` has not made.
 */
export function checkNetwork(network: Network): void {
  const isNetwork =
    typeof network === 'object' &&
    network !== null &&
    parts.every((part) => typeof network[part] === 'object' && network[part] !== null);
  if (isNetwork) return;
  throw new GradsheetError('SPEC_INVALID', 'this is no network', {
    hint: 'make one of a description: `buildNetwork(parseSpec(text))`',
  });
}

/** One layer, of any kind. */
export type Layer = { [Name in LayerKindName]: LayerOf<Name> }[LayerKindName];

/** A layer of one kind. */
export interface LayerOf<Name extends LayerKindName> extends CommonLayer {
  readonly kind: Name;
  readonly geometry: GeometryOf<Name>;
}

/** What a layer of any kind has. */
export interface CommonLayer {
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
  /** Numbers that are given and never change: an initial state. */
  readonly constants: readonly number[];
  /** Into how many parts the gradient of a weight is divided; 1 for none. */
  readonly parts: number;
  /** `3 units` */
  readonly shapeText: string;
}

/** Whether every unit weighs everything before it, so that it can be drawn with its weights. */
export const isFull = ({ kind }: Layer): boolean => layerKind(kind).isFull;

/** `Hidden layer`, `Hidden layer 2`, `Output layer`. */
export function layerTitle({ layers }: { readonly layers: readonly unknown[] }, l: number): string {
  if (l === layers.length - 1) return 'Output layer';
  return layers.length === 2 ? 'Hidden layer' : `Hidden layer ${l + 1}`;
}

const DEFAULT_TOLERANCE = 1e-4;

/** Builds the network that a valid spec describes. */
export function buildNetwork(spec: Spec): Network {
  const { training, data } = spec;
  // Layers that say the same share one activation, so that one can see that it is the same.
  const activations = new Map<string, Activation>();
  const shared = ({ activation }: LayerSpec) => {
    const key = JSON.stringify(activation);
    const found = activations.get(key);
    if (found) return found;
    const made = activationOf(nameOf(activation), givenParameters(activation));
    activations.set(key, made);
    return made;
  };
  const layers = shapesOf(spec).map((shape, index) => buildLayer(shape, index, shared(shape.spec)));
  const samples = samplesOf(spec);
  const { steps, shuffle } = training;
  const size = Math.min(training.batchSize ?? samples.length, samples.length);
  return {
    spec,
    ...samples[0]!,
    samples,
    batches: dealBatches(samples.length, { steps, size, shuffle }),
    hasData: data !== null,
    layers,
    loss: lossOf(nameOf(spec.loss), spec.targets.length, givenParameters(spec.loss)),
    descent: descentOf(training),
    learningRate: training.learningRate,
    steps,
    trainBiases: training.trainBiases,
    compare: comparedRates(spec),
    tolerance: DEFAULT_TOLERANCE,
  };
}

/** The sample that a row of the training table sees. */
export function sampleOfRow({ samples, batches }: Network, row: number): Sample {
  return samples[batches.sample[row]!]!;
}

/** The layer that the loss reads. */
export function outputLayer({ layers }: Pick<Network, 'layers'>): Layer {
  return layers.at(-1)!;
}

/** The same network, trained for another number of steps. */
export function withSteps(network: Network, steps: number): Network {
  const { samples, spec } = network;
  const { shuffle } = spec.training;
  const { size } = network.batches;
  return { ...network, steps, batches: dealBatches(samples.length, { steps, size, shuffle }) };
}

/** A layer with its first weights and biases, as they are given or drawn. */
function buildLayer(shape: ShapedLayer, layer: number, activation: Activation): Layer {
  const { spec, kind, geometry, rows, blocks, units, outputs } = shape;
  const { constants, parts, shapeText } = shape;
  const fanIn = blocks.reduce((sum, { columns }) => sum + columns, 0);
  const weights = new Float64Array(rows * fanIn);
  let from = 0;
  for (const { key, columns, ...fans } of blocks) {
    const given = spec[key]!;
    const values =
      'init' in given
        ? initialValues(given, rows * columns, { layer, what: key, ...fans })
        : given.flat();
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < columns; k++)
        weights[row * fanIn + from + k] = values[row * columns + k]!;
    }
    from += columns;
  }
  const { biases } = spec;
  const [{ fanIn: inputs, fanOut }] = blocks;
  const ofBiases = { layer, what: 'biases', fanIn: inputs, fanOut } as const;
  const made: CommonLayer = {
    units,
    outputs: countOf(outputs),
    activation,
    weights,
    weightRows: rows,
    fanIn,
    biases:
      biases &&
      ('init' in biases ? initialValues(biases, rows, ofBiases) : Float64Array.from(biases)),
    constants,
    parts,
    shapeText,
  };
  // The geometry is the one of its kind.
  return { ...made, kind, geometry } as Layer;
}
