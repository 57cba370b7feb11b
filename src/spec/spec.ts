import type { ActivationName } from '../functions/activations.ts';
import type { LossName } from '../functions/losses.ts';

/** A validated description of a network and its training, every default filled in. */
export interface Spec {
  /** Shown as the title of the workbook and, as a slug, in the file's name. */
  readonly name: string;
  readonly inputs: readonly number[];
  /** One target per unit of the last layer. */
  readonly targets: readonly number[];
  /** From the first hidden layer to the output layer; at least one. */
  readonly layers: readonly LayerSpec[];
  readonly loss: LossName;
  readonly training: TrainingSpec;
  /** Learning rates to compare, in the order of the columns; empty for no comparison. */
  readonly compare: readonly number[];
}

export interface LayerSpec {
  readonly units: number;
  readonly activation: ActivationName;
  /** units × inputs of this layer: one row per unit. */
  readonly weights: readonly (readonly number[])[];
  /** One per unit; null for a layer without biases. */
  readonly biases: readonly number[] | null;
}

export interface TrainingSpec {
  /** η, any finite number. */
  readonly learningRate: number;
  /** Weight updates; the table has steps + 1 rows. */
  readonly steps: number;
  readonly trainBiases: boolean;
}
