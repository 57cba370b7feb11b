import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shape } from '../../src/layers/kind.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parametersOf } from '../../src/network/parameters.ts';
import { runOf } from '../../src/numeric/run.ts';
import { columnOf } from '../../src/numeric/value.ts';
import { ref } from '../../src/ref.ts';
import { specToYaml } from '../../src/spec/print.ts';
import type { LayerSpec, Spec } from '../../src/spec/spec.ts';
import { gradientRef } from '../../src/symbolic/gradient.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { quantitiesOf } from '../../src/symbolic/quantities.ts';
import { disagreements } from '../support/disagreements.ts';
import { anyKindSpec } from '../support/kinds.ts';
import { seed, withTraining } from '../support/specs.ts';

const specOf = (
  layers: LayerSpec[],
  inputs: number[],
  targets: number[],
  inputShape: Shape,
): Spec => ({
  ...withTraining(seed, { steps: 2, learningRate: 0.1 }),
  inputs,
  targets,
  inputShape,
  layers,
});

function valuesOf(spec: Spec): (name: string) => number {
  const network = buildNetwork(spec);
  const [run, names] = [runOf(network), namesOf(network)];
  const quantities = quantitiesOf(network);
  return (name) => {
    const found = quantities.find((q) => names.of(q.ref) === name);
    if (!found)
      throw new Error(`no ${name} in ${quantities.map((q) => names.of(q.ref)).join(' ')}`);
    return columnOf(run, found.ref)(0);
  };
}

describe('a convolution worked by hand', () => {
  // A picture of 3×3 under a kernel of 2×2, linear, no biases:
  //   1 2 0      1  0                 1·1 + 1·(−1)… so for each of the four places:
  //   0 1 3      0 −1       o1@r1c1 = 1·1 + 2·0 + 0·0 + 1·(−1) = 0    o1@r1c2 = 2 + 0 + 0 − 3 = −1
  //   2 1 1                 o1@r2c1 = 0 + 0 + 0 − 1 = −1              o1@r2c2 = 1 + 0 + 0 − 1 = 0
  // E = ½·Σ(t − a)² with all t = 0: δ = a = [0, −1, −1, 0].
  // ∂E/∂w1 (row 1, column 1) = 0·1 − 1·2 − 1·0 + 0·1 = −2
  // ∂E/∂w2 = 0·2 − 1·0 − 1·1 + 0·3 = −1;  ∂E/∂w3 = 0·0 − 1·1 − 1·2 + 0·1 = −3;
  // ∂E/∂w4 = 0·1 − 1·3 − 1·1 + 0·1 = −4.
  const value = valuesOf(
    specOf(
      [
        {
          kind: 'convolution',
          filters: 1,
          kernel: [2, 2],
          stride: [1],
          padding: [0],
          activation: 'linear',
          weights: [[1, 0, 0, -1]],
          biases: null,
        },
      ],
      [1, 2, 0, 0, 1, 3, 2, 1, 1],
      [0, 0, 0, 0],
      [3, 3],
    ),
  );

  it.each([
    ['o1@r1c1', 0],
    ['o1@r1c2', -1],
    ['o1@r2c1', -1],
    ['o1@r2c2', 0],
    ['E_total', 1],
    ['∂E/∂w1', -2],
    ['∂E/∂w2', -1],
    ['∂E/∂w3', -3],
    ['∂E/∂w4', -4],
  ])('%s is %d', (name, expected) => expect(value(name)).toBeCloseTo(expected, 15));
});

describe('a recurrence of three steps worked by hand', () => {
  // One linear unit, w1 = 0.5 for the input, w2 = 2 for its own activation of the step before;
  // inputs 1, 2, 4; target 0.
  //   t1: 0.5·1 = 0.5;  t2: 0.5·2 + 2·0.5 = 2;  t3: 0.5·4 + 2·2 = 6.
  // E = ½·6² = 18; δ3 = 6, δ2 = δ3·2 = 12, δ1 = δ2·2 = 24.
  // ∂E/∂w1 = 24·1 + 12·2 + 6·4 = 72;  ∂E/∂w2 = 12·0.5 + 6·2 = 18.
  const value = valuesOf(
    specOf(
      [
        {
          kind: 'recurrent',
          units: 1,
          output: 'last',
          state: null,
          activation: 'linear',
          weights: [[0.5]],
          recurrentWeights: [[2]],
          biases: null,
        },
      ],
      [1, 2, 4],
      [0],
      [3, 1],
    ),
  );

  it.each([
    ['o1@t1', 0.5],
    ['o1@t2', 2],
    ['a_o1@t3', 6],
    ['E_total', 18],
    ['∂E/∂o1@t3', 6],
    ['∂E/∂o1@t2', 12],
    ['∂E/∂o1@t1', 24],
    ['∂E/∂w1@t1', 24],
    ['∂E/∂w1@t2', 24],
    ['∂E/∂w1@t3', 24],
    ['∂E/∂w1', 72],
    ['∂E/∂w2@t2', 6],
    ['∂E/∂w2@t3', 12],
    ['∂E/∂w2', 18],
  ])('%s is %d', (name, expected) => expect(value(name)).toBeCloseTo(expected, 14));
});

describe('networks of all kinds of layers', () => {
  it('compute in every cell what the engine does', () =>
    fc.assert(
      fc.property(anyKindSpec({ maxSteps: 2, maxSamples: 3 }), (spec) => {
        expect(disagreements(spec, 'F'), specToYaml(spec)).toEqual([]);
      }),
      { numRuns: 60, seed: 11 },
    ));

  it('have gradients that agree with central differences', () =>
    fc.assert(
      fc.property(anyKindSpec({ data: false, descent: false }), (spec) => {
        const smooth: Spec = {
          ...spec,
          layers: spec.layers.map((layer) => ({ ...layer, activation: 'tanh' })),
          training: { ...spec.training, steps: 1, learningRate: 0.1 },
        };
        const network = buildNetwork(smooth);
        const run = runOf(network);
        for (const parameter of parametersOf(network)) {
          const at = (by: number) => {
            const layers = network.layers.map((layer, l) => {
              if (l !== parameter.layer) return layer;
              const key = parameter.kind === 'weight' ? 'weights' : 'biases';
              const values = Float64Array.from(layer[key]!);
              values[
                key === 'weights' ? parameter.unit * layer.fanIn + parameter.input : parameter.unit
              ] += by;
              return { ...layer, [key]: values };
            });
            return columnOf(runOf({ ...network, layers }), ref('total'))(0);
          };
          const difference = (at(1e-5) - at(-1e-5)) / 2e-5;
          const gradient = columnOf(run, gradientRef(parameter)!)(0);
          expect(Math.abs(gradient - difference)).toBeLessThan(
            1e-8 * Math.max(1, Math.abs(gradient)),
          );
        }
      }),
      { numRuns: 60, seed: 12 },
    ));
});
