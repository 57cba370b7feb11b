import fc from 'fast-check';
import { activationNames } from '../../src/functions/activations.ts';
import { lossNames } from '../../src/functions/losses.ts';
import type { LayerSpec, Spec } from '../../src/spec/spec.ts';

/** The lesson that started this: 2-2-2, sigmoid, no biases. */
export const seed: Spec = {
  name: 'Simple BackProp',
  inputs: [0.05, 0.1],
  targets: [0.5, 0.5],
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
  training: { learningRate: 1, steps: 67, trainBiases: true },
  compare: [],
};

/** Mazur, "A Step by Step Backpropagation Example" (2015). */
export const mazur: Spec = {
  name: 'Mazur',
  inputs: [0.05, 0.1],
  targets: [0.01, 0.99],
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
  training: { learningRate: 0.5, steps: 10, trainBiases: false },
  compare: [],
};

/** The same spec with another training plan. */
export function withTraining(spec: Spec, training: Partial<Spec['training']>): Spec {
  return { ...spec, training: { ...spec.training, ...training } };
}

/** Three decimals, as a person would type; fast-check's doubles would mostly be all but zero. */
const number = (bound: number) =>
  fc.integer({ min: -1000 * bound, max: 1000 * bound }).map((x) => x / 1000);

/** Any network a person might describe: depth 1–4, width 1–5, every activation and loss. */
export function anySpec({ maxSteps = 4, maxRates = 2 } = {}): fc.Arbitrary<Spec> {
  const rate = fc
    .tuple(fc.integer({ min: -600, max: 600 }), fc.constantFrom(1, 1, 1, -1))
    .map(([exponent, sign]) => Number((sign * 10 ** (exponent / 100)).toPrecision(4)));
  return fc
    .record({
      widths: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 }),
      seed: fc.infiniteStream(number(2)),
      activations: fc.infiniteStream(fc.constantFrom(...activationNames)),
      biases: fc.infiniteStream(fc.boolean()),
      loss: fc.constantFrom(...lossNames),
      learningRate: rate,
      steps: fc.integer({ min: 1, max: maxSteps }),
      trainBiases: fc.boolean(),
      compare: fc.uniqueArray(rate, { maxLength: maxRates }),
    })
    .map(({ widths, seed, activations, biases, loss, compare, ...training }) => {
      const take = (count: number): number[] => Array.from({ length: count }, () => next(seed));
      const [inputs, ...units] = widths;
      const layers = units.map(
        (count, l): LayerSpec => ({
          units: count,
          activation: next(activations),
          weights: Array.from({ length: count }, () => take(widths[l])),
          biases: next(biases) ? take(count) : null,
        }),
      );
      return {
        name: 'Random',
        inputs: take(inputs),
        targets: take(units[units.length - 1]),
        layers,
        loss,
        training,
        compare,
      };
    });
}

function next<T>(stream: Iterator<T>): T {
  return stream.next().value as T;
}
