import type { Spec } from '../../src/spec/spec.ts';
import { seed, withData, withTraining } from './specs.ts';

/** So many samples of a plane and a little waviness, no two alike. */
export function planeLesson(
  samples: number,
  units: number,
  training: Partial<Spec['training']>,
): Spec {
  const inputs = Array.from({ length: samples }, (_, i) => [
    Number(Math.sin(i).toFixed(3)),
    Number(Math.cos(1.7 * i).toFixed(3)),
  ]);
  const targets = inputs.map(([x, y]) => [Number((0.4 * x - 0.2 * y + 0.1).toFixed(3))]);
  const hidden = { units, activation: 'tanh', weights: { init: 'he', seed: 1 }, biases: null };
  const output = { units: 1, activation: 'linear', weights: { init: 'he', seed: 2 }, biases: [0] };
  const layers = (units > 0 ? [hidden, output] : [output]) as Spec['layers'];
  const spec: Spec = { ...seed, layers, loss: 'half-squared-error', compare: [] };
  return withTraining(withData(spec, inputs, targets), { learningRate: 0.1, ...training });
}

/** So many samples of three kinds, told apart by a layer of three units. */
export function kindsLesson(samples: number, training: Partial<Spec['training']>): Spec {
  const plane = planeLesson(samples, 3, { learningRate: 0.5, ...training });
  const inputs = plane.data!.inputs;
  const targets = inputs.map(([x, y]) => {
    const kind = x > 0.3 ? 0 : y > 0 ? 1 : 2;
    return [0, 1, 2].map((k) => (k === kind ? 1 : 0));
  });
  const [hidden] = plane.layers;
  const layers = [
    hidden,
    { units: 3, activation: 'softmax', weights: { init: 'xavier', seed: 1 }, biases: [0, 0, 0] },
  ] as Spec['layers'];
  const spec: Spec = { ...plane, layers, loss: 'cross-entropy' };
  const { steps, learningRate, batchSize } = plane.training;
  return withTraining(withData(spec, inputs as number[][], targets), {
    steps,
    learningRate,
    batchSize,
  });
}
