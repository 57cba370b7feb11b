import { it } from 'vitest';
import { proveRandom } from '../support/random.ts';

// In two files, so that two cores can share the work.
it(
  '50 random networks of the whole space recalculate to the values of the engine',
  () => proveRandom({ cases: 50, seed: 20261124 }),
  900_000,
);
