import { parseSpec } from '../../src/spec/parse.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { templates } from './templates.ts';

const parsed = (text: string): Spec => parseSpec(text);
const template = (name: string): Spec => templates().find((each) => each.name === name)!.spec;

const HIDDEN = '{ units: 8, activation: tanh, weights: xavier }';

/** Descriptions that workbooks have failed on, each in its own way. */
export const AWKWARD: readonly {
  readonly name: string;
  readonly spec: () => Spec;
  readonly large?: true;
}[] = [
  {
    name: 'eleven layers of eight units',
    spec: () =>
      parsed(`{
        name: Deep, inputs: [${Array(8).fill(0.5)}], targets: [${Array(8).fill(0.2)}],
        layers: [${Array(11).fill(HIDDEN).join(', ')}], training: { learningRate: 0.1, steps: 3 } }`),
  },
  {
    // Its sum in symbols takes more lines than a row can be high.
    name: 'a unit of 150 inputs',
    spec: () =>
      parsed(`{
        name: Wide, inputs: [${Array(150).fill(0.5)}], targets: [0.2],
        layers: [{ units: 1, activation: tanh, weights: xavier }],
        training: { learningRate: 0.1, steps: 2 }, compare: [] }`),
  },
  {
    name: 'names of 150 emoji',
    spec: () => ({
      ...template('xor'),
      data: { ...template('xor').data!, inputNames: ['🙂'.repeat(150), '🙃'.repeat(150)] },
    }),
  },
  {
    name: 'a year as an input',
    spec: () =>
      parsed(`{
        name: Year, inputs: [2023, 2], targets: [5], loss: half-squared-error,
        layers: [{ units: 1, activation: tanh, weights: [[0, 0]] },
          { units: 1, activation: linear, weights: [[0.1]], biases: [0] }],
        training: { learningRate: 1.0e-9, steps: 3 } }`),
  },
  {
    name: 'one epoch of eight batches',
    spec: () =>
      parsed(`{
        name: One epoch, data: { inputs: [[1], [2], [3], [4], [5], [6], [7], [8]],
          targets: [[1], [2], [3], [4], [5], [6], [7], [8]] },
        layers: [{ units: 1, activation: linear, weights: [[0]] }], loss: half-squared-error,
        training: { learningRate: 0.01, batchSize: 1, epochs: 1 } }`),
  },
  {
    name: 'a data set of one sample',
    spec: () =>
      parsed(`{
        name: One sample, data: { inputs: [[1, 2]], targets: [[1]] },
        layers: [{ units: 1, activation: linear, weights: [[0.1, 0.2]] }],
        training: { learningRate: 0.1, steps: 5 } }`),
  },
  {
    name: 'a batch of all 150 flowers',
    spec: () => ({
      ...template('flowers'),
      training: { ...template('flowers').training, batchSize: null, shuffle: null, steps: 3 },
    }),
  },
  {
    name: 'a run that diverges',
    spec: () => ({
      ...template('linear-regression'),
      training: { ...template('linear-regression').training, learningRate: 1e200, steps: 5 },
    }),
  },
  {
    // What a weight comes to is exactly between two whole numbers: -197,888.5.
    name: 'a weight that is rounded as one likes',
    spec: () =>
      parsed(`{
        name: Tie, loss: half-squared-error, compare: [],
        data: { inputs: [[-1.997, 0.793, -1.502, -0.663]], targets: [[1.997, 1.188, 1.027, 1.881]] },
        layers: [{ units: 4, activation: sigmoid, weights: { init: zeros, seed: 1308865560 } }],
        training: { learningRate: 1.0e+6, steps: 1, batchSize: 1, shuffle: 5 } }`),
  },
  {
    // At 1e20 a quotient is what programs round off differently; the reason told must not be.
    name: 'a loss too large for its difference quotients',
    spec: () =>
      parsed(`{
        name: Lost in round-off, loss: mean-squared-error,
        data: { inputs: [[1.992], [0.001], [-0.41], [0.01]],
          targets: [[1.418, 1.033, 0.007, 0.009, 0.01], [-1.851, 0.322, -0.158, 0.509, -0.48],
            [-1.994, -0.421, -0.392, 0.287, -1.947], [-0.281, 0.003, 1.103, 0.005, -1.994]] },
        layers: [
          { units: 2, activation: tanh, weights: { init: he, seed: 497406093 },
            biases: { init: xavier, seed: 1046981126 } },
          { units: 2, activation: tanh, weights: { init: uniform, seed: 728251580 } },
          { units: 1, activation: silu, weights: { init: xavier, seed: 1609862514 } },
          { units: 5, activation: softplus, weights: { init: xavier, seed: 615184266 },
            biases: { init: lecun, seed: 2108454687 } }],
        training: { learningRate: 660.7, schedule: { name: exponential, factor: 2.296 },
          optimizer: adamw, steps: 3, trainBiases: false },
        compare: [-75.86] }`),
  },
];
