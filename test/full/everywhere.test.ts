import fc from 'fast-check';
import { proveEverywhere } from '../support/everywhere.ts';
import { anySpec, seed, withData, withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { trialOf } from '../support/trials.ts';

const RANDOM = { numRuns: 100, seed: 20261127 };

const oneSample = withData(withTraining(seed, { steps: 5 }), [[1, 2]], [[1, 0]]);

/** Every template whole, and 100 random descriptions, in every country and program. */
const specs = [
  ...templates(),
  { name: 'a data set of one sample', spec: oneSample },
  ...fc
    .sample(anySpec({ maxSteps: 3, maxRates: 1, maxSamples: 4 }), RANDOM)
    .map((spec, i) => ({ name: `random ${i + 1}`, spec })),
];

proveEverywhere(
  specs.map(({ name, spec }) => trialOf(name, spec)),
  { seconds: 7200, all: true },
);
