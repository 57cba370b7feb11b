import { mostPoints } from '../spec/limits.ts';

/** One row of `Chart data`: a step (or an epoch, where those are drawn), or the least or greatest value of a stretch of steps. */
export interface ChartPoint {
  /** Where the point stands on the x axis. */
  readonly step: number;
  readonly from: number;
  /** Equal to `from` for a single step. */
  readonly to: number;
  readonly pick: 'value' | 'min' | 'max';
}

/** The rows of `Chart data` that a line is drawn from. */
export interface Course {
  readonly points: readonly ChartPoint[];
  /** Where the steps of the points stand, or their epochs. */
  readonly column: number;
}

/**
 * The points by which a chart draws a run: every step, or, of a long run, the first and the last
 * step and between them the extremes of equal stretches, so that no peak is lost.
 */
export function chartPointsOf(steps: number): ChartPoint[] {
  const single = (step: number): ChartPoint => ({ step, from: step, to: step, pick: 'value' });
  if (steps < mostPoints) return Array.from({ length: steps + 1 }, (_, step) => single(step));
  const stretches = (mostPoints - 2) / 2;
  const inner = steps - 1;
  const bound = (index: number) => 1 + Math.floor((index * inner) / stretches);
  const points = Array.from({ length: stretches }, (_, index): ChartPoint[] => {
    const [from, to] = [bound(index), bound(index + 1) - 1];
    if (from === to) return [single(from)];
    const step = Math.floor((from + to) / 2);
    return [
      { step, from, to, pick: 'min' },
      { step, from, to, pick: 'max' },
    ];
  });
  return [single(0), ...points.flat(), single(steps)];
}
