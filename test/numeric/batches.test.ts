import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { lossOfStep } from '../../src/numeric/diagnose.ts';
import { rowOf } from '../../src/numeric/rows.ts';
import { type Trace, train } from '../../src/numeric/train.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { seed, withData, withTraining } from '../support/specs.ts';

/** What a network of two inputs, two tanh units and its outputs comes to, sample by sample. */
interface Told {
  readonly total: number;
  readonly outputs: number[];
  /** w1 … w8, b1 … b4, as numbered on the sheets. */
  readonly gradient: number[];
}

const e = Math.exp;

/**
 * The reference: one network, written out with plain numbers and no loop over layers. `w` holds
 * the weights and then the biases.
 */
function told(w: number[], [i1, i2]: number[], [t1, t2]: number[], isSoftmax: boolean): Told {
  const a1 = Math.tanh(w[0] * i1 + w[1] * i2 + w[8]);
  const a2 = Math.tanh(w[2] * i1 + w[3] * i2 + w[9]);
  const o1 = w[4] * a1 + w[5] * a2 + w[10];
  const o2 = w[6] * a1 + w[7] * a2 + w[11];
  const [p1, p2] = isSoftmax ? [e(o1) / (e(o1) + e(o2)), e(o2) / (e(o1) + e(o2))] : [o1, o2];
  const total = isSoftmax
    ? -t1 * Math.log(p1) - t2 * Math.log(p2)
    : (t1 - p1) ** 2 / 2 + (t2 - p2) ** 2 / 2;
  const [d1, d2] = [p1 - t1, p2 - t2];
  const h1 = (d1 * w[4] + d2 * w[6]) * (1 - a1 ** 2);
  const h2 = (d1 * w[5] + d2 * w[7]) * (1 - a2 ** 2);
  const weights = [h1 * i1, h1 * i2, h2 * i1, h2 * i2, d1 * a1, d1 * a2, d2 * a1, d2 * a2];
  return { total, outputs: [p1, p2], gradient: [...weights, h1, h2, d1, d2] };
}

const FIRST = [0.3, -0.2, 0.5, 0.7, -0.4, 0.6, 0.9, -0.8, 0.1, -0.1, 0.2, -0.3];
const INPUTS = [
  [0.5, -1],
  [1.5, 0.25],
  [-0.75, 0.5],
  [0.1, 2],
  [-1.25, -0.6],
];
const TARGETS = [
  [1, 0],
  [0, 1],
  [0.25, 0.75],
  [0, 1],
  [1, 0],
];

function specOf(isSoftmax: boolean): Spec {
  const layer = (from: number, bias: number) => ({
    units: 2,
    weights: [FIRST.slice(from, from + 2), FIRST.slice(from + 2, from + 4)],
    biases: FIRST.slice(bias, bias + 2),
  });
  const base: Spec = {
    ...seed,
    layers: [
      { ...layer(0, 8), activation: 'tanh' },
      { ...layer(4, 10), activation: isSoftmax ? 'softmax' : 'linear' },
    ],
    loss: isSoftmax ? 'cross-entropy' : 'half-squared-error',
  };
  return withData(base, INPUTS, TARGETS);
}

/** A step's parameters, by the trace. */
const parametersIn = ({ layers, rows }: Trace, row: number) => [
  ...layers.flatMap(({ weights }) => [...rowOf(weights, row, rows)]),
  ...layers.flatMap(({ biases }) => [...rowOf(biases!, row, rows)]),
];

