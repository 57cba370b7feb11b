import { type Gradient, gradientOf } from '../../../sheet/gradient.ts';
import type { CellId } from '../../../sheet/places.ts';
import { isSame } from '../../numbers.ts';
import { forwardSeries } from '../../roles/forward.ts';
import { type GradientRole, gradientIn, perGradient } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import type { Series } from '../../table/table.ts';
import { exists } from '../finding.ts';

/** A quantity that alone could make wrong gradients wrong, and what it would have to be. */
export interface Suspect {
  readonly series: Series;
  /** The wrong gradients that it explains. */
  readonly covers: ReadonlySet<GradientRole>;
  /** In each of the steps looked at. */
  readonly needs: readonly number[];
}

/** What a gradient's cell depends on within its step, on the way back. */
export function backwardSlopes(
  { table, states }: TableRoles,
  forward: ReadonlySet<Series>,
  id: CellId,
  step: number | undefined = table.stepOf(id),
): Gradient {
  return gradientOf(table.book, id, (each) => {
    const series = table.seriesOf(each);
    if (series === undefined || table.stepOf(each) !== step) return each !== id;
    return each !== id && (forward.has(series) || states.has(each));
  });
}

/**
 * The way back is linear in each of its quantities: so each wrong gradient tells what a quantity
 * that it depends on would have to be. One on which all agree, the right gradients too, is suspect.
 */
export function suspectsOf(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  wrong: ReadonlySet<GradientRole>,
  steps: readonly number[],
): Suspect[] {
  const { table, factor } = roles;
  const { book } = table;
  const forward = forwardSeries(roles);
  const needs = new Map<Series, (number | undefined)[]>();
  const refuted = new Set<Series>();
  const covers = new Map<Series, Set<GradientRole>>();
  for (const [i, step] of steps.entries()) {
    for (const role of gradients) {
      const id = role.series.cells[step]!;
      if (!exists(id)) continue;
      const value = gradientIn(role, book.value(id), step);
      if (value === undefined) continue;
      const truth = factor * roles.truth(role.parameter, step);
      const { reached } = backwardSlopes(roles, forward, id, step);
      for (const [each, ofCell] of reached) {
        const series = each === id ? role.series : table.seriesOf(each);
        const slope = ofCell / perGradient(role, step);
        if (series === undefined) continue;
        const isElsewhere = table.stepOf(each) !== step || roles.states.has(each);
        if (each !== id && (isElsewhere || forward.has(series))) continue;
        const own = book.value(each);
        if (typeof own !== 'number' || book.templateOf(book.anchorOf(each)) === undefined) continue;
        if (wrong.has(role)) {
          const known = covers.get(series) ?? new Set();
          covers.set(series, known.add(role));
        }
        const needed = own + (truth - value) / slope;
        const known = needs.get(series) ?? new Array(steps.length).fill(undefined);
        needs.set(series, known);
        const size = Math.abs(truth) > 0 ? Math.abs(truth / slope) : 0;
        if (known[i] === undefined) known[i] = needed;
        else if (!isClose(known[i] as number, needed, size)) refuted.add(series);
      }
    }
  }
  return [...covers].flatMap(([series, explained]) => {
    const needed = needs.get(series) ?? [];
    if (refuted.has(series) || needed.some((need) => need === undefined)) return [];
    return [{ series, covers: explained, needs: needed as number[] }];
  });
}

/** What two gradients say of one quantity, each with its own rounding. */
function isClose(left: number, right: number, size: number): boolean {
  return isSame(left, right) || Math.abs(left - right) <= 1e-6 * (Math.abs(left) + size) + 1e-12;
}
