import { describe, expect, it } from 'vitest';
import { heavyFiles } from '../xlsx/reader/hostile.ts';
import { MEGABYTES, runGuarded, SECONDS_A_CASE } from './guard.ts';

/** What reading a file may take that is as large as the limits allow. */
const LARGEST = { seconds: 30, megabytes: 400 };

describe('readCells', () => {
  it.each([
    ['damaged', 5000],
    ['scribbled', 3000],
    ['ours', 500],
  ])('reads or refuses %s files, %i times', async (kind, count) => {
    const measured = await runGuarded('read-files.ts', [kind, String(count), '1']);
    expect(measured.cases).toBe(count);
    expect(measured.slowest).toBeLessThan(SECONDS_A_CASE);
    expect(measured.peak).toBeLessThan(MEGABYTES);
  });

  it.each(heavyFiles)('refuses $what at a limit', async ({ what }) => {
    const heap = LARGEST.megabytes;
    const measured = await runGuarded('read-files.ts', ['heavy', what], { heap });
    expect(measured.cases).toBe(1);
    expect(measured.slowest).toBeLessThan(LARGEST.seconds);
    expect(measured.peak).toBeLessThan(LARGEST.megabytes);
  });
});
