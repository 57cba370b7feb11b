import fc from 'fast-check';
import { buildNetwork } from '../../src/network/network.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { prove } from './proof.ts';
import { anySpec } from './specs.ts';

/** Proves the workbooks of random specs of the whole space; one that fails is printed as YAML. */
export async function proveRandom({ cases, seed }: { cases: number; seed: number }): Promise<void> {
  await fc.assert(
    fc.asyncProperty(anySpec({ maxSteps: 3, maxRates: 1, maxSamples: 4 }), async (spec) => {
      try {
        await prove(buildNetwork(spec));
      } catch (error) {
        throw new Error(`${error}\n\nThe spec:\n${specToYaml(spec)}`, { cause: error });
      }
    }),
    { numRuns: cases, seed, endOnFailure: true },
  );
}
