import { parseSpec } from '../../src/spec/parse.ts';
import type { Spec } from '../../src/spec/spec.ts';

const numbers = (count: number) =>
  Array.from({ length: count }, (_, i) => ((37 * i) % 101) / 100 - 0.4);

/** A network of one sample, with weights and biases drawn. */
export function wide(inputs: number, layers: readonly string[], targets = 1, more = ''): Spec {
  const drawn = layers.map((layer) => `  - { ${layer}, weights: xavier, biases: xavier }`);
  return parseSpec(`
inputs: [${numbers(inputs)}]
targets: [${numbers(targets)}]
layers:
${drawn.join('\n')}
training: { learningRate: 0.001, steps: 1 }
compare: []
${more}`);
}

/** Networks with a sum of each kind that is too long for one formula, no larger than it takes. */
export const LONG_SUMS: Record<string, () => Spec> = {
  'a net input of 260 products': () => wide(260, ['units: 1, activation: tanh']),
  'net inputs of 251 and of 501 products, of hidden units': () =>
    wide(501, ['units: 2, activation: relu', 'units: 251, activation: tanh', 'units: 1']),
  'E_total of 251 errors, and what they change with': () =>
    wide(1, ['units: 2, activation: tanh', 'units: 251, activation: linear'], 251),
  'a window of 260 weights, some of them on padding': () =>
    wide(265, [
      'kind: convolution, filters: 1, kernel: 260, padding: 8, activation: tanh',
      'units: 1',
    ]),
  'a weight and a bias used at 255 places, and again by the next layer': () =>
    wide(255, [
      'kind: convolution, filters: 1, kernel: 1, activation: relu',
      'kind: convolution, filters: 2, kernel: 254, activation: tanh',
      'units: 1, activation: linear',
    ]),
  'a sequence of 252 steps': () =>
    wide(
      252,
      ['kind: recurrent, units: 1, activation: tanh, recurrentWeights: xavier', 'units: 1'],
      1,
      'inputShape: [252, 1]',
    ),
  'a sequence whose every output 251 units read': () =>
    wide(
      3,
      [
        'kind: recurrent, units: 1, output: every, activation: tanh, recurrentWeights: xavier',
        'units: 251, activation: tanh',
        'units: 1, activation: linear',
      ],
      1,
      'inputShape: [3, 1]',
    ),
};
