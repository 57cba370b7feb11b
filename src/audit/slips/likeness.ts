import type { Node } from '../../sheet/formula/node.ts';
import { exists } from '../judge/finding.ts';
import type { TableRoles } from '../roles/roles.ts';
import type { Series } from '../table/table.ts';
import { cellsRead, readBy, signatureOf } from './signature.ts';

/**
 * How much more like its siblings a formula is after a change: siblings have formulas of the same
 * form, and read some of the same cells in the same places. Below 0 it gets stranger.
 */
export function likenessGained(
  roles: TableRoles,
  series: Series,
  before: Node,
  after: Node,
): number {
  return likeness(roles, series, after) - likeness(roles, series, before);
}

/** How much cheaper a change is for what it makes of a formula beside its siblings. */
export function likenessBonus(
  roles: TableRoles,
  series: Series,
  before: Node,
  after: Node,
): number {
  // That something else repeats a cell too makes no sibling of it.
  const isBare = before.kind === 'cell' && after.kind !== 'cell';
  const gained = isBare
    ? likeness(roles, series, after)
    : likenessGained(roles, series, before, after);
  const bounded = Math.max(-0.15, Math.min(0.15, gained / 20));
  const had = isBare ? 0 : sharing(roles, series, before);
  const has = sharing(roles, series, after);
  // A form of its own that becomes a common one, or the other way round.
  const form = had === 0 && has >= 2 ? 0.2 : had >= 2 && has === 0 ? -0.2 : 0;
  return bounded + form;
}

/** How many other quantities have a formula of this form. */
function sharing({ table }: TableRoles, series: Series, node: Node): number {
  const signature = signatureOf(node);
  return table.series.filter((other) => {
    const usual = other.index === series.index ? undefined : table.usualOf(other);
    return usual !== undefined && signatureOf(usual.node) === signature;
  }).length;
}

function likeness({ table, samples }: TableRoles, series: Series, node: Node): number {
  const step = samples[Math.floor(samples.length / 2)]!;
  const at = series.cells[step];
  if (!exists(at)) return 0;
  const signature = signatureOf(node);
  const own = cellsRead(node).map((each) => readBy(table, at, each));
  let total = 0;
  for (const other of table.series) {
    const usual = table.usualOf(other);
    const cell = other.cells[step];
    if (other.index === series.index || usual === undefined || !exists(cell)) continue;
    if (signatureOf(usual.node) !== signature) continue;
    const reads = cellsRead(usual.node).map((each) => readBy(table, cell, each));
    const shared = own.filter(
      (each, i) =>
        each !== undefined && each.series === reads[i]?.series && each.step === reads[i]?.step,
    );
    // A formula that another column has already is no sibling's.
    total += own.length > 0 && shared.length === own.length ? -1 : 0.5 + shared.length;
  }
  return total;
}
