import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutEvenly, type PageSpan } from '../../../src/emit/paper/evenly.ts';

const rows = (count: number, length = 16) => Array<number>(count).fill(length);
const countsOf = (spans: readonly PageSpan[]) => spans.map(({ first, last }) => last - first + 1);

describe('cutEvenly', () => {
  it('leaves what fits on one page', () =>
    expect(cutEvenly(rows(30), { room: 480 })).toEqual([{ first: 1, last: 30 }]));

  it('fills pages alike instead of leaving one row over', () => {
    expect(countsOf(cutEvenly(rows(31), { room: 480 }))).toEqual([15, 16]);
    // Cut whenever a page is full, 98 pages of 45 rows would leave one row.
    const counts = countsOf(cutEvenly(rows(98 * 45 + 1), { room: 720 }));
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([44, 45]);
  });

  it('takes what is repeated into account', () => {
    const spans = cutEvenly(rows(40), { room: 480, repeated: 160 });
    expect(countsOf(spans)).toEqual([25, 15]);
  });

  it('begins a page with a heading that is near, and ends none with one', () => {
    expect(countsOf(cutEvenly(rows(40), { room: 480, starts: new Set([18]) }))).toEqual([17, 23]);
    expect(countsOf(cutEvenly(rows(58), { room: 480, starts: new Set([29]) }))).toEqual([28, 30]);
  });

  it('ends no page below a title that goes on, if it can be helped', () => {
    const held = new Set([18, 19, 20, 21]);
    expect(countsOf(cutEvenly(rows(40), { room: 480, held }))).toEqual([17, 23]);
    const all = new Set(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(countsOf(cutEvenly(rows(40), { room: 480, held: all }))).toEqual([20, 20]);
  });

  it('cuts any lengths into pages that fit, in order and without a gap, none of them nearly empty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 5, max: 40 }), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 200, max: 900 }),
        fc.integer({ min: 0, max: 90 }),
        fc.array(fc.integer({ min: 2, max: 400 }), { maxLength: 12 }),
        (lengths, room, repeated, starts) => {
          const spans = cutEvenly(lengths, { room, repeated, starts: new Set(starts) });
          expect(spans[0]!.first).toBe(1);
          expect(spans.at(-1)!.last).toBe(lengths.length);
          for (const [i, { first, last }] of spans.entries()) {
            if (i > 0) expect(first).toBe(spans[i - 1]!.last + 1);
            const length = lengths.slice(first - 1, last).reduce((sum, each) => sum + each, 0);
            expect(length + (i > 0 ? repeated : 0)).toBeLessThanOrEqual(room + 1e-6);
            if (spans.length > 1) expect(length).toBeGreaterThan(0.1 * (room - repeated));
          }
        },
      ),
      { numRuns: 300, seed: 13 },
    );
  });
});
