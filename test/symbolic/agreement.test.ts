import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import { train } from '../../src/numeric/train.ts';
import { columnOf } from '../../src/numeric/value.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { quantitiesOf } from '../../src/symbolic/quantities.ts';
import { disagreements } from '../support/disagreements.ts';
import { columnCount, valueByName } from '../support/oracle.ts';
import { anySpec, mazur, seed, withData, withTraining } from '../support/specs.ts';
import { LEADS } from '../support/table.ts';

describe('every formula computes what the engine does', () => {
  it.each([
    ['seed', seed],
    ['mazur', mazur],
  ])('of %s', (_, spec) => expect(disagreements(spec, 'T')).toEqual([]));

  it('of a network that overflows and comes back', () => {
    const layers: Spec['layers'] = [
      { units: 1, activation: 'relu', weights: [[1e200]], biases: null },
    ];
    const spec: Spec = { ...seed, inputs: [1], targets: [1], layers, loss: 'squared-error' };
    for (const batch of [spec, withData(spec, [[1], [2]], [[1], [1]])]) {
      expect(disagreements(withTraining(batch, { steps: 3 }), 'T')).toEqual([]);
    }
  });

  it('of any network', () =>
    fc.assert(
      fc.property(anySpec({ maxSteps: 4 }), (spec) => {
        expect(disagreements(spec, 'F')).toEqual([]);
      }),
      { numRuns: 200, seed: 5 },
    ));
});

describe('the names of the columns', () => {
  const LATER = /^(finite|settled|direction|turns|saturated|dead)$/;

  it('say what the engine keeps under them, each once, in any network', () => {
    fc.assert(
      fc.property(anySpec(), (spec) => {
        const network = buildNetwork(spec);
        const trace = train(network);
        const run = { trace, diagnosis: diagnose(trace) };
        const names = namesOf(network);
        const leads = network.hasData ? LEADS : [LEADS[0]];
        const quantities = quantitiesOf(network).map((quantity) => quantity.ref);
        const all = [...leads, ...quantities].filter((r) => !LATER.test(names.of(r)));
        for (const r of all) {
          for (const row of r.kind === 'epochCost'
            ? [network.batches.periodEnds[0]]
            : [0, trace.rows - 1]) {
            expect(valueByName(trace, names.of(r), row), names.of(r)).toBe(columnOf(run, r)(row));
          }
        }
        expect(all.length - leads.length).toBe(columnCount(network));
        expect(new Set(quantities.map(names.of)).size).toBe(quantities.length);
      }),
      { numRuns: 300, seed: 6 },
    );
  });
  it('come with what they mean, in words', () => {
    fc.assert(
      fc.property(anySpec(), (spec) => {
        const network = buildNetwork(spec);
        const names = namesOf(network);
        for (const { ref } of quantitiesOf(network)) {
          expect(names.meaning(ref)).toMatch(/\w/);
          expect(`${names.of(ref)}${names.meaning(ref)}`).not.toMatch(/undefined|NaN|[{}]/);
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});
