import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { formatDifferences } from '../../src/verify/compare.ts';
import { verify } from '../../src/verify/verify.ts';
import { engineOrSkip } from '../engines/require.ts';
import { seed, withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { programs } from './programs.ts';

const xor = templates().find(({ name }) => name === 'xor')!.spec;

/** At η = 300 the training of the lesson is chaotic: a last bit is magnified. */
const networks = [
  { ...withTraining(seed, { steps: 67 }), compare: [300] },
  { ...withTraining(xor, { steps: 6 }), compare: [] },
].map(buildNetwork);

describe.each(programs)('saved by $name', ({ engine, save }) => {
  engineOrSkip(engine)('a sound workbook', () => {
    it('differs in nothing', async () => {
      const files = await Promise.all(networks.map((network) => buildWorkbook(network)));
      const saved = await save(files.map(({ bytes }) => bytes));
      for (const [i, network] of networks.entries()) {
        expect(formatDifferences(await verify(saved[i], network))).toBe('');
      }
    }, 120_000);
  });
});
