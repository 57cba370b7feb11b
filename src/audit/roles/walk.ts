import { type CellId, nowhere } from '../../sheet/book.ts';
import type { Series, StepTable } from '../table/table.ts';
import type { States } from './states.ts';

/** How many formulas lie between each parameter's update and the numbers that lead to it. */
export function updateDistances(
  table: StepTable,
  states: States,
  samples: readonly number[],
): ReadonlyMap<Series, ReadonlyMap<Series, number>> {
  const distances = new Map<Series, Map<Series, number>>();
  for (const series of states.series) {
    const found = new Map<Series, number>();
    distances.set(series, found);
    for (const step of samples.slice(1).concat(Math.min(2, table.steps - 1))) {
      walkBack(table, series.cells[step], (id, distance) => {
        const at = table.seriesOf(id);
        if (at === undefined || at === series) return true;
        if ((found.get(at) ?? Number.POSITIVE_INFINITY) <= distance) return !states.has(id);
        found.set(at, distance);
        return !states.has(id) || distance < 3;
      });
    }
  }
  return distances;
}

const deepest = 12;

/** Breadth first from a cell through what formulas read; `visit` says whether to go on behind a cell. */
export function walkBack(
  table: StepTable,
  from: CellId,
  visit: (id: CellId, distance: number) => boolean,
): void {
  const { book } = table;
  if (from === nowhere) return;
  const seen = new Set<CellId>([from]);
  let edge = book.references(from);
  for (let distance = 1; distance <= deepest && edge.length > 0; distance++) {
    const next: CellId[] = [];
    for (const id of edge) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (visit(id, distance)) next.push(...book.references(id));
    }
    edge = next;
  }
}
