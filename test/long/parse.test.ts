import { describe, expect, it } from 'vitest';
import type { TextFamily } from '../spec/texts.ts';
import { MEGABYTES, runGuarded, SECONDS_A_CASE } from './guard.ts';

/** 20,000 in all. */
const counts: Record<TextFamily, number> = {
  'JSON of our own words': 4000,
  'specs that are nearly right': 3000,
  'any JSON': 2000,
  'damaged templates': 5000,
  'marks of YAML': 4000,
  bytes: 1400,
  'endless texts': 600,
};

describe.concurrent('parseSpec', () => {
  it.each(Object.entries(counts))('parses or refuses %s, %i times', async (family, count) => {
    const measured = await runGuarded('parse-texts.ts', [family, String(count), '1']);
    expect(measured.cases).toBe(count);
    expect(measured.slowest).toBeLessThan(SECONDS_A_CASE);
    expect(measured.peak).toBeLessThan(MEGABYTES);
  });

  it('accepts 120 random specs whose workbooks can be read', async () => {
    const measured = await runGuarded('build-specs.ts', ['120', '1']);
    expect(measured.cases).toBe(120);
    expect(measured.slowest).toBeLessThan(SECONDS_A_CASE);
    expect(measured.peak).toBeLessThan(MEGABYTES);
  });
});
