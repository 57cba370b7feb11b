import { describe, expect, it } from 'vitest';
import { auditCells } from '../../src/audit/audit.ts';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { cellsFrom } from '../sheet/cells.ts';
import { templates } from '../support/templates.ts';
import { runCorpus } from './run.ts';

describe.each(['simple-backprop'])('our own workbook of %s', (name) => {
  it('is clean', async () => {
    const { spec } = templates().find((each) => each.name === name)!;
    const { bytes } = await buildWorkbook(buildNetwork({ ...spec, compare: [] } as typeof spec));
    const { verdict, faults } = auditCells(await readCells(bytes));
    expect([verdict, faults]).toEqual(['clean', []]);
  });
});

/** Of each kind a few; the whole corpus is what the benchmark counts. */
it.each([
  ['clean', 0],
  ['clean', 1],
  ['planted', 15],
  ['planted', 16],
  ['planted', 21],
  ['mutated', 13],
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
