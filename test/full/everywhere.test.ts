import fc from 'fast-check';
import { describe } from 'vitest';
import { AWKWARD } from '../support/awkward.ts';
import { proveEverywhere } from '../support/everywhere.ts';
import { anySpec, seed, withData, withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { trialOf } from '../support/trials.ts';

const RANDOM = { numRuns: 100, seed: 20261127 };

const oneSample = withData(withTraining(seed, { steps: 5 }), [[1, 2]], [[1, 0]]);

/** Every template whole, what workbooks have failed on, and 100 random descriptions, in every country and program. */
const specs = [
  ...templates(),
  { name: 'two inputs of one sample', spec: oneSample },
  ...AWKWARD.map(({ name, spec }) => ({ name, spec: spec() })),
  ...fc
    .sample(anySpec({ maxSteps: 3, maxRates: 1, maxSamples: 4 }), RANDOM)
    .map((spec, i) => ({ name: `random ${i + 1}`, spec })),
];

/** So many at a time are in memory, and in one run of a program. */
const GROUP = 10;

const trials = specs.map(({ name, spec }) => trialOf(name, spec));
for (let from = 0; from < trials.length; from += GROUP) {
  const group = trials.slice(from, from + GROUP);
  describe(`${group[0].name} to ${group.at(-1)!.name}`, () => {
    proveEverywhere(group, { seconds: 7200, all: true });
  });
}
