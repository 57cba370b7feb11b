import { describe, expect, it } from 'vitest';
import { samplesOf, scalesOf } from '../../src/network/samples.ts';
import { seed, withData } from '../support/specs.ts';

const inputs = [
  [1, 0.1, -7],
  [2, 0.1, 7],
  [4, 0.1, 0],
  [9, 0.1, 1e6],
];
const targets = [[1], [0], [1], [0]];
const spec = withData(seed, inputs, targets);
const standardised = { ...spec, data: { ...spec.data!, standardise: true } };

describe('samples', () => {
  it('are the one that is given', () =>
    expect(samplesOf(seed)).toEqual([
      { inputs: Float64Array.of(0.05, 0.1), targets: Float64Array.of(0.5, 0.5) },
    ]));
  it('are those of the data set, in its order', () =>
    expect(samplesOf(spec).map((sample) => [...sample.inputs])).toEqual(inputs));
  it('keep their targets when their inputs are standardised', () =>
    expect(samplesOf(standardised).map((sample) => [...sample.targets])).toEqual(targets));
});

describe('standardised inputs', () => {
  const columns = [0, 1, 2].map((k) => samplesOf(standardised).map((sample) => sample.inputs[k]));

  it.each([0, 2])('have the mean 0 and the deviation 1, in column %i', (k) => {
    expect(columns[k].reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 14);
    expect(columns[k].reduce((sum, x) => sum + x * x, 0) / 4).toBeCloseTo(1, 14);
  });
  // Mean 4, squares 9 + 4 + 0 + 25 = 38, deviation √9.5.
  it('are what one works out by hand', () =>
    expect(scalesOf(inputs)[0]).toEqual({ mean: 4, deviation: Math.sqrt(9.5) }));
  it('are 0 in a column that never changes, though its mean is off by a bit', () => {
    expect(columns[1]).toEqual([0, 0, 0, 0]);
    expect((0.1 + 0.1 + 0.1) / 3).not.toBe(0.1);
    expect(scalesOf([[0.1], [0.1], [0.1]])).toEqual([{ mean: 0.1, deviation: 0 }]);
  });
});
