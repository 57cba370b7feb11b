import { describe, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { prove } from '../support/proof.ts';
import { templates } from '../support/templates.ts';

describe.each(templates())('the template $name', ({ spec }) => {
  it('recalculates to the values of the engine', () => prove(buildNetwork(spec)));
});
