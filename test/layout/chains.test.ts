import { expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { longestChain } from '../support/chains.ts';
import { seed, withData, withTraining } from '../support/specs.ts';

/** Of so many samples: a classifier of two layers, so that no kind of column is left out. */
function lesson(samples: number, training: Partial<Spec['training']>): Spec {
  const rows = Array.from({ length: samples }, (_, i) => i);
  const spec: Spec = {
    ...seed,
    layers: [
      { units: 2, activation: 'tanh', weights: { init: 'he', seed: 1 }, biases: [0.1, 0.2] },
      { units: 2, activation: 'softmax', weights: { init: 'he', seed: 2 }, biases: [0, 0] },
    ],
    loss: 'cross-entropy',
    compare: [0.5],
  };
  const inputs = rows.map((i) => [i / samples, ((i * 7) % samples) / samples]);
  const targets = rows.map((i) => (i % 3 === 0 ? [1, 0] : [0, 1]));
  return withTraining(withData(spec, inputs, targets), {
    optimizer: { name: 'momentum', weightDecay: 0.01 },
    schedule: 'cosine',
    ...training,
  });
}

async function chainOf(spec: Spec): Promise<number> {
  return longestChain(await readCells((await buildWorkbook(buildNetwork(spec))).bytes));
}

it.each([
  ['all samples', 1, { steps: 3 }],
  ['batches, whose epochs are judged', 2, { steps: 7 }],
  ['biases that stay', 1, { steps: 3, trainBiases: false }],
])('a longer batch makes no longer chain of formulas: %s', async (_, perEpoch, training) => {
  const of = (batchSize: number) =>
    chainOf(lesson(perEpoch * batchSize, { ...training, batchSize }));
  const [short, long] = [await of(3), await of(9)];
  expect(long).toBe(short);
});

it('a step makes it longer by the same, however many samples it sees', async () => {
  const of = (steps: number) => chainOf(lesson(6, { steps, batchSize: 2 }));
  const [first, second, third] = [await of(3), await of(6), await of(9)];
  expect(third - second).toBe(second - first);
});
