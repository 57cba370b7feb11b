import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { quantitiesPerStep, type Sized, tableRows } from '../../src/spec/count.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { listTemplates, readBesideTemplates, readTemplate } from '../../src/spec/templates.ts';
import { quantitiesOf } from '../../src/symbolic/quantities.ts';
import { wholeSpace } from './whole-space.ts';

/** A spec of so many inputs and layers, as little else as possible. */
function sized(inputs: number, units: readonly number[], biases: boolean): Sized {
  const { training } = parseSpec('inputs: [1]\ntargets: [1]\nlayers: [{ units: 1, weights: he }]');
  return {
    inputs: Array(inputs).fill(1),
    targets: Array(units[units.length - 1]).fill(1),
    data: null,
    layers: units.map((count) => ({
      units: count,
      activation: 'sigmoid',
      weights: { init: 'he', seed: 1 },
      biases: biases ? { init: 'he', seed: 1 } : null,
    })),
    loss: 'half-squared-error',
    training,
  };
}

describe('quantitiesPerStep', () => {
  it.each([
    // inputs, targets, weights twice, net and activation, 3 slopes, errors and total, diagnostics
    ['1-1', sized(1, [1], false), 17],
    ['1-1 with a bias', sized(1, [1], true), 19],
    ['2-2-2', sized(2, [2, 2], false), 49],
  ])('counts %s', (_name, spec, expected) => {
    expect(quantitiesPerStep(spec)).toBe(expected);
  });

  it.each(listTemplates().map(({ name }) => name))('agrees with what %s computes', (name) => {
    const spec = parseSpec(readTemplate(name), { readFile: readBesideTemplates });
    expect(quantitiesPerStep(spec)).toBe(quantitiesOf(buildNetwork(spec)).length);
  });

  it('agrees with what any network computes, and its rows with those of the batches', () => {
    fc.assert(
      fc.property(wholeSpace(), (spec) => {
        const network = buildNetwork(spec);
        const counted = [quantitiesPerStep(spec), tableRows(spec)];
        const there = [quantitiesOf(network).length, network.batches.rows];
        expect(counted, specToYaml(spec)).toEqual(there);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no time for sizes that nobody could allocate', () => {
    const quantities = quantitiesPerStep({
      ...sized(1, [1], true),
      layers: [{ ...sized(1, [1], true).layers[0], kind: 'dense', units: 1e15 }],
    });
    expect(quantities).toBeGreaterThan(1e15);
  });
});
