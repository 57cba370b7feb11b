import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { train } from '../../src/numeric/train.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { seed, withData, withTraining } from '../support/specs.ts';

// fast.ai, "graddesc", sheet "basic SGD": y = a·x + b from a = b = 1, loss (y − ŷ)², 1e-4.
describe("fast.ai's stochastic gradient descent", () => {
  const line: Spec = {
    ...seed,
    layers: [{ units: 1, activation: 'linear', weights: [[1]], biases: [1] }],
    loss: 'squared-error',
  };
  const spec = withTraining(withData(line, [[14], [86]], [[58], [202]]), {
    learningRate: 1e-4,
    batchSize: 1,
    steps: 2,
  });
  const { totals, layers } = train(buildNetwork(spec));
  const { weights: a, biases: b, gradWeights, gradBiases } = layers[0];

  it.each([
    ['err² of (14, 58)', totals[0], 1849],
    ['∂b of (14, 58)', gradBiases![0], -86],
    ['∂a of (14, 58)', gradWeights[0], -1204],
    ['a after (14, 58)', a[1], 1.1204],
    ['b after (14, 58)', b![1], 1.0086],
    ['err² of (86, 202)', totals[1], 10948.901769],
    ['a after (86, 202)', a[2], 2.9201564],
    ['b after (86, 202)', b![2], 1.0295274],
  ])('%s', (_, got, published) => expect(got).toBeCloseTo(published, 9));
});

/*
 * ReLU and softmax by hand. Two inputs, two ReLU units, two softmax outputs, cross-entropy.
 *
 *   i1 = 1, i2 = 2; the target is the second class: t1 = 0, t2 = 1.
 *   w1 = 1, w2 = 1 feed h1; w3 = 1, w4 = −2 feed h2; b1 = −1, b2 = 1.
 *   w5 = 1, w6 = 5 feed o1; w7 = ½, w8 = 3 feed o2; b3 = 0, b4 = 1 − ln 3.
 *
 * Forward:
 *   h1 = 1·1 + 1·2 − 1 = 2        a_h1 = max(0, 2)  = 2
 *   h2 = 1·1 − 2·2 + 1 = −2       a_h2 = max(0, −2) = 0     (this unit is off)
 *   o1 = 1·2 + 5·0 + 0 = 2
 *   o2 = ½·2 + 3·0 + 1 − ln 3 = 2 − ln 3
 *   exp(o1) : exp(o2) = e² : e²/3 = 3 : 1, so a_o1 = ¾ and a_o2 = ¼
 *   max_o = 2;  Σexp_o = exp(2 − 2) + exp(2 − ln 3 − 2) = 1 + 1/3 = 4/3
 *   E1 = −0·ln ¾ = 0;  E2 = −1·ln ¼ = ln 4;  E_total = ln 4
 *
 * Backward, the long way:
 *   ∂E/∂a_o1 = −0/¾ = 0           ∂E/∂a_o2 = −1/¼ = −4
 *   ∂a_o1/∂o1 = ¾·¼ = 3/16        ∂a_o2/∂o1 = −¼·¾ = −3/16
 *   ∂a_o1/∂o2 = −¾·¼ = −3/16      ∂a_o2/∂o2 = ¼·¾ = 3/16
 *   ∂E/∂o1 = 0·3/16 + (−4)·(−3/16) = ¾       which is a_o1 − t1 = ¾ − 0
 *   ∂E/∂o2 = 0·(−3/16) + (−4)·3/16 = −¾      which is a_o2 − t2 = ¼ − 1
 *   ∂E/∂w5 = ¾·2 = 3/2            ∂E/∂w6 = ¾·0 = 0          ∂E/∂b3 = ¾
 *   ∂E/∂w7 = −¾·2 = −3/2          ∂E/∂w8 = −¾·0 = 0         ∂E/∂b4 = −¾
 *   ∂E/∂a_h1 = ¾·1 + (−¾)·½ = 3/8
 *   ∂E/∂a_h2 = ¾·5 + (−¾)·3 = 3/2
 *   ∂a_h1/∂h1 = [2 > 0] = 1       ∂a_h2/∂h2 = [−2 > 0] = 0
 *   ∂E/∂h1 = 3/8·1 = 3/8          ∂E/∂h2 = 3/2·0 = 0        (nothing passes a unit that is off)
 *   ∂E/∂w1 = 3/8·1 = 3/8          ∂E/∂w2 = 3/8·2 = ¾        ∂E/∂b1 = 3/8
 *   ∂E/∂w3 = 0·1 = 0              ∂E/∂w4 = 0·2 = 0          ∂E/∂b2 = 0
 *
 * One step with η = 1: w1 = 1 − 3/8 = 5/8, w5 = 1 − 3/2 = −½, b4 = 1 − ln 3 + ¾.
 */
