import { describe, expect, it } from 'vitest';
import { auditCells } from '../../src/audit/audit.ts';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { cellsFrom } from '../sheet/cells.ts';
import { templates } from '../support/templates.ts';
import { runCorpus } from './run.ts';

describe.each(['simple-backprop', 'plain-descent', 'schedule', 'mazur'])(
  'our own workbook of %s',
  (name) => {
    it('is clean', async () => {
      const { spec } = templates().find((each) => each.name === name)!;
      const { bytes } = await buildWorkbook(buildNetwork({ ...spec, compare: [] } as typeof spec));
      const { verdict, faults } = auditCells(await readCells(bytes));
      expect([verdict, faults]).toEqual(['clean', []]);
    });
  },
);

/** Of each kind a few; `corpus/accuracy.test.ts` has more, the benchmark all. */
it.each([
  ['clean', 0],
  ['clean', 1],
  ['planted', 15],
  ['planted', 16],
  ['planted', 21],
  // A mask that is stale where it should be 0; a unit without the bias that it has elsewhere.
  ['planted', 227],
  ['planted', 212],
  ['mutated', 13],
  // On the way forward: a typed input's target read, an activation cut down, an error not added.
  ['mutated', 109],
  ['mutated', 93],
  ['mutated', 118],
  // The same in blocks; a gradient of its own that is a link of the chain with a wrong sign.
  ['mutated', 46],
  ['mutated', 36],
  // A sample's total instead of all samples'; a slope that became a number, in two ways.
  ['mutated', 2027],
  ['mutated', 2047],
  ['mutated', 2051],
  // An update that moves without a slope; an input of another time step; a total that adds a sum of weights.
  ['mutated', 2057],
  ['mutated', 3007],
  ['mutated', 3066],
  // A sum of weights that lost all but its bias; a share of something else than sums of weights.
  ['mutated', 3078],
  ['mutated', 4042],
  // A mean that one column forgot; two links of two chains that are swapped.
  ['planted', 14],
  ['planted', 2000],
] as const)('locates and names what is wrong in the corpus: %s %i', async (kind, seed) => {
  const [result] = await runCorpus(kind, { from: seed, count: 1 });
  expect([result.located, result.named, result.why]).toEqual([true, true, '']);
});

it('says why it cannot audit', () => {
  const report = auditCells(cellsFrom({ S: { A1: 1, B1: '=A1*2' } }));
  expect(report.verdict).toBe('cannot audit');
  expect(report.reason).toMatch(/no sheet has steps/i);
});

it('asks for a loss that is there', () => {
  const cells = cellsFrom({ S: { A1: 1 } });
  expect(() => auditCells(cells, { loss: 'S!Z9' })).toThrow(/no cell S!Z9/);
});

/** A single weight under a name of its own, a constant written as a formula, and a wrong gradient. */
const single = cellsFrom({
  S: Object.fromEntries([
    ...['i', 't', 'alpha', 'a', 'E', 'dE/dalpha', 'c'].map((text, i) => [`${'ABCDEFG'[i]}1`, text]),
    ...Array.from({ length: 8 }, (_, i) => i + 2).flatMap((row) => [
      [`A${row}`, 0.5],
      [`B${row}`, 0.9],
      [`C${row}`, row === 2 ? 0.3 : `=C${row - 1}-0.5*F${row - 1}`],
      [`D${row}`, `=C${row}*A${row}+G${row}`],
      [`G${row}`, '=0.1*2'],
      [`E${row}`, `=(D${row}-B${row})^2/2`],
      [`F${row}`, `=(D${row}-B${row})*B${row}`],
    ]),
  ]),
});

it('calls parameters what they are named, and judges no others', () => {
  const options = { loss: 'S!E2', parameters: { w1: 'S!C2' } };
  const { tables, faults } = auditCells(single, options);
  expect(tables[0].roles.parameters.map(({ name }) => name)).toEqual(['w1']);
  expect(faults.map(({ symbol, slip, cells }) => [symbol, slip, cells])).toEqual([
    ['∂E/∂w1', 'wrong reference', 'F2:F9'],
  ]);
});

it('tells where errors come from, and why', () => {
  const rows = Array.from({ length: 6 }, (_, i) => i + 2);
  const cells = cellsFrom({
    S: Object.fromEntries([
      ...['i', 't', 'w1', 'h1', 'a_h1', 'E', 'dE/dw1'].map((text, i) => [`${'ABCDEFG'[i]}1`, text]),
      ...rows.flatMap((row) => [
        [`A${row}`, 900],
        [`B${row}`, 0.5],
        [`C${row}`, row === 2 ? 0.9 : `=C${row - 1}-0.5*G${row - 1}`],
        [`D${row}`, `=A${row}*C${row}`],
        [`E${row}`, `=EXP(D${row})/(1+EXP(D${row}))`],
        [`F${row}`, `=(E${row}-B${row})^2/2`],
        [`G${row}`, `=(E${row}-B${row})*E${row}*(1-E${row})*A${row}`],
      ]),
    ]),
  });
  const { verdict, faults } = auditCells(cells);
  expect(verdict).toBe('faults');
  expect(faults.map(({ symbol, slip, cell }) => [symbol, slip, cell])).toEqual([
    ['a_h1', 'error value', 'E2'],
  ]);
  expect(faults[0].sentence).toMatch(/EXP\(810\) is more than a cell can hold/);
});
