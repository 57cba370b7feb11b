import { describe, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { AWKWARD } from '../support/awkward.ts';
import { prove } from '../support/proof.ts';
import { templates } from '../support/templates.ts';

describe.each(templates())('the template $name', ({ spec }) => {
  it('recalculates to the values of the engine', () => prove(buildNetwork(spec)));
});

// What workbooks have failed on, as far as it is small.
describe.each(AWKWARD.filter(({ name }) => !/\b(\d{3,}|wide|full batch)\b/.test(name)))(
  '$name',
  ({ spec }) => {
    it('recalculates to the values of the engine', () => prove(buildNetwork(spec())));
  },
);
