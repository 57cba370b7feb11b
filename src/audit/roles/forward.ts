import { type CellId, nowhere } from '../../sheet/book.ts';
import type { Series, StepTable } from '../table/table.ts';
import type { TableRoles } from './roles.ts';
import type { States } from './states.ts';

/** The quantities of the way forward: what the loss is computed from, itself included. */
export const forwardSeries = ({ table, loss, states, samples }: TableRoles): Set<Series> =>
  forwardFrom(table, states, loss, samples);

/** The quantities that a loss is computed from in some steps, itself included. */
export function forwardFrom(
  table: StepTable,
  states: States,
  loss: Series,
  samples: readonly number[],
): Set<Series> {
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
