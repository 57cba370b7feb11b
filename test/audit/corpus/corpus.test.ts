import { describe, expect, it } from 'vitest';
import { compareCells, formatDifferences } from '../../../src/verify/compare.ts';
import { readCells } from '../../../src/xlsx/reader/read.ts';
import { libreoffice } from '../../engines/libreoffice.ts';
import { engineOrSkip } from '../../engines/require.ts';
import { chanceOf } from './chance.ts';
import { drawCase, drawSound } from './draw.ts';
import { corpusSlipNames } from './slips.ts';
import { isEqual, slopesOf } from './truth.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the clean sheets', () => {
  it.each(seeds(16))('descend along the slope of their loss: %i', (seed) => {
    const model = drawSound(chanceOf(seed, 77, 1))!;
    const slopes = slopesOf(model, [0, Math.floor(model.steps / 2)]);
    expect(slopes).not.toEqual([]);
    const wrong = slopes.filter(({ got, measured }) => !isEqual(got, measured * model.constant));
    expect(wrong, model.about).toEqual([]);
  });
});

const kinds = ['clean', 'planted', 'mutated'] as const;

engineOrSkip(libreoffice)('all sheets, in LibreOffice', () => {
  it('hold the values of their formulas', { timeout: 300_000 }, async () => {
    const drawn = kinds.flatMap((kind) =>
      seeds(kind === 'planted' ? corpusSlipNames.length : 8).map((seed) => drawCase(kind, seed)),
    );
    const cases = await Promise.all(drawn);
    const got = await libreoffice.recalculate(cases.map(({ bytes }) => bytes));
    for (const [i, { bytes, about }] of cases.entries()) {
      const found = compareCells(await readCells(bytes), got[i], {
        tolerance: { absolute: 1e-12, relative: 1e-10 },
      });
      expect(formatDifferences(found, 3), about).toBe('');
    }
  });
});

it.each(kinds)('the same seed gives the same sheet: %s', async (kind) => {
  const [one, other] = [await drawCase(kind, 3), await drawCase(kind, 3)];
  expect(await readCells(one.bytes)).toEqual(await readCells(other.bytes));
  expect(one.wrong).toEqual(other.wrong);
});
