import { expect, it } from 'vitest';
import { seed, withData, withTraining } from '../support/specs.ts';
import type { Engine } from './engine.ts';
import { gnumeric } from './gnumeric.ts';
import { libreoffice } from './libreoffice.ts';
import {
  editAll,
  expectFound,
  faultsOf,
  missedIn,
  plantAll,
  spoiltFile,
  subjectOf,
} from './planted.ts';
import { engineOrSkip } from './require.ts';

// The full counts: `npm run test:full`.

const lesson = withTraining(seed, { steps: 3 });
const batches = withTraining(
  withData(
    seed,
    [
      [0.1, 0.9],
      [0.4, 0.2],
      [0.7, 0.5],
    ],
    [
      [1, 0],
      [0, 1],
      [0.5, 0.5],
    ],
  ),
  {
    steps: 3,
    batchSize: 2,
    schedule: 'cosine',
    optimizer: { name: 'adam', weightDecay: 0.01 },
  },
);

it.each([
  ['one sample', lesson, 21],
  ['batches, Adam and weight decay', batches, 14],
])('finds planted faults: %s', async (_, spec, count) => {
  const subject = await subjectOf(spec);
  expectFound([plantAll(subject, faultsOf(subject, count, 1))], count);
});

it('blames no harmless edit', async () => {
  for (const spec of [lesson, batches]) {
    expect(editAll(await subjectOf(spec), 15, 2)).toEqual([]);
  }
});

for (const engine of [libreoffice, gnumeric] satisfies Engine[]) {
  engineOrSkip(engine)(engine.name, () => {
    it('finds planted faults', async () => {
      const subject = await subjectOf(lesson);
      const faults = faultsOf(subject, 7, 3);
      const files = await Promise.all(faults.map((fault) => spoiltFile(subject, fault)));
      expect(missedIn(subject, faults, await engine.recalculate(files))).toEqual([]);
    }, 120_000);
  });
}