const mean = (xs: readonly number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;

const plans = [false, true].flatMap((isSoftmax) =>
  [null, 1, 2, 3, 5].flatMap((batchSize) =>
    [null, 7].map((shuffle) => ({ isSoftmax, batchSize, shuffle })),
  ),
);

describe.each(plans)('batches of $batchSize, shuffle $shuffle, softmax $isSoftmax', (plan) => {
  const { isSoftmax, ...training } = plan;
  const steps = 11;
  const network = buildNetwork(
    withTraining(specOf(isSoftmax), { ...training, learningRate: 0.3, steps }),
  );
  const trace = train(network);
  const batches = network.batches;
  const rowsOfStep = (step: number) =>
    Array.from({ length: trace.rows }, (_, row) => row).filter((row) => batches.step[row] === step);
  const at = (row: number) => batches.sample[row];
  const classOf = (xs: readonly number[]) => xs.indexOf(Math.max(...xs));

  it('descends by the mean gradient of each batch', () => {
    let w = FIRST;
    for (let step = 0; step <= steps; step++) {
      const rows = rowsOfStep(step);
      const all = rows.map((row) => told(w, INPUTS[at(row)], TARGETS[at(row)], isSoftmax));
      for (const [k, row] of rows.entries()) {
        // Constant within the batch.
        for (const [n, value] of parametersIn(trace, row).entries()) {
          expect(value, `parameter ${n} in row ${row}`).toBeCloseTo(w[n], 11);
        }
        const own = [
          ...trace.layers.flatMap((l) => [...rowOf(l.gradWeights, row, trace.rows)]),
          ...trace.layers.flatMap((l) => [...rowOf(l.gradBiases!, row, trace.rows)]),
        ];
        for (const [n, value] of own.entries()) {
          expect(value).toBeCloseTo(all[k].gradient[n], 11);
        }
        expect(trace.totals[row]).toBeCloseTo(all[k].total, 11);
      }
      const ofStep = (values: Float64Array | null) => [...rowOf(values!, step, steps + 1)];
      const means = [
        ...trace.layers.flatMap((l) => ofStep(l.meanWeights)),
        ...trace.layers.flatMap((l) => ofStep(l.meanBiases)),
      ];
      for (const [n, value] of means.entries()) {
        expect(value).toBeCloseTo(mean(all.map(({ gradient }) => gradient[n])), 11);
      }
      expect(trace.costs[step]).toBeCloseTo(mean(all.map(({ total }) => total)), 11);
      expect(lossOfStep(trace)(step)).toBeCloseTo(mean(all.map(({ total }) => total)), 11);
      w = w.map((value, n) => value - 0.3 * mean(all.map(({ gradient }) => gradient[n])));
    }
  });

  it('counts what a classifier gets right', () => {
    expect(trace.hits !== null).toBe(isSoftmax);
    if (!isSoftmax) return;
    for (let step = 0; step <= steps; step++) {
      const rows = rowsOfStep(step);
      const right = rows.map((row) => {
        const w = parametersIn(trace, row);
        const { outputs } = told(w, INPUTS[at(row)], TARGETS[at(row)], true);
        return Number(classOf(outputs) === classOf(TARGETS[at(row)]));
      });
      expect(rows.map((row) => trace.hits![row])).toEqual(right);
      expect(trace.accuracies![step]).toBeCloseTo(mean(right), 14);
    }
  });

  it('has the mean over each complete epoch', () => {
    expect(trace.epochCosts === null).toBe(batches.perEpoch === 1);
    for (const [epoch, cost] of trace.epochCosts?.entries() ?? []) {
      const all = trace.totals.filter((_, row) => batches.epoch[row] === epoch);
      expect(all).toHaveLength(INPUTS.length);
      expect(cost).toBeCloseTo(mean([...all]), 12);
    }
    expect(trace.epochCosts?.length ?? steps + 1).toBe(batches.periodEnds.length);
  });

  it('has steps + 1 batches', () => expect(batches.step.at(-1)).toBe(steps));
});

it('steps by the whole data set as by one sample, if it is the only one', () => {
  const one = withData(seed, [[0.05, 0.1]], [[0.5, 0.5]]);
  const [alone, batch] = [seed, one].map((spec) => train(buildNetwork(spec)));
  expect(batch.totals).toEqual(alone.totals);
  for (const [l, { weights }] of batch.layers.entries()) {
    expect(weights).toEqual(alone.layers[l].weights);
  }
});

describe('a sample is right', () => {
  const of = (weights: number[][], targets: number[], spec: Partial<Spec>) => {
    const [activation, loss] =
      spec.loss === 'cross-entropy'
        ? (['softmax', spec.loss] as const)
        : (['sigmoid', 'binary-cross-entropy'] as const);
    const layers: Spec['layers'] = [{ units: 2, activation, weights, biases: null }];
    const built = buildNetwork(
      withTraining(withData({ ...seed, layers, loss }, [[1]], [targets]), { steps: 1 }),
    );
    return train(built).hits![0];
  };
  const half = (weights: number[][], targets: number[]) => of(weights, targets, {});
  const largest = (weights: number[][], targets: number[]) =>
    of(weights, targets, { loss: 'cross-entropy' });

  it('with each sigmoid on its target’s side of ½, which is above', () => {
    expect(half([[1], [-1]], [1, 0])).toBe(1);
    expect(half([[1], [1]], [1, 0])).toBe(0);
    expect(half([[0], [-1]], [0.5, 0.25])).toBe(1);
    expect(half([[0], [-1]], [0.25, 0.25])).toBe(0);
  });
  it('with its largest share that of its largest target, the first of them if several are', () => {
    expect(largest([[1], [-1]], [1, 0])).toBe(1);
    expect(largest([[1], [-1]], [0.25, 0.75])).toBe(0);
    expect(largest([[1], [1]], [0, 1])).toBe(0);
    expect(largest([[1], [1]], [1, 0])).toBe(1);
  });
});
