import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { quotientSpread } from '../../src/verify/quotients.ts';
import { isRoundingTie } from '../../src/verify/worked-lines.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { gnumeric } from '../engines/gnumeric.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { engineOrSkip } from '../engines/require.ts';
import { LONG_SUMS, wide } from '../support/long-sums.ts';
import { prove } from '../support/proof.ts';

const last = 'units: 1, activation: linear';

/** Networks that were refused because a formula became too long, and one with a sum of each kind. */
const networks = {
  '1-1000-1': () => wide(1, ['units: 1000, activation: tanh', last]),
  '750 inputs into one unit': () => wide(750, ['units: 1, activation: tanh']),
  '30 layers of 12': () => wide(12, Array(30).fill('units: 12, activation: tanh'), 12),
  '2-190-1 of rectified units': () => wide(2, ['units: 190, activation: relu', last]),
  '1-200-1': () => wide(1, ['units: 200, activation: tanh', last]),
  ...LONG_SUMS,
};

describe.each(Object.entries(networks))('%s', (_name, specOf) => {
  it('recalculates to the values of the engine on every sheet', () =>
    prove(buildNetwork(specOf())));
});

describe.each([libreoffice, gnumeric])('$name', (engine) => {
  engineOrSkip(engine)('recalculates', () => {
    it('750 inputs into one unit to what the engine has, on every sheet', async () => {
      const network = buildNetwork(networks['750 inputs into one unit']());
      const { bytes } = await buildWorkbook(network);
      const quotients = quotientSpread(network);
      const [recalculated] = await engine.recalculate([bytes]);
      const differences = compareCells(await readCells(bytes), recalculated, {
        formulasOnly: true,
        sameText: isRoundingTie,
        spread: (sheet) => quotients(sheet),
      });
      expect(formatDifferences(differences)).toBe('');
    });
  });
});
