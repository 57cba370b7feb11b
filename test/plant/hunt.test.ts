import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GradsheetError } from '../../src/errors.ts';
import { buildNetwork, type Network } from '../../src/network/network.ts';
import { plantedSlips } from '../../src/plant/catalogue.ts';
import { plantings } from '../../src/plant/draw.ts';
import { buildHuntOf, type Hunt } from '../../src/plant/hunt.ts';
import { solutionText } from '../../src/plant/solution.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { hyperformula } from '../engines/hyperformula.ts';
import { libreoffice } from '../engines/libreoffice.ts';
import { openXmlValidator, validate } from '../engines/openxml.ts';
import { engineOrSkip } from '../engines/require.ts';
import { printedSheets } from '../support/paper.ts';

const template = (name: string, steps = 6): Network => {
  const text = readFileSync(join(import.meta.dirname, `../../templates/${name}.yaml`), 'utf8');
  return buildNetwork(parseSpec(text, { overrides: { steps, compare: [] } }));
};

/** One sample and a batch; with ReLU, with softmax, with Adam and with momentum. */
const networks = {
  'simple-backprop': template('simple-backprop'),
  deep: template('deep'),
  xor: template('xor', 3),
  'dead-relu': template('dead-relu'),
  'softmax-classifier': template('softmax-classifier', 2),
  adam: template('adam', 3),
  momentum: template('momentum', 3),
};

/** Each slip in the first of the networks that it has a place in. */
async function everySlip(): Promise<Map<string, Hunt>> {
  const hunts = new Map<string, Hunt>();
  for (const slip of plantedSlips) {
    for (const network of Object.values(networks)) {
      try {
        hunts.set(slip, await buildHuntOf(network, [slip], 1));
        break;
      } catch (error) {
        if (!(error instanceof GradsheetError)) throw error;
      }
    }
  }
  return hunts;
}

const hunts = await everySlip();
/** No kind of layer has shared weights yet. */
const waiting = ['missing-time-step'];

describe.each(plantedSlips.filter((slip) => !waiting.includes(slip)))('%s', (slip) => {
  it('has a place, and an answer with cells that differ', () => {
    const { answers } = hunts.get(slip)!;
    expect(answers.length).toBeGreaterThan(0);
    for (const { formula, rightFormula, off, cells } of answers) {
      expect(formula).not.toBe(rightFormula);
      expect(off).toBeGreaterThan(1e-6);
      expect(cells).toMatch(/^Training!([A-Z]+)\d+:\1\d+$/);
    }
  });

  it('can be read on paper, with its charts in one piece', async () => {
    const presses = [
      { paper: 'A4', program: 'LibreOffice' },
      { paper: 'Letter', program: 'Excel' },
    ] as const;
    for (const { sheet, smallest, cut } of await printedSheets(hunts.get(slip)!.bytes, presses)) {
      expect(smallest, sheet).toBeGreaterThanOrEqual(6);
      expect(cut, sheet).toEqual([]);
    }
  });

  it('is planted where the answer says, and nowhere else', async () => {
    const { bytes, answers, sheets } = hunts.get(slip)!;
    expect(sheets).toEqual(['Start', 'Training', 'Charts']);
    const training = (await readCells(bytes)).sheets.get('Training')!;
    for (const { cells, formula } of answers) {
      const [, letters, row] = /!([A-Z]+)(\d+):/.exec(cells)!;
      const cell = [...training.rows.get(Number(row))!.values()].find(
        ({ address }) => address === `${letters}${row}`,
      );
      expect(`=${cell!.formula}`).toBe(formula);
    }
  });
});

it('says nothing of the slip in the workbook', async () => {
  for (const [slip, { bytes, answers }] of hunts) {
    const cells = await readCells(bytes);
    const texts = [...cells.sheets.values()].flatMap(({ rows }) =>
      [...rows.values()].flatMap((row) => [...row.values()].map(({ value }) => value)),
    );
    const said = texts.filter((value) => typeof value === 'string').join('\n');
    expect(said).not.toContain(slip);
    for (const { says } of answers) expect(said).not.toContain(says);
  }
});

engineOrSkip(hyperformula, libreoffice)('recalculated', () => {
  it.each([hyperformula, libreoffice])(
    'the cells hold the values of their formulas: $name',
    {
      timeout: 300_000,
    },
    async (engine) => {
      const all = [...hunts];
      const got = await engine.recalculate(all.map(([, { bytes }]) => bytes));
      for (const [i, [slip, { bytes }]] of all.entries()) {
        const found = compareCells(await readCells(bytes), got[i], { formulasOnly: true });
        expect(formatDifferences(found, 3), slip).toBe('');
      }
    },
  );
});

engineOrSkip(openXmlValidator)('for the Open XML validator', () => {
  it('has nothing to object to', { timeout: 120_000 }, async () => {
    const some = ['missing-brackets', 'mean-forgotten'].map((slip) => hunts.get(slip)!);
    expect(await validate(some.map(({ bytes }) => bytes))).toEqual(some.map(() => []));
  });
});

it('makes the same bytes of the same seed, and other mistakes of others', async () => {
  const network = networks['simple-backprop'];
  const [one, same] = [
    await buildHuntOf(network, 'random', 5),
    await buildHuntOf(network, 'random', 5),
  ];
  expect(Buffer.from(one.bytes).equals(same.bytes)).toBe(true);
  const seeds = Array.from({ length: 40 }, (_, seed) => seed);
  const drawn = seeds.map((seed) => plantings(network, 'random', seed).next().value!.planted[0]);
  expect(new Set(drawn.map(({ slip }) => slip)).size).toBeGreaterThan(8);
});

it('plants several slips in columns of their own', async () => {
  const { answers } = await buildHuntOf(networks.deep, ['wrong-sign', 'uphill', 'wrong-weight'], 2);
  expect(answers.map(({ slip }) => slip)).toEqual(['wrong-sign', 'uphill', 'wrong-weight']);
  expect(new Set(answers.map(({ cells }) => cells)).size).toBe(3);
  const text = solutionText(answers, { workbook: 'a.xlsx', seed: 2, madeFrom: 'a test' });
  for (const { symbol, cells } of answers) expect(text).toContain(`## ${symbol}: ${cells}`);
});

it('refuses a slip that has no place, and says which ones have', async () => {
  await expect(
    buildHuntOf(networks['simple-backprop'], ['mean-forgotten'], 1),
  ).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('mean-forgotten'),
    hint: expect.stringContaining('missing-brackets'),
  });
});
