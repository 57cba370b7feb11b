import { type CellId, nowhere } from '../../sheet/places.ts';
import type { FaultyRole } from '../report.ts';
import { forwardSeries } from '../roles/forward.ts';
import type { GradientRole } from '../roles/gradient-role.ts';
import type { TableRoles } from '../roles/roles.ts';
import type { Series } from '../table/table.ts';
import type { Finding } from './finding.ts';
import type { BrokenCell } from './patterns.ts';

/** Cells that break the pattern of their column, of the columns that matter for the training. */
export function brokenFindings(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  broken: readonly BrokenCell[],
): Finding[] {
  if (broken.length === 0) return [];
  const forward = forwardSeries(roles);
  const relevant = leadingSeries(roles, gradients);
  const bySeries = new Map<Series, BrokenCell[]>();
  for (const cell of broken) {
    if (!forward.has(cell.series) && !relevant.has(cell.series)) continue;
    bySeries.set(cell.series, [...(bySeries.get(cell.series) ?? []), cell]);
  }
  return [...bySeries].map(([series, cells]) => {
    const own = gradients.find((role) => role.series === series);
    const isState = roles.states.series.includes(series);
    const role: FaultyRole = isState ? 'update' : forward.has(series) ? 'forward' : 'gradient';
    return {
      series,
      role,
      slip: cells[0]!.slip,
      symbol: own === undefined ? roles.nameOf(series) : `∂E/∂${own.name}`,
      wrong: cells.map(({ cell, right }) => ({ cell, right })),
      node: cells[0]!.node,
      edit: undefined,
      causes: [],
      notes: [],
    };
  });
}

/** Quantities that lead to the gradients and updates, and the way forward. */
export function leadingSeries(roles: TableRoles, gradients: readonly GradientRole[]): Set<Series> {
  const { table, states, samples } = roles;
  const { book } = table;
  const found = new Set<Series>([...states.series, ...forwardSeries(roles)]);
  const step = samples[Math.floor(samples.length / 2)]!;
  const stack: CellId[] = [
    ...gradients.map(({ series }) => series.cells[step]!),
    ...states.series.map(({ cells }) => cells[step]!),
  ];
  const seen = new Set<CellId>();
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (id === nowhere || seen.has(id)) continue;
    seen.add(id);
    const series = table.seriesOf(id);
    const at = table.stepOf(id);
    if (series === undefined || at === undefined || at < step - 1) continue;
    found.add(series);
    stack.push(...book.references(id));
  }
  return found;
}
