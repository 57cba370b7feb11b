import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { formatDifferences } from '../../src/verify/compare.ts';
import { verify } from '../../src/verify/verify.ts';
import { engineOrSkip } from '../engines/require.ts';
import { templates } from '../support/templates.ts';
import { programs } from '../verify/programs.ts';

describe.each(programs)('saved by $name', ({ engine, save }) => {
  engineOrSkip(engine)('the workbook', () => {
    it.each(templates())('of $name differs in nothing', async ({ spec }) => {
      const network = buildNetwork(spec);
      const [saved] = await save([(await buildWorkbook(network)).bytes]);
      expect(formatDifferences(await verify(saved, network))).toBe('');
    });
  });
});
