import type { CellId } from '../../../sheet/places.ts';
import { forwardSeries } from '../../roles/forward.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { isGiven } from '../../roles/walk.ts';
import { signatureOf } from '../../slips/signature.ts';
import type { Series } from '../../table/table.ts';
import { exists } from '../finding.ts';
import {
  meets,
  type Unit,
  unitsBiasedBySources,
  unitsBiasedByWeights,
  unitsLackingSources,
  unitsOf,
  unitsWithMixedSources,
  unitsWithMixedWeights,
  unitsWithoutBias,
} from './nets.ts';
import { isInBlock, isParameter, middleOf, readsOf, repeatsAlong } from './reads.ts';
import { isUsual } from './usual.ts';

/**
 * Formulas of the way forward that are none of the field's, or that their layer's other formulas
 * are not like. Where gradients are wrong and one formula is such, it is to blame.
 */
export function oddForward(roles: TableRoles): Set<Series> {
  const forward = computedForward(roles);
  const units = unitsOf(roles, forward);
  const formulas = (series: Iterable<Series>) =>
    new Set(
      [...series].map(({ cells }) => roles.table.book.anchorOf(cells[middleOf(roles.samples)]!)),
    ).size;
  const all = formulas(forward);
  const odd = [
    forward.filter((series) => isUsual(roles, series) === false),
    unitsWithoutBias(units).map(({ series }) => series),
    unitsBiasedByWeights(units),
    unitsBiasedBySources(units),
    unitsWithMixedSources(units),
    unitsWithMixedWeights(units),
    unitsLackingSources(units),
    sharingWeights(roles, forward),
    readingTargets(roles, forward, units),
    unlikeInLayer(roles, forward, units),
    unlikeErrors(roles, forward),
    unlikeShares(roles, forward, units),
  ];
  // Where many are, it is a way to write that is not known here.
  return new Set(odd.flatMap((found) => (formulas(found) * 3 <= all + 2 ? found : [])));
}

/** The formulas of the way forward, with neither parameters nor numbers among them. */
export function computedForward(roles: TableRoles): Series[] {
  const { table, states, samples } = roles;
  return [...forwardSeries(roles)].filter(({ cells }) => {
    const id = cells[middleOf(samples)];
    if (!exists(id) || states.has(id)) return false;
    const template = table.book.templateOf(table.book.anchorOf(id));
    // In a batch what repeats a parameter is one.
    return template !== undefined && !repeatsAlong(table, id);
  });
}

/** Sums of weights that read a typed number which errors read too: a target in place of an input. */
function readingTargets(
  { table, states, samples }: TableRoles,
  forward: readonly Series[],
  units: readonly Unit[],
): Series[] {
  const step = middleOf(samples);
  const { book } = table;
  const others = forward.filter((series) => !units.some((unit) => unit.series === series));
  const targets = new Set(
    others.flatMap(({ cells }) => book.references(book.anchorOf(cells[step]!))),
  );
  const isTarget = (id: CellId) =>
    targets.has(id) && !states.has(id) && book.templateOf(book.anchorOf(id)) === undefined;
  return units.filter(({ reads }) => [...reads].some(isTarget)).map(({ series }) => series);
}

/** Activations of one layer that are not the same function: its sums read some of the same cells. */
function unlikeInLayer(
  { table, samples }: TableRoles,
  forward: readonly Series[],
  units: readonly Unit[],
): Series[] {
  const step = middleOf(samples);
  const activations = forward.flatMap((series) => {
    const reads = new Set(table.book.references(series.cells[step]!));
    if (reads.size !== 1) return [];
    const unit = units.find((each) => reads.has(each.series.cells[step]!));
    const usual = table.usualOf(series);
    return unit && usual ? [{ series, unit, form: signatureOf(usual.node) }] : [];
  });
  return activations
    .filter(({ series, unit, form }) =>
      activations.some(
        (other) =>
          other.series !== series && other.form !== form && meets(other.unit.reads, unit.reads),
      ),
    )
    .map(({ series }) => series);
}

