import { type CellId, nowhere } from '../../../sheet/places.ts';
import { forwardSeries } from '../../roles/forward.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { isGiven } from '../../roles/walk.ts';
import type { Unread } from '../../slips/forward.ts';
import { isDerivativeName } from '../../table/names.ts';
import type { Series } from '../../table/table.ts';
import { exists } from '../finding.ts';
import { middleOf, netOf, readsOf } from './reads.ts';
import { isUsual } from './usual.ts';

/**
 * What the way forward should read and does not: parameters that are updated, sums of weights, typed
 * numbers that gradients read, and what nothing at all reads.
 */
export function unreadForward(roles: TableRoles, gradients: readonly GradientRole[]): Unread {
  const { table, parameters, samples, states, nameOf } = roles;
  const { book } = table;
  const step = middleOf(samples);
  const forward = forwardSeries(roles);
  const backward = new Set(gradients.map(({ series }) => series));
  const read = new Set<CellId>();
  for (const { cells } of table.series) {
    for (const each of [step, step + 1]) {
      const id = cells[each];
      if (exists(id)) for (const other of book.references(id)) read.add(other);
    }
  }
  const found = new Set<Series>();
  for (const { series } of parameters) if (!forward.has(series)) found.add(series);
  const given = givenToGradients(roles, gradients);
  for (const id of given) {
    const series = table.seriesOf(id);
    if (series !== undefined) found.add(series);
  }
  for (const series of table.series) {
    const id = series.cells[step];
    if (!exists(id) || forward.has(series) || states.has(id) || backward.has(series)) continue;
    if (table.usualOf(series) === undefined || typeof book.value(id) !== 'number') continue;
    if (isDerivativeName(nameOf(series)) || book.cellOf(book.anchorOf(id)).array) continue;
    const net = netOf(roles, id, readsOf(roles, id));
    const isUnit = net !== undefined && net.products.length > 0;
    if (isUnit || !read.has(id)) found.add(series);
  }
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const series of activationsOf(roles, found)) found.add(series);
  }
  const constants = given.filter((id) => table.seriesOf(id) === undefined);
  return { series: found, constants: new Set(constants) };
}

/** What would lead on from sums of weights that are not read: their activations. */
function activationsOf(roles: TableRoles, units: ReadonlySet<Series>): Series[] {
  const { table, samples, nameOf, states } = roles;
  const step = middleOf(samples);
  const forward = forwardSeries(roles);
  return table.series.filter((series) => {
    const id = series.cells[step];
    if (!exists(id) || forward.has(series) || units.has(series) || states.has(id)) return false;
    const reads = [...new Set(table.book.references(id))].map((read) => table.seriesOf(read));
    if (reads.length !== 1 || reads[0] === undefined || !units.has(reads[0])) return false;
    return !isDerivativeName(nameOf(series)) && isUsual(roles, series) === true;
  });
}

/** Typed numbers that the way back reads and the way forward does not. */
function givenToGradients(roles: TableRoles, gradients: readonly GradientRole[]): CellId[] {
  const { table, samples, states } = roles;
  const { book } = table;
  const step = middleOf(samples);
  const forward = forwardSeries(roles);
  const read = new Set(
    [...forward].flatMap(({ cells }) =>
      exists(cells[step]) ? book.references(book.anchorOf(cells[step])) : [],
    ),
  );
  const found = new Set<CellId>();
  const seen = new Set<CellId>();
  const stack = gradients.map(({ series }) => series.cells[step]);
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (id === nowhere || seen.has(id)) continue;
    seen.add(id);
    const series = table.seriesOf(id);
    if (isGiven(table, id)) {
      // Of another step it is the way back that reads the wrong one.
      if (!read.has(id) && (table.stepOf(id) ?? step) === step) found.add(id);
      continue;
    }
    const isBack = series !== undefined && !forward.has(series) && !states.has(id);
    if (isBack && table.stepOf(id) === step) stack.push(...book.references(book.anchorOf(id)));
  }
  return [...found];
}
