import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { anyKindSpec } from '../support/kinds.ts';
import { proveKinds } from '../support/prove-kinds.ts';

it(
  'workbooks of convolutional and recurrent networks recalculate to the values of the engine',
  () => proveKinds({ cases: 12, seed: 13 }),
  300_000,
);

it('descriptions of convolutional and recurrent networks are read back as they were', () =>
  fc.assert(
    fc.property(anyKindSpec(), (spec) => {
      const read = parseSpec(specToYaml(spec));
      expect({ layers: read.layers, shape: read.inputShape }).toEqual({
        layers: spec.layers,
        shape: spec.inputShape,
      });
      expect(parseSpec(specToYaml(read))).toEqual(read);
    }),
    { numRuns: 100, seed: 14, endOnFailure: true },
  ));
