import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditCells } from '../../src/audit/audit.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';

/** Real workbooks of one exercise. They are other people's work and no part of this repository. */
const FOLDER = process.env.CLASS_WORKBOOKS ?? join(import.meta.dirname, '../../../shared/class');

/** Sheet, symbol, slip, value and right value of every fault, from an independent differentiation. */
const TRUE_OF: Record<string, readonly (readonly [string, string, string, number, number])[]> = {
  'a.xlsx': [
    ['Simple BackProp', '∂E/∂w3', 'wrong reference', 0.0003518686651, 0.0003517763216],
    ['Simple BackProp', '∂E/∂w4', 'wrong reference', 0.0007037373303, 0.0007035526432],
  ],
  'b.xlsx': [],
  'c.xlsx': [
    ['Given', '∂E/∂w3', 'wrong reference', 0.0003518686651, 0.0003517763216],
    ['Given', '∂E/∂w4', 'wrong reference', 0.0007037373303, 0.0007035526432],
    ['Self', '∂E/∂w1', 'missing brackets', 0.0103548526, 0.0003169933959],
    ['Self', '∂E/∂w2', 'missing brackets', 0.0105448088, 0.0006339867918],
    ['Self', '∂E/∂w3', 'missing brackets', 0.0116444054, 0.0003517763216],
    ['Self', '∂E/∂w4', 'missing brackets', 0.0118533024, 0.0007035526432],
  ],
};

const reason = `no workbooks in ${FOLDER}`;
describe.skipIf(!existsSync(FOLDER))(`a class's workbooks (skipped: ${reason})`, () => {
  it.each(Object.entries(TRUE_OF))('%s', async (file, expected) => {
    const report = auditCells(await readCells(readFileSync(join(FOLDER, file))));
    const found = report.faults.map(({ sheet, symbol, slip, value, right }) => [
      sheet,
      symbol,
      slip,
      value,
      right,
    ]);
    expect(found.length).toBe(expected.length);
    for (const [i, [sheet, symbol, slip, value, right]] of expected.entries()) {
      expect(found[i].slice(0, 3)).toEqual([sheet, symbol, slip]);
      expect(found[i][3]).toBeCloseTo(value, 9);
      expect(found[i][4]).toBeCloseTo(right, 11);
    }
  });
});
