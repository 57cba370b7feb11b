import { parseSpec } from '../../src/spec/parse.ts';
import type { Spec } from '../../src/spec/spec.ts';

const points = (count: number, targetsOf: (x: number, y: number) => number[]) => {
  const inputs = Array.from({ length: count }, (_, i) => [
    ((i * 7) % 5) / 5 - 0.4,
    i / count - 0.5,
  ]);
  return { inputs, targets: inputs.map(([x, y]) => targetsOf(x, y)) };
};

const described = (description: object): Spec => parseSpec(JSON.stringify(description));

/** Descriptions that together have every labelled number and every chart. */
export const lessons: Readonly<Record<string, () => Spec>> = {
  'one sample, rates compared': () =>
    described({
      name: 'One sample',
      inputs: [0.05, 0.1],
      targets: [0.01, 0.99],
      layers: [
        { units: 2, activation: 'tanh', weights: 'xavier' },
        { units: 2, activation: 'sigmoid', weights: 'xavier' },
      ],
      training: { learningRate: 0.5, steps: 6, optimizer: 'adam', schedule: 'exponential' },
      compare: [0.1, 40],
    }),
  'epochs of several steps, classes': () =>
    described({
      name: 'Batches',
      data: points(7, (x, y) => (x > y ? [1, 0] : [0, 1])),
      layers: [
        { units: 3, activation: 'sigmoid', weights: 'xavier' },
        { units: 2, activation: 'softmax', weights: 'xavier' },
      ],
      loss: 'cross-entropy',
      training: { learningRate: 2, steps: 12, batchSize: 3, shuffle: 4 },
      compare: [0.5, 40],
    }),
  'all samples at every step, a curve': () => {
    const { inputs, targets } = points(5, (x) => [0.3 * x + 0.2]);
    return described({
      name: 'Curve',
      data: { inputs: inputs.map(([x]) => [x]), targets },
      layers: [{ units: 1, activation: 'linear', weights: 'xavier' }],
      loss: 'squared-error',
      training: { learningRate: 0.05, steps: 8 },
      compare: [0.05],
    });
  },
  'a loss that changes by one and a half per cent in ten steps': () =>
    described({
      name: 'Slow',
      inputs: [0.05, 0.1],
      targets: [0.01, 0.99],
      layers: [
        {
          units: 2,
          weights: [
            [0.15, 0.2],
            [0.25, 0.3],
          ],
        },
        {
          units: 2,
          weights: [
            [0.4, 0.45],
            [0.5, 0.55],
          ],
        },
      ],
      training: { learningRate: 0.026, steps: 11 },
      compare: [],
    }),
};
