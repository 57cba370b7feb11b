import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usualSheet } from '../audit/example.ts';
import { withTempFolder } from '../engines/tool.ts';
import { gradsheetWatched } from '../long/command.ts';

/** Seconds of the whole process on a quiet machine, twice as long on a busy one; peak in MB. */
describe.each([
  { steps: 67, seconds: 4, megabytes: 512 },
  { steps: 4999, seconds: 40, megabytes: 1024 },
])('a sheet of $steps steps', ({ steps, seconds, megabytes }) => {
  it(`is audited in time, and within ${megabytes} MB`, () =>
    withTempFolder(async (cwd) => {
      await writeFile(join(cwd, 'student.xlsx'), await usualSheet({ steps }));
      const ended = await gradsheetWatched(['audit', 'student.xlsx', '--json'], cwd);
      const [{ faults }] = JSON.parse(ended.stdout).files;
      expect(faults.map(({ symbol }: { symbol: string }) => symbol)).toEqual(['∂E/∂w3', '∂E/∂w4']);
      expect(ended.code).toBe(1);
      expect(ended.seconds).toBeLessThan(seconds);
      expect(ended.peak).toBeGreaterThan(0);
      expect(ended.peak).toBeLessThan(megabytes);
    }));
});
