import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import { train } from '../../src/numeric/train.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { seed, withData, withTraining } from '../support/specs.ts';

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

describe('the verdict of a training in batches', () => {
  const { inputs, targets } = {
    inputs: [[1], [2], [-1], [0.5]],
    targets: [[2], [4], [-2], [1]],
  };
  const line: Spec = {
    ...seed,
    layers: [{ units: 1, activation: 'linear', weights: [[0]], biases: null }],
  };
  const lesson = withTraining(withData(line, inputs, targets), { learningRate: 0.2, batchSize: 1 });
  const runOf = (training: Partial<Spec['training']>) => {
    const trace = train(buildNetwork(withTraining(lesson, training)));
    return { trace, diagnosis: diagnose(trace), batches: trace.network.batches };
  };

  it('judges the cost of complete epochs', () => {
    const { trace, diagnosis, batches } = runOf({ steps: 41 });
    expect([...batches.periodEnds]).toEqual([3, 7, 11, 15, 19, 23, 27, 31, 35, 39]);
    expect(trace.epochCosts).toHaveLength(10);
    expect([...diagnosis.direction.slice(0, 2)]).toEqual([0, -1]);
    const settled = trace.epochCosts!.findIndex((cost) => cost <= 1e-4);
    const before = batches.step[batches.periodEnds[settled - 1]];
    expect(diagnosis.verdict).toBe(`converged at step ${before + 1}`);
  });
  it('judges batches where no epoch is complete', () => {
    const { trace, diagnosis } = runOf({ steps: 2 });
    expect(trace.epochCosts).toBeNull();
    expect(diagnosis.settled).toHaveLength(3);
    const signs = [1, 2].map((step) => Math.sign(trace.costs[step] - trace.costs[step - 1]));
    expect([...diagnosis.direction]).toEqual([0, ...signs]);
  });
  it('does not call it a turn that one sample is harder than the other', () => {
    const { trace, diagnosis } = runOf({ steps: 11, learningRate: 0.01 });
    const { totals } = trace;
    expect(totals[1] > totals[0] && totals[2] < totals[1]).toBe(true);
    expect(diagnosis.turns.at(-1)).toBe(0);
    expect(diagnosis.verdict).toBe('descending');
  });
  it('names the step, not the row, at which it overflows', () => {
    const { trace, diagnosis, batches } = runOf({ steps: 60, batchSize: 2, learningRate: 1e6 });
    const row = diagnosis.finite.indexOf(0);
    expect(diagnosis.verdict).toBe(`diverged at step ${batches.step[row]}`);
    expect(batches.step[row]).toBeLessThan(row);
    expect(trace.totals.slice(row + 2).every(Number.isNaN)).toBe(true);
  });
  it('takes units for dead or saturated only if they are so for every sample', () => {
    const relu: Spec = {
      ...lesson,
      layers: [
        { units: 1, activation: 'relu', weights: [[1]], biases: null },
        { units: 1, activation: 'linear', weights: [[0]], biases: null },
      ],
    };
    const dead = (bias: number) => {
      const layers = relu.layers.map((layer, l) =>
        l === 0 ? { ...layer, biases: [bias] } : layer,
      );
      const zeros = withData({ ...relu, layers }, inputs, [[0], [0], [0], [0]]);
      const spec = withTraining(zeros, { steps: 1, batchSize: null });
      const diagnosis = diagnose(train(buildNetwork(spec)));
      return [diagnosis.verdict, ...diagnosis.dead.slice(0, 4)];
    };
    // Off for the sample −1 alone; then for all.
    expect(dead(0)).toEqual(['converged at step 0', 0, 0, 1, 0]);
    const remark = 'converged at step 0, but only because units are dead';
    expect(dead(-5)).toEqual([remark, 1, 1, 1, 1]);
  });
});

it('stays diverged, though later values are numbers again', () => {
  const spec: Spec = {
    ...seed,
    inputs: [1],
    targets: [1],
    layers: [{ units: 1, activation: 'relu', weights: [[1e200]], biases: null }],
  };
  const trace = train(buildNetwork(spec));
  expect(trace.totals[1]).toBe(0.5);
  expect(diagnose(trace).finite[1]).toBe(1);
  expect(diagnose(trace).direction[1]).toBe(0);
  expect(verdict(spec)).toBe('diverged at step 0');
});

describe('one epoch of several batches', () => {
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8].map((x) => [x]);
  const one = withData(
    {
      ...seed,
      layers: [{ units: 1, activation: 'linear', weights: [[0]], biases: null }],
    },
    numbers,
    numbers,
  );
  const trained = (steps: number) =>
    verdict(withTraining(one, { learningRate: 0.01, batchSize: 1, steps }));

  it.each([7, 8, 14])('is no run that stands still: %d steps', (steps) =>
    // Compared with itself, its cost would not have changed.
    expect(trained(steps)).not.toContain('stuck'),
  );
  it('nor are two, which are compared with each other', () =>
    expect(trained(15)).not.toContain('stuck'));
});
