import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { quantitiesPerStep, sizeOf } from '../../src/spec/count.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { listTemplates, readTemplate } from '../../src/spec/templates.ts';
import { quantitiesOf } from '../../src/symbolic/quantities.ts';

describe('quantitiesPerStep', () => {
  it.each([
    // inputs, targets, weights twice, net and activation, 3 slopes, errors and total, diagnostics
    ['1-1', { inputs: 1, targets: 1, layers: [{ units: 1, biases: false }] }, 17],
    ['1-1 with a bias', { inputs: 1, targets: 1, layers: [{ units: 1, biases: true }] }, 19],
    [
      '2-2-2',
      {
        inputs: 2,
        targets: 2,
        layers: [
          { units: 2, biases: false },
          { units: 2, biases: false },
        ],
      },
      49,
    ],
  ])('counts %s', (_name, size, expected) => {
    expect(quantitiesPerStep(size)).toBe(expected);
  });

  it.each(listTemplates().map(({ name }) => name))('agrees with what %s computes', (name) => {
    const spec = parseSpec(readTemplate(name));
    expect(quantitiesPerStep(sizeOf(spec))).toBe(quantitiesOf(buildNetwork(spec)).length);
  });

  it('takes no time for sizes that nobody could allocate', () => {
    const size = { inputs: 1, targets: 1, layers: [{ units: 1e15, biases: true }] };
    expect(quantitiesPerStep(size)).toBeGreaterThan(1e15);
  });
});
