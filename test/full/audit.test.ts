import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawCase } from '../audit/corpus/draw.ts';
import { costlyFiles } from '../audit/hostile.ts';
import { withTempFolder } from '../engines/tool.ts';
import { gradsheetWatched } from '../long/command.ts';
import { damaged, partsOf, scribbled } from '../xlsx/reader/damage.ts';
import { heavyFiles, hostileFiles } from '../xlsx/reader/hostile.ts';

const SECONDS = 10;
const MEGABYTES = 1024;

/** Audits bytes in a process of their own, as a person does; gives what was said of them. */
function auditBytes(bytes: Uint8Array) {
  return withTempFolder(async (cwd) => {
    await mkdir(cwd, { recursive: true });
    await writeFile(join(cwd, 'a.xlsx'), bytes);
    const argv = [
      'audit',
      'a.xlsx',
      '--json',
      '--html',
      'a.html',
      '--annotate',
      'b.xlsx',
      '--seconds',
      '5',
    ];
    const ended = await gradsheetWatched(argv, cwd);
    expect(ended.stderr).toBe('');
    const [report] = JSON.parse(ended.stdout).files;
    return { ...ended, report };
  });
}

async function expectSentence(bytes: Uint8Array, verdict?: string): Promise<void> {
  const { code, report, seconds, peak } = await auditBytes(bytes);
  if (verdict !== undefined) expect(report.verdict).toBe(verdict);
  expect(code).toBe({ clean: 0, faults: 1, 'cannot audit': 2 }[report.verdict as string]);
  if (report.verdict === 'cannot audit') expect(report.reason).toMatch(/^[A-Z].{20,}\.$/s);
  expect(seconds).toBeLessThan(SECONDS);
  expect(peak).toBeLessThan(MEGABYTES);
}

describe('audit', () => {
  it.each([...hostileFiles, ...heavyFiles])('answers $what with a sentence', ({ make }) =>
    expectSentence(make(), 'cannot audit'),
  );

  it.each(costlyFiles)('bears $what', async ({ make }) =>
    expectSentence(await make(), 'cannot audit'),
  );

  it('answers 50 damaged workbooks with a sentence or a verdict', {
    timeout: 600_000,
  }, async () => {
    const { bytes } = await drawCase('planted', 24);
    const parts = await partsOf(bytes);
    const files = [
      ...fc.sample(damaged(bytes), { numRuns: 25, seed: 14 }),
      ...(await Promise.all(fc.sample(scribbled(parts), { numRuns: 25, seed: 14 }))),
    ];
    for (const file of files) await expectSentence(file);
  });

  const text = new TextEncoder();
  it.each([
    ['an empty file', new Uint8Array(), /empty/],
    ['a CSV file', text.encode('w1,w2\n0.1,0.2\n'), /CSV|text/],
    [
      'an .xls or a file with a password',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      /password.*\.xls/,
    ],
  ])('says what %s is', async (_, bytes, says) => {
    const { report } = await auditBytes(bytes);
    expect(report.reason).toMatch(says);
  });
});
