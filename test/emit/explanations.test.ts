import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { verdictWords } from '../../src/emit/verdictWords.ts';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { TRAINING } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { runOf } from '../../src/numeric/run.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { type Cells, cellsOf } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { seed, withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

const template = (name: string): Spec => templates().find((each) => each.name === name)!.spec;
const bytesOf = async (spec: Spec) =>
  (await buildWorkbook(buildNetwork({ ...spec, compare: [] }))).bytes;
const short = (spec: Spec): Spec => withTraining(spec, { steps: 3 });

const textsOn = (cells: Cells, sheet: string) =>
  [...cellsOf(cells.sheets.get(sheet)!)].flatMap(({ value, row, column }) =>
    typeof value === 'string' ? [{ text: value, row, column }] : [],
  );

describe('Start', () => {
  it.each(templates())('explains every word of the verdict of $name', ({ spec }) => {
    const network = buildNetwork(spec);
    const words = verdictWords(planWorkbook(network)).map(([word]) => word);
    for (const part of runOf(network).diagnosis.verdict.split(', ')) {
      expect(words).toContain(part.replace(/^but only because /, '').replace(/ at step \d+$/, ''));
    }
  });

  it('leaves out what cannot come', async () => {
    const linear = await readCells(await bytesOf(short(template('linear-regression'))));
    const texts = textsOn(linear, 'Start').map(({ text }) => text);
    expect(texts).toContain('stuck');
    expect(texts).not.toContain('saturated');
    expect(texts).not.toContain('units are dead');
  });
});

describe('Training', () => {
  it.each([
    ['sigmoid', /^Why IF: both branches are 1\/\(1 \+ e⁻ˣ\)/],
    ['silu', /^Why IF/],
    ['softplus', /^Why MAX and ABS/],
    ['gelu', /^Why IF/],
    ['tanh', null],
    ['relu', null],
  ] as const)(
    'explains the branches of %s above the first of its cells',
    async (activation, says) => {
      const layers = seed.layers.map((layer, l) => ({
        ...layer,
        activation: l === 0 ? activation : ('linear' as const),
      }));
      const cells = await readCells(await bytesOf(short({ ...seed, layers })));
      const texts = textsOn(cells, 'Training');
      const remarks = texts.filter(({ text }) => text.startsWith('Why '));
      const first = texts.find(({ text, row }) => row === TRAINING.headerRow && text === 'a_h1')!;
      const expected = says
        ? [{ text: expect.stringMatching(says), row: TRAINING.settingRow, column: first.column }]
        : [];
      expect(remarks).toEqual(expected);
    },
  );

  it('says it once for all layers', async () => {
    const texts = textsOn(await readCells(await bytesOf(short(seed))), 'Training');
    expect(texts.filter(({ text }) => text.startsWith('Why '))).toHaveLength(1);
  });
});

describe('cells that may be typed over', () => {
  it.each(['simple-backprop', 'schedule', 'softmax-classifier', 'xor'])(
    'name their bounds in %s',
    async (name) => {
      const spec = template(name);
      const zip = await JSZip.loadAsync(await bytesOf(short(spec)));
      let count = 0;
      for (const path of Object.keys(zip.files).filter((name) => /sheet\d+\.xml$/.test(name))) {
        const xml = await zip.file(path)!.async('string');
        for (const [one] of xml.matchAll(
          /<dataValidation type="(?:decimal|whole)".*?<\/dataValidation>/gs,
        )) {
          const said = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(one)![1];
          const [from, to] = [1, 2].map((i) =>
            Number(new RegExp(`<formula${i}>(.*?)</formula${i}>`).exec(one)![1]),
          );
          const [least, most] = [from, to].map((x) => String(x).toUpperCase());
          const range = `number from ${least} to ${most}.`;
          expect(said('error')).toContain(range);
          if (to < 1e300) expect(said('prompt')).toContain(range);
          count++;
        }
      }
      expect(count).toBeGreaterThan(3);
    },
  );
});

describe('Decision surface', () => {
  it.each(['xor', 'linear-regression'])(
    'of %s says that the axes do not follow samples',
    async (name) => {
      const cells = await readCells(await bytesOf(short(template(name))));
      const texts = textsOn(cells, 'Decision surface').map(({ text }) => text);
      expect(texts).toContainEqual(expect.stringMatching(/^When samples change, the axes stay/));
    },
  );
});
