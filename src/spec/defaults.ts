import type { Spec } from './spec.ts';

/** What a spec that does not say otherwise gets. */
export const defaults = {
  name: 'Network',
  activation: 'sigmoid',
  loss: 'half-squared-error',
  training: {
    learningRate: 0.5,
    schedule: 'constant',
    optimizer: 'sgd',
    steps: 67,
    batchSize: null,
    shuffle: null,
    trainBiases: true,
  },
  /** Of weights and biases that are drawn. */
  seed: 1,
  /** From hardly learning to beyond all learning: the rates of the two pictures of the lesson. */
  compare: [0.1, 0.2, 0.5, 0.8, 1, 2, 5, 10, 30, 50, 100, 300, 500, 600, 1000],
} as const satisfies Pick<Spec, 'name' | 'loss' | 'training' | 'compare'> & {
  activation: string;
  seed: number;
};
