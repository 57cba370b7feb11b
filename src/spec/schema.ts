import * as z from 'zod';
import { activationNames } from '../functions/activations.ts';
import { lossNames } from '../functions/losses.ts';
import { defaults } from './defaults.ts';

/** Any finite number. −0 becomes 0, so that it prints, compares and names files as 0. */
const number = z.number().transform((x) => (x === 0 ? 0 : x));
const numbers = z.array(number);
const count = z.number().int().min(1);

const layer = z.strictObject({
  units: count,
  activation: z.enum(activationNames).default(defaults.activation),
  weights: z.array(numbers),
  biases: numbers.optional(),
});

const training = z.strictObject({
  learningRate: number.default(defaults.training.learningRate),
  steps: count.default(defaults.training.steps),
  trainBiases: z.boolean().default(defaults.training.trainBiases),
});

/**
 * The structure of a spec: which keys, which types. What depends on more than one value (the shapes
 * of the matrices, the size of the workbook) is checked in shape.ts and size.ts; the words for what
 * fails here come from fields.ts.
 */
export const specSchema = z.strictObject({
  name: z.string().optional(),
  inputs: numbers.min(1),
  targets: numbers.min(1),
  layers: z.array(layer).min(1),
  loss: z.enum(lossNames).default(defaults.loss),
  training: training.prefault({}),
  compare: numbers.optional(),
});

/** The values of a spec that can be given from outside the file. */
export const overridesSchema = z.strictObject({
  learningRate: number.optional(),
  steps: count.optional(),
  compare: numbers.optional(),
});
