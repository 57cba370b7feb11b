import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildNetwork } from '../../src/network/network.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { anyKindSpec } from '../support/kinds.ts';
import { prove } from '../support/proof.ts';

it(
  'workbooks of convolutional and recurrent networks recalculate to the values of the engine',
  () =>
    fc.assert(
      fc.asyncProperty(anyKindSpec({ maxSteps: 2, maxRates: 1, maxSamples: 3 }), async (spec) => {
        try {
          await prove(buildNetwork(spec));
        } catch (error) {
          throw new Error(`${error}\n\nThe spec:\n${specToYaml(spec)}`, { cause: error });
        }
      }),
      { numRuns: 12, seed: 13, endOnFailure: true },
    ),
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
