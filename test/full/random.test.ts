import { it } from 'vitest';
import { proveRandom } from '../support/random.ts';

it('500 random networks of the whole space recalculate to the values of the engine', () =>
  proveRandom({ cases: 500, seed: 20261123 }));
