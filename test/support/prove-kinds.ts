import fc from 'fast-check';
import { buildNetwork } from '../../src/network/network.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { anyKindSpec } from './kinds.ts';
import { prove } from './proof.ts';

/** Proves whole workbooks of random networks in which layers of all kinds follow each other. */
export function proveKinds({ cases, seed }: { cases: number; seed: number }): Promise<void> {
  const specs = anyKindSpec({ maxSteps: 2, maxRates: 1, maxSamples: 3 });
  return fc.assert(
    fc.asyncProperty(specs, async (spec) => {
      try {
        await prove(buildNetwork(spec));
      } catch (error) {
        throw new Error(`${error}\n\nThe spec:\n${specToYaml(spec)}`, { cause: error });
      }
    }),
    { numRuns: cases, seed, endOnFailure: true },
  );
}
