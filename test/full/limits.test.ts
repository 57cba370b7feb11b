import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { openXmlValidator, validate } from '../engines/openxml.ts';
import { engineOrSkip } from '../engines/require.ts';
import { AWKWARD } from '../support/awkward.ts';
import { anySpec } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

const RANDOM = { numRuns: 100, seed: 20261128 };

/** Every template, what workbooks have failed on, and 100 random descriptions. */
const specs = [
  ...templates(),
  ...AWKWARD.map(({ name, spec }) => ({ name, spec: spec() })),
  ...fc.sample(anySpec(), RANDOM).map((spec, i) => ({ name: `random ${i + 1}`, spec })),
];

// The lint of Excel's limits and of Google Sheets is within: see lint-every-workbook.ts.
engineOrSkip(openXmlValidator)('the lint and the Open XML validator', () => {
  describe.each(specs)('find nothing in the workbook of $name', ({ spec }) => {
    it('whole', async () => {
      const { bytes } = await buildWorkbook(buildNetwork(spec));
      expect(await validate([bytes])).toEqual([[]]);
    });
  });
});
