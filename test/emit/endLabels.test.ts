import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apart } from '../../src/emit/endLabels.ts';

it.each([
  ['stay where they are apart', [10, 40, 90], [10, 40, 90]],
  ['stand around their middle', [50, 50], [45, 55]],
  ['push each other', [50, 52, 61], [44, 54, 64].map((x) => x + 1 / 3)],
  ['end where there is no more room', [95, 100], [90, 100]],
])('names at the ends of lines %s', (_, wanted, places) => {
  const found = apart(wanted, 10, 100);
  for (const [i, place] of places.entries()) expect(found[i]).toBeCloseTo(place, 9);
});

it('are in their order, apart and within the chart, wherever lines end', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (ends) => {
      const places = apart(
        ends.toSorted((a, b) => a - b),
        0.04,
        1,
      );
      expect(places).toHaveLength(ends.length);
      for (const [i, place] of places.entries()) {
        expect(place).toBeLessThanOrEqual(1);
        if (i > 0) expect(place - places[i - 1]!).toBeGreaterThanOrEqual(0.04 - 1e-9);
      }
    }),
    { numRuns: 300, seed: 5 },
  );
});
