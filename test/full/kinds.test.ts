import { it } from 'vitest';
import { proveKinds } from '../support/prove-kinds.ts';

it('200 random networks with layers of all kinds recalculate to the values of the engine', () =>
  proveKinds({ cases: 200, seed: 20261129 }));
