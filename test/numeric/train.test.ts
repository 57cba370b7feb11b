import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork, type Network, withSteps } from '../../src/network/network.ts';
import { train } from '../../src/numeric/train.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { isNearKink } from '../support/kinks.ts';
import { anySpec, mazur, seed, withTraining } from '../support/specs.ts';

const trained = (spec: Spec) => train(buildNetwork(spec));

describe('the seed lesson', () => {
  const { totals, layers } = trained(seed);

  it('starts at the loss of the pictures', () => expect(totals[0]).toBe(0.014181377937891659));
  it('has the gradient of the printed derivation, not of the cells', () =>
    expect(layers[0].gradWeights[2]).toBe(0.0003517763215907322));
  it.each([
    [1, 0.01337792],
    [2, 0.01261491],
    [10, 0.00778913],
    [21, 0.00391251],
  ])('has the loss of step %i within what the wrong gradients moved it', (step, loss) =>
    expect(Math.abs(totals[step] - loss)).toBeLessThan(1e-6),
  );
});

describe("Mazur's published numbers", () => {
  const { layers, errors, totals } = trained(mazur);
  const [hidden, output] = layers;

  it.each([
    ['net_h1', hidden.net[0], 0.3775],
    ['out_h1', hidden.activation[0], 0.593269992],
    ['out_h2', hidden.activation[1], 0.596884378],
    ['out_o1', output.activation[0], 0.75136507],
    ['out_o2', output.activation[1], 0.772928465],
    ['E_o1', errors[0], 0.274811083],
    ['E_o2', errors[1], 0.023560026],
    ['E_total', totals[0], 0.298371109],
    ['∂E/∂out_o1', output.gradActivation[0], 0.74136507],
    ['∂out_o1/∂net_o1', output.slope[0], 0.186815602],
    ['∂E/∂w5', output.gradWeights[0], 0.082167041],
    ['∂E/∂w1', hidden.gradWeights[0], 0.000438568],
    ['w1', hidden.weights[4], 0.149780716],
    ['w2', hidden.weights[5], 0.19956143],
    ['w3', hidden.weights[6], 0.24975114],
    ['w4', hidden.weights[7], 0.29950229],
    ['w5', output.weights[4], 0.35891648],
    ['w6', output.weights[5], 0.408666186],
    ['w7', output.weights[6], 0.51130127],
    ['w8', output.weights[7], 0.561370121],
    ['next E_total', totals[1], 0.29102777369],
  ])('%s', (_, got, published) => expect(got).toBeCloseTo(published, 8));

  it('keeps biases that are not trained', () =>
    expect(hidden.biases).toEqual(new Float64Array(22).fill(0.35)));
});

describe('gradients against central differences', () => {
  const loss = (network: Network) => train(withSteps(network, 0)).totals[0];

  it('agrees for every parameter of random networks', () => {
    fc.assert(
      fc.property(anySpec(), (spec) => {
        const network = buildNetwork(spec);
        const trace = train(withSteps(network, 0));
        fc.pre(!isNearKink(trace));
        for (const [l, layer] of network.layers.entries()) {
          const { gradWeights, gradBiases } = trace.layers[l];
          expectGradients(layer.weights, gradWeights, () => loss(network));
          if (layer.biases) expectGradients(layer.biases, gradBiases!, () => loss(network));
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  /** Moves each parameter a little to both sides and compares the slope of the loss. */
  function expectGradients(values: Float64Array, gradients: Float64Array, loss: () => number) {
    for (const [i, value] of values.entries()) {
      const h = 1e-5 * Math.max(1, Math.abs(value));
      values[i] = value + h;
      const above = loss();
      values[i] = value - h;
      const below = loss();
      values[i] = value;
      const size = Math.max(1, Math.abs(gradients[i]), above);
      expect(Math.abs((above - below) / (2 * h) - gradients[i]) / size).toBeLessThan(1e-5);
    }
  }
});

describe('any learning rate', () => {
  it.each([1e-300, 1e-12, 0.001, 30, 1000, 1e5, 1e8, 1e15, 1e100, 1e300, 1.7e308])(
    'stays finite at %d',
    (learningRate) => {
      const { totals } = trained(withTraining(seed, { learningRate }));
      expect(totals.every(Number.isFinite)).toBe(true);
    },
  );
  it('ends at exactly 0 at 1.7e308: the hidden units are dead', () =>
    expect(trained(withTraining(seed, { learningRate: 1.7e308 })).totals[67]).toBe(0));
  it('sits at 0.25 from step 1 at 1000', () => {
    const { totals } = trained(withTraining(seed, { learningRate: 1000 }));
    for (const loss of totals.slice(1)) expect(loss).toBeCloseTo(0.25, 4);
  });
  it('has NaN, never an infinity, once a linear network overflows', () => {
    const linear: Spec = {
      ...withTraining(seed, { learningRate: 1e6, steps: 60 }),
      layers: seed.layers.map((layer) => ({ ...layer, activation: 'linear' })),
    };
    const { totals, layers } = trained(linear);
    const first = totals.findIndex(Number.isNaN);
    expect(first).toBeGreaterThan(0);
    expect(totals.slice(first).every(Number.isNaN)).toBe(true);
    for (const { weights } of layers) {
      expect(weights.every((w) => Number.isFinite(w) || Number.isNaN(w))).toBe(true);
    }
  });
});
