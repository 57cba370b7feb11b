import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { TOP_ROWS } from '../../src/layout/network/picture/page.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { addressOf, cellAddress } from '../../src/xlsx/address.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { openWorkbook } from '../engines/hyperformula.ts';
import { expectFollowed, isErrorCell, readerOf, readFollowed } from '../support/followed.ts';
import { anyKindSpec } from '../support/kinds.ts';
import { anySpec, mazur, seed, withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

const template = (name: string, steps: number): Spec => {
  const { spec } = templates().find((each) => each.name === name)!;
  return withTraining(spec, { steps });
};
const short = (spec: Spec, training: Partial<Spec['training']>): Spec =>
  withTraining(spec, { steps: 4, ...training });

describe('what is followed is told as the engine has it', () => {
  it.each<[string, Spec, readonly number[]]>([
    ['the lesson', { ...seed, training: { ...seed.training, steps: 67 } }, [0, 1, 33, 67]],
    [
      'frozen biases',
      short({ ...mazur, training: { ...mazur.training, trainBiases: false } }, {}),
      [0, 1, 4],
    ],
    [
      'momentum, weight decay and frozen biases',
      short(mazur, {
        optimizer: { name: 'momentum', weightDecay: 0.01, l1: 0.001 } as never,
        trainBiases: false,
      }),
      [0, 1, 4],
    ],
    [
      'adam and a schedule',
      short(mazur, { optimizer: 'adam', schedule: 'exponential' }),
      [0, 1, 4],
    ],
    ['three layers', template('deep', 3), [0, 1, 3]],
    ['more ways than fit', template('vanishing-gradients', 2), [1]],
    ['softmax and a data set in batches', template('flowers', 3), [1, 3]],
    ['adam on a data set', template('adam', 3), [0, 1, 3]],
    ['a convolution', template('convolution', 2), [0, 1, 2]],
    ['a sequence', template('recurrent', 2), [0, 1, 2]],
  ])('%s', (_, spec, steps) => expectFollowed(spec, { steps }), 120_000);

  it('20 random networks, of all kinds of layers', async () => {
    const options = { maxSteps: 2, maxRates: 0 };
    const specs = [
      ...fc.sample(anySpec(options), { numRuns: 12, seed: 20261127 }),
      ...fc.sample(anyKindSpec(options), { numRuns: 8, seed: 20261127 }),
    ];
    for (const spec of specs) {
      await expectFollowed(spec, { steps: [spec.training.steps - 1], parameters: 2 });
    }
  }, 300_000);
});

describe('the lesson', async () => {
  const network = buildNetwork(seed);
  const plan = planWorkbook(network);
  const cells = await readCells((await buildWorkbook(network)).bytes);

  it('has the two ways of w1, as one writes them', () => {
    const { ways, sumWords, lines } = readFollowed(plan, readerOf(cells));
    expect(ways.map(({ label, tiles }) => [label, ...tiles.map(({ name }) => name)])).toEqual([
      ['over o1', '∂h1/∂w1 = i1', '∂a_h1/∂h1', '∂o1/∂a_h1 = w5', '∂a_o1/∂o1', '∂E1/∂a_o1'],
      ['over o2', '∂h1/∂w1 = i1', '∂a_h1/∂h1', '∂o2/∂a_h1 = w7', '∂a_o2/∂o2', '∂E2/∂a_o2'],
    ]);
    expect(sumWords).toBe('∂E/∂w1, the sum over both ways');
    expect(lines).toEqual([
      {
        symbols: 'new w1 = w1 − η·∂E/∂w1',
        numbers: '≈ 0.15 − 1·3.17e-4',
        result: expect.closeTo(0.1496832, 6) as number,
      },
    ]);
  });

  it.each([
    ['w1', ['=', '×', '×', '×', '×']],
    ['w7', ['', '', '=', '×', '×']],
  ])('has = before the first factor of %s, and × before the others', (name, signs) => {
    const workbook = openWorkbook(cells);
    workbook.type(SHEETS.network, addressOf(plan.desk.follow), name);
    const { wayRow, columns } = plan.networkSheet.waysBlock;
    const read = signs.map((_, slot) =>
      workbook.value(SHEETS.network, cellAddress(columns.sign(slot)!, wayRow(0) + 1)),
    );
    expect(read).toEqual(signs);
    workbook.close();
  });

  it.each(['w9', 'x', '', 3, null])('says that there is no %s, in words', (typed) => {
    const workbook = openWorkbook(cells);
    const at = (row: number, column: number) =>
      workbook.value(SHEETS.network, cellAddress(column, row));
    workbook.type(SHEETS.network, addressOf(plan.desk.follow), typed);
    const words = 'there is no such weight or bias: choose one from the list';
    const remark = at(TOP_ROWS.remark, plan.desk.wiresShow.column);
    expect(remark).toBe('there is none of that name');
    const { row, lastRow, lastColumn } = plan.networkSheet.waysBlock;
    expect(at(row, 1)).toBe(words);
    for (let r = row + 1; r <= lastRow; r++) {
      for (let column = 1; column <= lastColumn; column++) {
        const value = at(r, column);
        expect(isErrorCell(value), `${cellAddress(column, r)}`).toBe(false);
        expect(typeof value).not.toBe('number');
      }
    }
    workbook.close();
  });

  it('finds a name in capitals, and writes it as the list does', () => {
    const workbook = openWorkbook(cells);
    const cell = addressOf(plan.desk.follow);
    workbook.type(SHEETS.network, cell, 'W7');
    const read = (row: number, column: number) =>
      workbook.value(SHEETS.network, cellAddress(column, row));
    const { heading, ways } = readFollowed(plan, read);
    expect(heading).toMatch(/^The chain rule for w7,/);
    expect(ways.map(({ label }) => label)).toEqual(['the only way']);
    workbook.close();
  });
});
