import { describe, expect, it } from 'vitest';
import { runCorpus } from '../audit/run.ts';

const COUNT = 60;

/** What an audit must reach at least, in percent; `npm run bench:audit` has the full figures. */
const LEAST = { planted: { located: 85, named: 80 }, mutated: { located: 75 } } as const;

const percent = (part: number) => (100 * part) / COUNT;

describe(`${COUNT} sheets of each kind`, { timeout: 1_200_000 }, () => {
  it('no fault is found in a right one', async () => {
    const results = await runCorpus('clean', { count: COUNT });
    const alarms = results.filter(({ why }) => why.startsWith('names'));
    expect(alarms.map(({ about, why }) => `${about}: ${why}`)).toEqual([]);
    expect(percent(results.filter(({ located }) => located).length)).toBeGreaterThanOrEqual(95);
  });

  it('planted slips are located and named', async () => {
    const results = await runCorpus('planted', { count: COUNT });
    const { located, named } = LEAST.planted;
    expect(percent(results.filter((each) => each.located).length)).toBeGreaterThanOrEqual(located);
    expect(percent(results.filter((each) => each.named).length)).toBeGreaterThanOrEqual(named);
  });

  it('random changes are located', async () => {
    const results = await runCorpus('mutated', { count: COUNT });
    const { located } = LEAST.mutated;
    expect(percent(results.filter((each) => each.located).length)).toBeGreaterThanOrEqual(located);
  });
});
