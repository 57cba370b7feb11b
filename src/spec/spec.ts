import type { ActivationName } from '../functions/activations.ts';
import type { Choice } from '../functions/choice.ts';
import type { InitialiserName } from '../functions/initialisers.ts';
import type { LossName } from '../functions/losses.ts';
import type { OptimizerName } from '../functions/optimizers.ts';
import type { ScheduleName } from '../functions/schedules.ts';
import type { Shape } from '../layers/kind.ts';
import type { defaultKind, LayerKindName, OwnKeys } from '../layers/kinds.ts';

/** A validated description of a network and its training, every default filled in. */
export interface Spec {
  /** Shown as the title of the workbook and, as a slug, in the file's name. */
  readonly name: string;
  /** What the workbook shows, in one to three sentences. */
  readonly lesson?: string;
  /** What to try in the workbook. */
  readonly try?: readonly Experiment[];
  /** Of the only sample; of the first one where there are more. */
  readonly inputs: readonly number[];
  /** How the inputs of a sample lie, where they are more than a list. */
  readonly inputShape?: Shape;
  /** One target per unit of the last layer. */
  readonly targets: readonly number[];
  /** All samples; null for the one that `inputs` and `targets` give. */
  readonly data: DataSpec | null;
  /** From the first hidden layer to the output layer; at least one. */
  readonly layers: readonly LayerSpec[];
  readonly loss: Choice<LossName>;
  readonly training: TrainingSpec;
  /** Learning rates to compare, in the order of the columns; empty for no comparison. */
  readonly compare: readonly number[];
}

/** Something to change in the workbook, and what is to be seen then. */
export interface Experiment {
  readonly do: string;
  readonly look: string;
  /** Where to do it and where to look: names of cells or of sheets. */
  readonly cells: readonly string[];
}

/** A data set: a row a sample. */
export interface DataSpec {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  /** What the columns are called on the sheet `Data`; null if they have no names. */
  readonly inputNames: readonly string[] | null;
  readonly targetNames: readonly string[] | null;
  /** Whether the network sees each input less its mean, over its standard deviation. */
  readonly standardise: boolean;
}

/** One layer; what it has of its own goes by its kind. */
export type LayerSpec = {
  [Name in LayerKindName]: CommonLayerSpec & OwnKeys<Name> & KindKey<Name>;
}[LayerKindName];

/** A layer that names no kind is dense. */
export type KindKey<Name> = Name extends typeof defaultKind
  ? { readonly kind?: Name }
  : { readonly kind: Name };

export interface CommonLayerSpec {
  readonly activation: Choice<ActivationName>;
  /** One row per unit, or per filter, and in it one number per source. */
  readonly weights: readonly (readonly number[])[] | InitSpec;
  /** Of a layer that reads its own activations: one row per unit, and in it one number per unit. */
  readonly recurrentWeights?: readonly (readonly number[])[] | InitSpec;
  /** One per row of weights; null for a layer without. */
  readonly biases: readonly number[] | InitSpec | null;
}

/** Random numbers, the same on every machine. */
export interface InitSpec {
  readonly init: InitialiserName;
  readonly seed: number;
}

export interface TrainingSpec {
  /** η, any finite number. */
  readonly learningRate: number;
  readonly schedule: Choice<ScheduleName>;
  /** With `weightDecay` (L2) and `l1`, which any optimizer takes. */
  readonly optimizer: Choice<OptimizerName>;
  /** Weight updates; the table shows steps 0 to `steps`. */
  readonly steps: number;
  /** Samples per step; null for all of them. */
  readonly batchSize: number | null;
  /** Seed of the order in which an epoch goes through the samples; null for the order given. */
  readonly shuffle: number | null;
  readonly trainBiases: boolean;
}
