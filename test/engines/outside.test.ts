import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork, type Network } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { type Cells, cellsOf, isCellError } from '../../src/verify/cells.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { readCells } from '../../src/verify/read.ts';
import { spreadOf } from '../support/noise.ts';
import { seed, withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';
import { isRoundingTie } from '../support/ties.ts';
import { type Edit, editFile } from './edit.ts';
import type { Engine } from './engine.ts';
import { gnumeric } from './gnumeric.ts';
import { libreoffice } from './libreoffice.ts';
import { openXmlValidator, validate } from './openxml.ts';
import { engineOrSkip } from './require.ts';

/** From the smallest to the largest: none may give an error cell in a bounded network. */
const EXTREME_RATES = [1e-300, 1e-12, 0.001, 30, 1000, 1e5, 1e8, 1e15, 1e100, 1e300, 1.7e308];

interface Case {
  readonly name: string;
  readonly spec: Spec;
  /** Typed into the written file before it is recalculated … */
  readonly edits?: readonly Edit[];
  /** … which must then hold the values of this spec. */
  readonly edited?: Spec;
}

const linear: Spec = {
  ...withTraining(seed, { learningRate: 1e6, steps: 40 }),
  layers: seed.layers.map((layer) => ({ ...layer, activation: 'linear' })),
  compare: [0.5, 1e7],
};

const cases: readonly Case[] = [
  ...templates(),
  ...EXTREME_RATES.map((learningRate) => ({
    name: `the seed at η = ${learningRate}`,
    spec: withTraining(seed, { learningRate }),
  })),
  { name: 'a linear network that overflows', spec: linear },
  {
    name: 'η typed over',
    spec: { ...seed, compare: [0.5, 2] },
    edits: [{ sheet: 'Network', cell: 'B4', value: 2.5 }],
    edited: { ...withTraining(seed, { learningRate: 2.5 }), compare: [0.5, 2] },
  },
  {
    name: 'a target typed over',
    spec: { ...seed, compare: [0.5, 2] },
    edits: [{ sheet: 'Network', cell: 'B20', value: 0.9 }],
    edited: { ...seed, targets: [0.5, 0.9], compare: [0.5, 2] },
  },
  {
    name: 'an input, a first weight and a compared rate typed over',
    spec: { ...seed, compare: [0.5, 2] },
    edits: [
      { sheet: 'Network', cell: 'B15', value: -0.75 },
      { sheet: 'Training', cell: 'F9', value: 1.25 },
      { sheet: 'Learning rates', cell: 'C26', value: 7 },
    ],
    edited: {
      ...seed,
      inputs: [-0.75, 0.1],
      layers: [
        {
          ...seed.layers[0],
          weights: [
            [1.25, 0.2],
            [0.25, 0.3],
          ],
        },
        seed.layers[1],
      ],
      compare: [0.5, 7],
    },
  },
];

describe.each<{ engine: Engine; anyOverflow: boolean }>([
  { engine: libreoffice, anyOverflow: false },
  { engine: gnumeric, anyOverflow: true },
])('$engine.name', ({ engine, anyOverflow }) => {
  engineOrSkip(engine)('recalculates', () => {
    let results: Cells[];
    beforeAll(async () => {
      const files = await Promise.all(
        cases.map(async ({ spec, edits = [] }) => {
          const { bytes } = await buildWorkbook(buildNetwork(spec));
          return editFile(bytes, edits);
        }),
      );
      results = await engine.recalculate(files);
    }, 300_000);

    it.each(cases.map((each, index) => ({ ...each, index })))(
      '$name',
      async ({ spec, edited = spec, index }) => {
        const network = buildNetwork(edited);
        const expected = await readCells((await buildWorkbook(network)).bytes);
        const differences = compareCells(expected, results[index], {
          formulasOnly: true,
          anyOverflow,
          sameText: isRoundingTie,
          spread: await spreadOf(network, expected),
        });
        expect(formatDifferences(differences)).toBe('');
        if (isBounded(network)) expect(errorCells(results[index])).toEqual([]);
      },
    );
  });
});

engineOrSkip(openXmlValidator)('the Open XML validator', () => {
  it('finds no error in any template, nor in an overflowing network', async () => {
    const specs = [...templates().map(({ spec }) => spec), linear];
    const files = await Promise.all(
      specs.map(async (spec) => (await buildWorkbook(buildNetwork(spec))).bytes),
    );
    expect((await validate(files)).flat()).toEqual([]);
  }, 120_000);
});

function isBounded({ layers }: Network): boolean {
  return layers.every(({ activation }) => activation.bounds !== null);
}

/** Cells that show an error: #NUM!, #DIV/0!, Err:502, an infinity. */
function errorCells(cells: Cells): string[] {
  return [...cells.sheets.values()].flatMap((sheet) =>
    [...cellsOf(sheet)]
      .filter(({ value }) => isCellError(value) || value === Number.POSITIVE_INFINITY)
      .map(({ address }) => `${sheet.name}!${address}`),
  );
}