describe('a ReLU and softmax network worked by hand', () => {
  const spec: Spec = {
    ...seed,
    inputs: [1, 2],
    targets: [0, 1],
    layers: [
      {
        units: 2,
        activation: 'relu',
        weights: [
          [1, 1],
          [1, -2],
        ],
        biases: [-1, 1],
      },
      {
        units: 2,
        activation: 'softmax',
        weights: [
          [1, 5],
          [0.5, 3],
        ],
        biases: [0, 1 - Math.log(3)],
      },
    ],
    loss: 'cross-entropy',
    training: { ...seed.training, learningRate: 1, steps: 1 },
  };
  const trace = train(buildNetwork(spec));
  const [hidden, output] = trace.layers;
  const first = (values: Float64Array | null, width: number) => [...values!.slice(0, width)];

  it.each<[string, number[], number[]]>([
    ['h', first(hidden.net, 2), [2, -2]],
    ['a_h', first(hidden.activation, 2), [2, 0]],
    ['o', first(output.net, 2), [2, 2 - Math.log(3)]],
    ['max_o, Σexp_o', first(output.shared, 2), [2, 4 / 3]],
    ['a_o', first(output.activation, 2), [3 / 4, 1 / 4]],
    ['E', first(trace.errors, 2), [0, Math.log(4)]],
    ['E_total', first(trace.totals, 1), [Math.log(4)]],
    ['∂E/∂a_o', first(output.gradActivation, 2), [0, -4]],
    ['∂a_o/∂o', first(output.jacobian, 4), [3 / 16, -3 / 16, -3 / 16, 3 / 16]],
    ['Σ ∂E/∂a·∂a/∂o', first(output.chainNet, 2), [3 / 4, -3 / 4]],
    ['∂E/∂o', first(output.gradNet, 2), [3 / 4, -3 / 4]],
    ['∂E/∂w5 … w8', first(output.gradWeights, 4), [3 / 2, 0, -3 / 2, 0]],
    ['∂E/∂b3, b4', first(output.gradBiases, 2), [3 / 4, -3 / 4]],
    ['∂E/∂a_h', first(hidden.gradActivation, 2), [3 / 8, 3 / 2]],
    ['∂a_h/∂h', first(hidden.slope, 2), [1, 0]],
    ['∂E/∂h', first(hidden.gradNet, 2), [3 / 8, 0]],
    ['∂E/∂w1 … w4', first(hidden.gradWeights, 4), [3 / 8, 3 / 4, 0, 0]],
    ['∂E/∂b1, b2', first(hidden.gradBiases, 2), [3 / 8, 0]],
    ['w1 … w4 after', [...hidden.weights.slice(4)], [5 / 8, 1 / 4, 1, -2]],
    ['w5 … w8 after', [...output.weights.slice(4)], [-1 / 2, 5, 2, 3]],
    ['b3, b4 after', [...output.biases!.slice(2)], [-3 / 4, 7 / 4 - Math.log(3)]],
  ])('%s', (_, got, worked) => {
    expect(got).toHaveLength(worked.length);
    for (const [i, value] of got.entries()) expect(value).toBeCloseTo(worked[i], 14);
  });
});
