import { describe, expect, it } from 'vitest';
import { chartPointsOf } from '../../src/layout/chartPoints.ts';
import { mostPoints } from '../../src/spec/limits.ts';

describe.each([1, 67, 999, 1000, 1001, 1499, 5000, 50_000, 1_048_000])('%i steps', (steps) => {
  const points = chartPointsOf(steps);

  it('make a chart that stays light', () =>
    expect(points.length).toBeLessThanOrEqual(Math.max(mostPoints, 0)));
  it('begin at step 0 and end at the last', () => {
    expect(points[0]).toMatchObject({ step: 0, pick: 'value' });
    expect(points.at(-1)).toMatchObject({ step: steps, pick: 'value' });
  });
  it('leave out no step', () => {
    let next = 0;
    for (const { from, to, pick } of points) {
      if (pick === 'max') continue;
      expect(from).toBe(next);
      next = to + 1;
    }
    expect(next).toBe(steps + 1);
  });
});
