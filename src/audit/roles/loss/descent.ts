import { gradientOf } from '../../../sheet/gradient.ts';
import { type CellId, nowhere } from '../../../sheet/places.ts';
import type { Series, StepTable } from '../../table/table.ts';

/** A column that holds a parameter's slope, but for a constant. */
export interface Match {
  readonly series: Series;
  /** How many formulas lie between it and the update. */
  readonly distance: number;
}

/** Whether updates go against what is this many times the gradients. */
export type DescentReader = (matches: ReadonlyMap<Series, Match>, factor: number) => boolean;

/**
 * Whether updates go against the loss's derivative: how many of the matched gradients are taken off
 * their parameter, less those that are added to it.
 */
export function descentReader(table: StepTable, samples: readonly number[]): DescentReader {
  const { book } = table;
  const known = new Map<Series, Map<Series, number>>();
  /** The sign of an update's slope by a gradient; 0 where the samples disagree. */
  const signOf = (parameter: Series, gradient: Series): number => {
    const own = known.get(parameter) ?? new Map<Series, number>();
    known.set(parameter, own);
    const before = own.get(gradient);
    if (before !== undefined) return before;
    let sum = 0;
    for (const step of samples.slice(1, 4)) {
      const [next, slope] = [parameter.cells[step + 1], gradient.cells[step]];
      if (next === undefined || next === nowhere || slope === undefined) continue;
      book.value(next);
      // What was computed before the gradient does not depend on it.
      const stop = (id: CellId) =>
        id !== next && (table.seriesOf(id) === gradient || book.order(id) < book.order(slope));
      sum += Math.sign(gradientOf(book, next, stop).by(slope));
    }
    own.set(gradient, sum);
    return sum;
  };
  /** The same by what the parameter did: a rate that falls with the gradient turns the slope round. */
  const moveOf = ({ cells }: Series, gradient: Series): number => {
    let sum = 0;
    for (const step of samples) {
      const ids = [cells[step + 1], cells[step], gradient.cells[step]];
      if (ids.some((id) => id === undefined || id === nowhere)) continue;
      const [to = 0, from = 0, slope = 0] = ids.map((id) => Number(book.value(id as CellId)));
      sum += Math.sign((to - from) * slope) || 0;
    }
    return sum;
  };
  return (matches, factor) =>
    [signOf, moveOf].some((sign) => {
      let down = 0;
      for (const [parameter, { series }] of matches) down -= sign(parameter, series) * factor;
      return down >= 0;
    });
}