/**
 * Errors of a target and an output that are not written like most others; of two unlike ones both. And
 * those that read two computed cells where others read a target.
 */
function unlikeErrors(roles: TableRoles, forward: readonly Series[]): Series[] {
  const { table, samples } = roles;
  const groups = new Map<string, Series[]>();
  const withoutTarget: { series: Series; form: string }[] = [];
  for (const series of forward) {
    const id = series.cells[middleOf(samples)]!;
    const reads = readsOf(roles, id);
    const usual = table.usualOf(series);
    if (reads.length !== 2 || usual === undefined || isInBlock(roles, id)) continue;
    if (reads.some(({ read }) => isParameter(roles, read)) || !isUsual(roles, series)) continue;
    const targets = reads.filter(({ read }) => isGiven(table, read)).length;
    if (targets > 1) continue;
    const form = signatureOf(usual.node);
    if (targets === 1) groups.set(form, [...(groups.get(form) ?? []), series]);
    else withoutTarget.push({ series, form });
  }
  // A sum of two is written otherwise.
  const computed = withoutTarget.flatMap(({ series, form }) => (groups.has(form) ? [series] : []));
  const most = Math.max(0, ...[...groups.values()].map(({ length }) => length));
  const usual = [...groups.values()].filter(({ length }) => length === most);
  if (groups.size < 2) return computed;
  const unlike = [...groups.values()].flatMap((group) =>
    usual.length === 1 && group === usual[0] ? [] : group,
  );
  return [...computed, ...unlike];
}

/**
 * Shares of a total (softmax) that read some of the same sums of weights, but not all of them, or
 * something else beside them.
 */
function unlikeShares(
  { table, samples }: TableRoles,
  forward: readonly Series[],
  units: readonly Unit[],
): Series[] {
  const step = middleOf(samples);
  const nets = new Set(units.map(({ series }) => series.cells[step]!));
  const readers = forward.flatMap((series) => {
    const reads = new Set(table.book.references(series.cells[step]!));
    return reads.size > 1 && meets(reads, nets) ? [{ series, reads }] : [];
  });
  const shares = readers.filter(({ reads }) => [...reads].every((id) => nets.has(id)));
  const mixed = readers.filter(
    (each) =>
      !shares.includes(each) &&
      shares.some(({ series, reads }) => meets(reads, each.reads) && isLike(series, each.series)),
  );
  const least = Math.min(...shares.map(({ reads }) => reads.size));
  const short = shares
    .filter(({ reads }) => reads.size === least)
    .filter(({ reads }) =>
      shares.some((other) => other.reads.size > reads.size && meets(other.reads, reads)),
    );
  return [...short, ...mixed].map(({ series }) => series);

  function isLike(one: Series, other: Series): boolean {
    const [left, right] = [table.usualOf(one), table.usualOf(other)];
    return (
      left !== undefined &&
      right !== undefined &&
      signatureOf(left.node) === signatureOf(right.node)
    );
  }
}

/** Sums that read the same weight, where another parameter is read by nothing. */
function sharingWeights(roles: TableRoles, forward: readonly Series[]): Series[] {
  const { table, parameters, samples } = roles;
  const step = middleOf(samples);
  const { book } = table;
  const reads = new Map(
    forward.map(({ cells }) => {
      const anchor = book.anchorOf(cells[step]!);
      return [anchor, new Set(book.references(anchor))];
    }),
  );
  const readers = (id: CellId) =>
    forward.filter(({ cells }) => reads.get(book.anchorOf(cells[step]!))?.has(id));
  const cells = parameters.map(({ series }) => series.cells[step]).filter(exists);
  if (cells.every((id) => readers(id).length > 0)) return [];
  return [...new Set(cells.flatMap((id) => (readers(id).length > 1 ? readers(id) : [])))];
}
