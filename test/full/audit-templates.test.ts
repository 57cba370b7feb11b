import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withTempFolder } from '../engines/tool.ts';
import { gradsheetWatched } from '../long/command.ts';
import { templates } from '../support/templates.ts';

/** As a person would: with the time and the memory that the command gives a workbook. */
it.each(templates().map(({ name }) => name))('finds no fault in the workbook of %s', (name) =>
  withTempFolder(async (cwd) => {
    const file = join(cwd, 'ours.xlsx');
    const made = await gradsheetWatched(['generate', name, '--out', file, '--quiet'], cwd);
    expect([made.stderr, made.code]).toEqual(['', 0]);
    const audited = await gradsheetWatched(['audit', file, '--json'], cwd);
    const [{ verdict, faults, reason }] = JSON.parse(audited.stdout).files;
    expect({ verdict, faults, reason, code: audited.code }).toEqual({
      verdict: 'clean',
      faults: [],
      reason: undefined,
      code: 0,
    });
    expect(audited.peak).toBeLessThan(1024);
  }),
);
