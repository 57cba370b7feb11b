import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Batches, dealBatches } from '../../src/network/batches.ts';
import { rowCount } from '../../src/spec/count.ts';

const plan = fc.record({
  samples: fc.integer({ min: 1, max: 12 }),
  size: fc.integer({ min: 1, max: 12 }),
  steps: fc.integer({ min: 1, max: 40 }),
  shuffle: fc.option(fc.nat(Number.MAX_SAFE_INTEGER)),
});

const anyDeal = (check: (dealt: Batches, steps: number, shuffle: number | null) => void) =>
  fc.assert(
    fc.property(plan, ({ samples, steps, shuffle, ...rest }) => {
      const size = Math.min(samples, rest.size);
      check(dealBatches(samples, { steps, size, shuffle }), steps, shuffle);
    }),
    { seed: 4 },
  );

/** The samples of every epoch, row by row. */
const epochsOf = ({ epoch, sample }: Batches) => {
  const epochs: number[][] = [];
  for (const [row, e] of epoch.entries()) epochs[e] = [...(epochs[e] ?? []), sample[row]];
  return epochs;
};

describe('the dealing of batches', () => {
  it('goes through every sample once an epoch', () =>
    anyDeal((dealt) => {
      const all = Array.from({ length: dealt.samples }, (_, i) => i);
      const epochs = epochsOf(dealt);
      const last = epochs.pop()!;
      for (const epoch of epochs) expect(epoch.toSorted((a, b) => a - b)).toEqual(all);
      expect(new Set(last).size).toBe(last.length);
    }));
  it('keeps the order given unless it shuffles', () =>
    anyDeal((dealt, _, shuffle) => {
      if (shuffle !== null) return;
      for (const epoch of epochsOf(dealt)) expect(epoch).toEqual(epoch.map((_, i) => i));
    }));
  it('has steps + 1 batches of the size, but for the last of an epoch', () =>
    anyDeal(({ step, lastRow, size, samples, perEpoch, place, rows }, steps) => {
      expect(lastRow).toHaveLength(steps + 1);
      expect(lastRow.at(-1)).toBe(rows - 1);
      expect(perEpoch).toBe(Math.ceil(samples / size));
      for (let s = 0, first = 0; s <= steps; s++) {
        const count = step.filter((each) => each === s).length;
        const isLast = s % perEpoch === perEpoch - 1;
        expect(count).toBe(isLast ? samples - (perEpoch - 1) * size : size);
        expect(lastRow[s]).toBe(first + count - 1);
        const places = [...place.slice(first, first + count)];
        expect(places).toEqual(places.map((_, k) => k));
        first += count;
      }
    }));
  it('counts the rows without dealing', () =>
    anyDeal(({ samples, size, rows, step }, steps) => {
      expect(rowCount(samples, size, steps)).toBe(rows);
      expect(step).toHaveLength(rows);
    }));
  it('judges complete epochs, or steps if there are none', () =>
    anyDeal(({ epoch, samples, perEpoch, periodEnds, periodIsStep, lastRow }, steps) => {
      expect(periodIsStep).toBe(perEpoch === 1 || steps + 1 < 2 * perEpoch);
      if (periodIsStep) return expect(periodEnds).toEqual(lastRow);
      const complete = new Set(epoch);
      for (const e of complete) {
        if (epoch.filter((each) => each === e).length < samples) complete.delete(e);
      }
      expect([...periodEnds]).toEqual([...complete].map((e) => epoch.lastIndexOf(e)));
    }));
});

describe('shuffling', () => {
  const deal = (shuffle: number, samples = 6) =>
    epochsOf(dealBatches(samples, { steps: 8, size: samples, shuffle }));

  it('is the same for ever', () =>
    expect(deal(1).slice(0, 3)).toEqual([
      [2, 0, 5, 3, 1, 4],
      [1, 4, 3, 0, 2, 5],
      [3, 5, 2, 4, 1, 0],
    ]));
  it('differs from epoch to epoch and from seed to seed, above 2³² too', () => {
    const orders = [1, 2, 2 ** 32 + 1].flatMap((seed) => deal(seed, 9)).map(String);
    expect(new Set(orders).size).toBe(orders.length);
  });
  it('has every order of three samples about as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 1200; seed++) {
      const [first] = epochsOf(dealBatches(3, { steps: 1, size: 3, shuffle: seed }));
      counts.set(String(first), (counts.get(String(first)) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(60);
  });
});
