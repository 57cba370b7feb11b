import { type CellId, nowhere } from '../../sheet/book.ts';
import type { Series } from '../table/table.ts';
import type { TableRoles } from './roles.ts';

/** The quantities of the way forward: what the loss is computed from, itself included. */
export function forwardSeries({ table, loss, states, samples }: TableRoles): Set<Series> {
  const { book } = table;
  const found = new Set<Series>([loss]);
  for (const step of samples) {
    const stack = [loss.cells[step]];
    const seen = new Set<CellId>();
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (id === nowhere || seen.has(id)) continue;
      seen.add(id);
      const series = table.seriesOf(id);
      if (series === undefined || table.stepOf(id) !== step) continue;
      found.add(series);
      if (!states.has(id)) stack.push(...book.references(id));
    }
  }
  return found;
}
