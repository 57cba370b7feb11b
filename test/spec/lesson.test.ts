import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { misfitOf } from '../../src/layout/misfit.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { specToYaml } from '../../src/spec/print.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { refusal } from './specs.ts';

const network = `inputs: [0.05, 0.1]
targets: [0.5]
layers: [{ units: 1, weights: [[0.15, 0.2]] }]
training: { steps: 2 }
compare: none
`;
const written = `${network}lesson: >-
  What the learning rate does.
  Over two lines: with a colon.
try:
  - do: Type 10 for η.
    look: "It falls: steeply"
    cells: [eta, w1, Charts, Learning rates]
  - { do: Nothing., look: Nothing. }
`;
const parse = (text: string) => parseSpec(text, { source: 'lesson.yaml', fits: misfitOf });

describe('a lesson and its experiments', () => {
  it('are read, line breaks aside, and printed so that they read the same', () => {
    const spec = parse(written);
    expect(spec.lesson).toBe('What the learning rate does. Over two lines: with a colon.');
    expect(spec.try).toEqual([
      {
        do: 'Type 10 for η.',
        look: 'It falls: steeply',
        cells: ['eta', 'w1', 'Charts', 'Learning rates'],
      },
      { do: 'Nothing.', look: 'Nothing.', cells: [] },
    ]);
    expect(parse(specToYaml(spec))).toEqual(spec);
  });

  it('stand at the top of Start, with links to the cells that are there', async () => {
    const { bytes } = await buildWorkbook(buildNetwork(parse(written)));
    const { sheets } = await readCells(bytes);
    const texts = [...sheets.get('Start')!.rows.values()].flatMap((row) =>
      [...row.values()].map(({ value }) => value),
    );
    const from = texts.indexOf('The lesson');
    expect(texts.slice(from, from + 10)).toEqual([
      'The lesson',
      'What the learning rate does. Over two lines: with a colon.',
      'Try it',
      'and look',
      '1.  Type 10 for η.',
      'It falls: steeply',
      'eta',
      'w1',
      'Charts',
      '2.  Nothing.',
    ]);
    expect(sheets.get('Network')!.rows.get(2)!.get(1)!.value).toBe('What the learning rate does.');
  });

  // biome-ignore format: one case a line
  it.each([
    ['an empty lesson', 'lesson: ""', 'lesson', /must be a text of 1 to 600 characters/],
    ['a lesson that is a number', 'lesson: 5', 'lesson', /a text of 1 to 600/],
    ['a lesson of a page', `lesson: ${'long '.repeat(200)}`, 'lesson', /a text of 1 to 600/],
    ['a lesson with a bell', 'lesson: "a\\x07b"', 'lesson', /contains a control character/],
    ['an experiment without its look', 'try: [{ do: Type. }]', 'try[0].look', /look is missing/],
    ['six experiments', `try: [${Array(6).fill('{ do: a, look: b }').join(', ')}]`, 'try', /a list of 1 to 5 experiments/],
    ['an unknown key', 'try: [{ do: a, look: b, sells: [eta] }]', 'try[0].sells', /no key "sells"/],
    ['a cell that is not there', 'try: [{ do: a, look: b, cells: [eta, w9] }]', 'try[0].cells[1]', /no cell and no sheet of this workbook is called "w9"/],
  ])('%s is refused, with its place and a remedy', (_what, text, path, message) => {
    const error = refusal(() => parse(`${network}${text}\n`));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path });
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe('');
  });
});
