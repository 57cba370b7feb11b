import { comparedRates } from '../../src/spec/compared.ts';
import type { Spec } from '../../src/spec/spec.ts';

export { anySpec } from './any-spec.ts';

/** What a spec with one sample and plain gradient descent has everywhere. */
const plain = {
  schedule: 'constant',
  optimizer: 'sgd',
  batchSize: null,
  shuffle: null,
} as const satisfies Partial<Spec['training']>;

/** The lesson that started this: 2-2-2, sigmoid, no biases. */
export const seed: Spec = {
  name: 'Simple BackProp',
  inputs: [0.05, 0.1],
  targets: [0.5, 0.5],
  data: null,
  layers: [
    {
      units: 2,
      activation: 'sigmoid',
      weights: [
        [0.15, 0.2],
        [0.25, 0.3],
      ],
      biases: null,
    },
    {
      units: 2,
      activation: 'sigmoid',
      weights: [
        [0.4, 0.45],
        [0.5, 0.55],
      ],
      biases: null,
    },
  ],
  loss: 'half-squared-error',
  training: { ...plain, learningRate: 1, steps: 67, trainBiases: true },
  compare: [],
};

/** Mazur, "A Step by Step Backpropagation Example" (2015). */
export const mazur: Spec = {
  name: 'Mazur',
  inputs: [0.05, 0.1],
  targets: [0.01, 0.99],
  data: null,
  layers: [
    {
      units: 2,
      activation: 'sigmoid',
      weights: [
        [0.15, 0.2],
        [0.25, 0.3],
      ],
      biases: [0.35, 0.35],
    },
    {
      units: 2,
      activation: 'sigmoid',
      weights: [
        [0.4, 0.45],
        [0.5, 0.55],
      ],
      biases: [0.6, 0.6],
    },
  ],
  loss: 'half-squared-error',
  training: { ...plain, learningRate: 0.5, steps: 10, trainBiases: false },
  compare: [],
};

/** The same spec with another training plan. */
export function withTraining(spec: Spec, training: Partial<Spec['training']>): Spec {
  return { ...spec, training: { ...spec.training, ...training } };
}

/** What a workbook becomes when another η is typed into it: the column of its own rate follows. */
export function withTypedRate(spec: Spec, learningRate: number): Spec {
  const compare = comparedRates(spec).map((rate) =>
    rate === spec.training.learningRate ? learningRate : rate,
  );
  return { ...withTraining(spec, { learningRate }), compare };
}

/** The same spec with several samples: their inputs, and their targets. */
export function withData(
  spec: Spec,
  inputs: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
): Spec {
  const names = { inputNames: null, targetNames: null };
  const data = { inputs, targets, ...names, standardise: false };
  return { ...spec, inputs: inputs[0], targets: targets[0], data };
}
