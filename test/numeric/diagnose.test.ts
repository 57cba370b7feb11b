import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import { train } from '../../src/numeric/train.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { seed, withTraining } from '../support/specs.ts';

const verdict = (spec: Spec) => diagnose(train(buildNetwork(spec))).verdict;
const linear = (spec: Spec): Spec => ({
  ...spec,
  layers: spec.layers.map((layer) => ({ ...layer, activation: 'linear' })),
});

describe('the verdict of the seed lesson', () => {
  it.each([
    [-1, 'rising'],
    [0, 'stuck'],
    [1e-12, 'stuck'],
    [0.1, 'descending'],
    [1, 'descending'],
    [2, 'converged at step 39'],
    [30, 'converged at step 2'],
    [600, 'converged at step 30'],
    [1000, 'stuck'],
    [1.7e308, 'converged at step 1, but only because units are dead'],
  ])('at η = %d', (learningRate, expected) =>
    expect(verdict(withTraining(seed, { learningRate }))).toBe(expected),
  );

  it('is oscillating while the loss still turns', () =>
    expect(verdict(withTraining(seed, { learningRate: 300, steps: 11 }))).toBe('oscillating'));

  it('names saturation', () => {
    const target1 = { ...seed, targets: [1, 1] };
    const wrongWay = withTraining(target1, { learningRate: -1000 });
    expect(verdict(wrongWay)).toBe('stuck, saturated');
  });
});

it('names the step at which a linear network overflows', () => {
  const spec = withTraining(linear(seed), { learningRate: 1e6, steps: 60 });
  const { totals } = train(buildNetwork(spec));
  expect(verdict(spec)).toBe(`diverged at step ${totals.findIndex(Number.isNaN)}`);
});
