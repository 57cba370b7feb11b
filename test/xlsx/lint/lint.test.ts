import { describe, expect, it } from 'vitest';
import { EXCEL_LIMITS } from '../../../src/xlsx/lint/excel/limits.ts';
import { GOOGLE_LIMITS } from '../../../src/xlsx/lint/google.ts';
import type { Limits } from '../../../src/xlsx/lint/limit.ts';
import { lintText, lintWorkbook } from '../../../src/xlsx/lint/lint.ts';
import { GROWING, PLANTED } from './planted.ts';
import { damagedPackage, packageOf, SHEET, soundParts } from './sound.ts';

const namesOf = (program: string, limits: Limits) =>
  Object.values(limits).flatMap((list) => list.map(({ limit }) => `${program}: ${limit}`));

it('finds nothing in a sound workbook', async () =>
  expect(lintText(await lintWorkbook(await packageOf(soundParts())))).toBe(''));

it('has a planted violation of each limit, and each limit once', () => {
  const names = [...namesOf('Excel', EXCEL_LIMITS), ...namesOf('Google Sheets', GOOGLE_LIMITS)];
  expect(Object.keys(PLANTED).sort()).toEqual([...names].sort());
});

it('names the source of each limit', () => {
  const all = [EXCEL_LIMITS, GOOGLE_LIMITS].flatMap((limits) => Object.values(limits).flat());
  for (const { source } of all) expect(source.length).toBeGreaterThan(8);
});

describe('finds what is planted', () => {
  it.each(Object.keys(PLANTED))('%s', async (name) => {
    const problems = await lintWorkbook(await damagedPackage(PLANTED[name]));
    expect(problems.map(({ program, limit }) => `${program}: ${limit}`)).toContain(name);
  });
});

describe('takes what is exactly at a limit', () => {
  it.each([
    ['a formula of 8,192 characters', [SHEET, '<f>1/0</f>', `<f>10/0${'+1'.repeat(4094)}</f>`]],
    ['a prompt of 255 units', [SHEET, 'Any number.', 'x'.repeat(255)]],
    ['a row of 409.5 points', [SHEET, 'ht="20"', 'ht="409.5"']],
    ['a quoted semicolon in a number format', ['xl/styles.xml', '"0.00"', '"0&quot;;;;&quot;\\;"']],
    [
      'cells of extensions',
      [SHEET, '</worksheet>', '<extLst><x14:cfRule priority="1"/></extLst></worksheet>'],
    ],
  ] as const)('%s', async (_, damage) =>
    expect(lintText(await lintWorkbook(await damagedPackage([damage])))).toBe(''),
  );
});

it('measures a shared formula as it reads in each cell', async () => {
  const problems = await lintWorkbook(await damagedPackage(GROWING));
  expect(problems.filter(({ limit }) => limit === 'characters of a formula')).toMatchObject([
    { part: SHEET, place: 'A9999', found: 2700 * 5 + 2699, allowed: 8192 },
  ]);
});

it('refuses what is no workbook in one sentence', async () => {
  await expect(lintWorkbook(new Uint8Array([1, 2, 3]))).rejects.toThrow(
    /^Cannot read the workbook/,
  );
});
