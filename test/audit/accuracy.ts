import { expect, it } from 'vitest';
import type { CorpusKind } from './corpus/draw.ts';
import { type Result, runCorpus } from './run.ts';

/** What an audit must reach at least, in percent. */
const least = { planted: 97, mutated: 95 } as const;

const tell = ({ kind, seed, about, why }: Result) => `${kind} ${seed}: ${about}: ${why}`;

/** Tests that audit so many drawn sheets of each kind, and count. */
export function itAudits(counts: Record<CorpusKind, number>): void {
  it(`finds no fault in ${counts.clean} right sheets`, async () => {
    const results = await runCorpus('clean', { count: counts.clean });
    expect(results.filter(({ located }) => !located).map(tell)).toEqual([]);
  });

  it.each(['planted', 'mutated'] as const)('locates nearly all of the %s ones', async (kind) => {
    const results = await runCorpus(kind, { count: counts[kind] });
    const missed = results.filter(({ located }) => !located);
    const share = (100 * (results.length - missed.length)) / results.length;
    expect(share, missed.map(tell).join('\n')).toBeGreaterThanOrEqual(least[kind]);
  });
}
