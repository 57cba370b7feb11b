import { gradientOf } from '../../../sheet/gradient.ts';
import { forwardSeries } from '../../roles/forward.ts';
import type { TableRoles } from '../../roles/roles.ts';
import type { Series } from '../../table/table.ts';
import { exists } from '../finding.ts';

/** The values of derivatives that hold on the sheet, whatever it calls them. */
export function knownQuantities(roles: TableRoles, steps: readonly number[]): number[][] {
  const { factor } = roles;
  const known: number[][] = [];
  for (const series of forwardSeries(roles)) {
    const slopes = steps.map((step) => factor * roles.slopes(step).by(series.cells[step]!));
    if (slopes.every((slope) => slope !== 0)) known.push(slopes);
    for (const local of localSlopes(roles, series, steps)) known.push(local);
  }
  return known;
}

/** The slopes of a forward formula by each cell it reads. */
function localSlopes(
  { table }: TableRoles,
  { cells }: Series,
  steps: readonly number[],
): number[][] {
  const { book } = table;
  const bySeries = new Map<Series, (number | undefined)[]>();
  for (const [i, step] of steps.entries()) {
    if (!exists(cells[step])) return [];
    const { reached } = gradientOf(book, cells[step], (id) => id !== cells[step]);
    for (const [id, slope] of reached) {
      const series = table.seriesOf(id);
      if (series === undefined || id === cells[step]) continue;
      const known = bySeries.get(series) ?? new Array(steps.length).fill(undefined);
      known[i] = slope;
      bySeries.set(series, known);
    }
  }
  return [...bySeries.values()].filter((each): each is number[] =>
    each.every((x) => x !== undefined),
  );
}
