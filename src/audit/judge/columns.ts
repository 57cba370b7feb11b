import type { Slip } from '../report.ts';
import type { TableRoles } from '../roles/roles.ts';
import { blockRepair, hasBlocks } from '../slips/blocks.ts';
import type { Edit } from '../slips/edit.ts';
import { forwardRepair, type Where } from '../slips/forward.ts';
import { likenessGained } from '../slips/likeness.ts';
import { findEdit, valueIn } from '../slips/search.ts';
import { transferred } from '../slips/transfer.ts';
import type { Series } from '../table/table.ts';
import { exists, type Finding } from './finding.ts';
import { oddForward, unreadForward } from './forms.ts';
import type { GradientRole } from './gradient-role.ts';
import { backwardSlopes, forwardSeries, type Suspect, suspectsOf } from './needs.ts';
import { isSame } from './numbers.ts';

/** The steps in which a gradient is not the derivative. */
export interface WrongGradient {
  readonly role: GradientRole;
  readonly steps: readonly number[];
}

/** Compares every gradient with the derivative of the sheet's own loss, in every step but some. */
export function wrongGradients(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  skipped: ReadonlySet<number>,
): WrongGradient[] {
  const { table, factor, loss } = roles;
  const { book } = table;
  return gradients.flatMap((role) => {
    const pairs: { step: number; value: number; truth: number }[] = [];
    for (let step = 0; step < table.steps; step++) {
      if (skipped.has(step) || !exists(role.series.cells[step]) || !exists(loss.cells[step]))
        continue;
      if (!exists(role.parameter.cells[step])) continue;
      const value = book.value(role.series.cells[step]);
      const truth = factor * roles.truth(role.parameter, step);
      if (typeof book.value(loss.cells[step]) !== 'number' || roles.slopes(step).kinked) continue;
      if (typeof value === 'number' && Number.isFinite(truth)) pairs.push({ step, value, truth });
    }
    const size = Math.max(0, ...pairs.map(({ truth }) => Math.abs(truth)));
    const steps = pairs
      .filter(({ value, truth }) => !isSame(value, truth, size))
      .map(({ step }) => step);
    return steps.length === 0 ? [] : [{ role, steps }];
  });
}

/**
 * Which formulas are to blame for wrong gradients. A formula that explains several at once comes
 * before one for each; the smallest change that makes all right is the slip.
 */
export function explain(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  wrong: readonly WrongGradient[],
): Finding[] {
  if (wrong.length === 0) return [];
  const found: Finding[] = [];
  const all = new Set(wrong.map(({ role }) => role));
  if (hasBlocks(roles, gradients)) {
    const block = blockRepair(roles, gradients, lookedAt(roles, wrong, all));
    if (block !== undefined) return [block];
  }
  // A formula that is none of the field's is to blame before any that is.
  const odd = oddForward(roles);
  const unread = unreadForward(roles, gradients);
  for (const where of [
    ...(unread.size > 0 ? [{ read: unread }] : []),
    ...(odd.size > 0 ? [{ among: odd }] : []),
  ]) {
    const forward = forwardFinding(roles, gradients, wrong, lookedAt(roles, wrong, all), where);
    if (forward !== undefined) return [forward];
  }
  found.push(...swappedFindings(roles, wrong));
  const swapped = new Set(found.map(({ series }) => series));
  let open: ReadonlySet<GradientRole> = new Set(
    [...all].filter(({ series }) => !swapped.has(series)),
  );
  while (open.size > 0) {
    const steps = lookedAt(roles, wrong, open);
    const choice = choose(roles, suspectsOf(roles, gradients, open, steps), open, steps);
    if (choice === undefined) break;
    found.push(backwardFinding(roles, gradients, wrong, choice));
    open = new Set([...open].filter((role) => !choice.suspect.covers.has(role)));
  }
  for (const role of open) found.push(unexplained(roles, wrong, role));
  const named = found.filter(({ edit }) => edit !== undefined);
  if (swapped.size > 0 && named.length + swapped.size === found.length) return found;
  const gains = named.map((finding) => gainOf(roles, finding));
  const allNamed = named.length === found.length;
  const unlike = new Set(named.map(({ slip }) => slip)).size > 1;
  if (allNamed && odd.size === 0 && !unlike) return found;
  // Formulas that come to look like their siblings' were the odd ones.
  if (allNamed && gains.every((gain) => gain > 1.5)) return found;
  const forward = forwardFinding(roles, gradients, wrong, lookedAt(roles, wrong, all));
  if (forward === undefined) return found;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / Math.max(1, gains.length);
  // One change of the way forward says more than several unlike ones of the way back.
  return !allNamed || unlike || gainOf(roles, forward) > Math.max(0.9, mean + 0.4)
    ? [forward]
    : found;
}

/** How much more like its siblings a formula is once it is mended. */
function gainOf(roles: TableRoles, { series, node }: Finding): number {
  const usual = roles.table.usualOf(series);
  return usual === undefined || node === undefined
    ? 0
    : likenessGained(roles, series, usual.node, node);
}

/** Pairs of columns of which each holds what belongs into the other. */
function swappedFindings(roles: TableRoles, wrong: readonly WrongGradient[]): Finding[] {
  const { table, factor } = roles;
  const { book } = table;
  const isOf = ({ role }: WrongGradient, other: WrongGradient) =>
    lookedAt(roles, wrong, new Set([role])).every((step) => {
      const value = Number(book.value(role.series.cells[step]));
      const truth = factor * roles.truth(other.role.parameter, step);
      return isSame(value, truth) && truth !== 0;
    });
  return wrong.flatMap((one): Finding[] => {
    const other = wrong.find((each) => each !== one && isOf(one, each) && isOf(each, one));
    if (other === undefined) return [];
    const [from, to] = [other, one].map(({ role }) => role.series.cells[one.steps[0]]);
    const template = book.templateOf(from);
    const node = template && moved(template.node, book.placeOf(from), book.placeOf(to));
    return [{ ...unexplained(roles, wrong, one.role), slip: 'swapped columns', node }];
  });
}

/** A few steps in which gradients are wrong, and in which the column has its usual formula. */
function lookedAt(
  { table }: TableRoles,
  wrong: readonly WrongGradient[],
  open: ReadonlySet<GradientRole>,
): number[] {
  const { book } = table;
  const all = new Set(wrong.filter(({ role }) => open.has(role)).flatMap(({ steps }) => steps));
  const [first] = open;
  const usual = (step: number) => {
    const middle = first.series.cells[Math.floor(table.steps / 2)];
    return (
      exists(middle) &&
      exists(first.series.cells[step]) &&
      book.templateOf(book.anchorOf(first.series.cells[step])) ===
        book.templateOf(book.anchorOf(middle))
    );
  };
  const steps = [...all].filter(usual).sort((a, b) => a - b);
  const pool = steps.length > 0 ? steps : [...all].sort((a, b) => a - b);
  const wanted = [0, 1, Math.floor(pool.length / 3), Math.floor(pool.length / 2), pool.length - 1];
  return [...new Set(wanted)].filter((i) => i >= 0 && i < pool.length).map((i) => pool[i]);
}

interface Choice {
  readonly suspect: Suspect;
  readonly edit: Edit | undefined;
  readonly steps: readonly number[];
}

function choose(
  roles: TableRoles,
  suspects: readonly Suspect[],
  open: ReadonlySet<GradientRole>,
  steps: readonly number[],
): Choice | undefined {
  const { table } = roles;
  const useful = suspects.filter(({ covers }) => [...covers].some((role) => open.has(role)));
  const known = knownQuantities(roles, steps);
  const sizes = [...new Set(useful.map(({ covers }) => covers.size))].sort((a, b) => b - a);
  let unnamed: Choice | undefined;
  for (const size of sizes) {
    const level = useful.filter(({ covers }) => covers.size === size);
    const choices = level.map((suspect): Choice & { order: number; right: boolean } => {
      const { series, needs } = suspect;
      const usual = usualSteps(roles, series, steps, needs);
      const edit = findEdit(roles, series, usual.steps, usual.needs, (each) =>
        isNew(roles, series, each),
      );
      const values = steps.map((step) => Number(table.book.value(series.cells[step])));
      const right = known.some((each) => each.every((x, i) => isSame(x, values[i])));
      const order = table.book.order(series.cells[steps[0]]);
      return { suspect, edit, steps, order, right };
    });
    const isGradient = ({ suspect }: Choice) =>
      [...open].some(({ series }) => series === suspect.series);
    choices.sort(
      (a, b) =>
        Number(a.edit === undefined) - Number(b.edit === undefined) ||
        Number(a.right) - Number(b.right) ||
        (a.edit?.cost ?? 0) - (b.edit?.cost ?? 0) ||
        a.order - b.order,
    );
    const [best] = choices;
    if (best?.edit !== undefined) return best;
    for (const choice of choices.filter(({ right }) => !right).slice(0, 2)) {
      const { series, needs } = choice.suspect;
      const usual = usualSteps(roles, series, steps, needs);
      const edit = transferred(roles, series, usual.steps, usual.needs);
      if (edit !== undefined) return { ...choice, edit };
    }
    // No change is small enough: the first link of the chain that is not known to be right.
    const plain = choices.filter((each) => !each.right).sort((a, b) => a.order - b.order);
    const blamed = plain.find((each) => size > 1 || isGradient(each)) ?? plain[0] ?? best;
    if (unnamed === undefined) unnamed = blamed;
  }
  return unnamed;
}

/** A repaired formula that another column has already would give two columns one meaning. */
function isNew(roles: TableRoles, series: Series, { node }: Edit): boolean {
  const { table } = roles;
  const { book } = table;
  const step = Math.floor(table.steps / 2);
  const text = JSON.stringify(node);
  const here = book.placeOf(series.cells[step]);
  return !table.series.some(({ cells, index }) => {
    if (index === series.index || !exists(cells[step])) return false;
    const at = book.placeOf(cells[step]);
    if (at.sheet !== here.sheet || book.cellOf(cells[step]).formula === undefined) return false;
    const template = book.templateOf(cells[step]);
    return template !== undefined && JSON.stringify(moved(template.node, at, here)) === text;
  });
}

/** The values of derivatives that hold on the sheet, whatever it calls them. */
function knownQuantities(roles: TableRoles, steps: readonly number[]): number[][] {
  const { factor } = roles;
  const known: number[][] = [];
  for (const series of forwardSeries(roles)) {
    const slopes = steps.map((step) => factor * roles.slopes(step).by(series.cells[step]));
    if (slopes.every((slope) => slope !== 0)) known.push(slopes);
    for (const local of localSlopes(roles, series, steps)) known.push(local);
  }
  return known;
}

function usualSteps(
  { table }: TableRoles,
  { cells }: Series,
  steps: readonly number[],
  needs: readonly number[],
) {
  const { book } = table;
  const middle = book.templateOf(cells[Math.floor(table.steps / 2)]);
  const usual = steps.map((step, i) => ({ step, need: needs[i] }));
  const like = usual.filter(({ step }) => book.templateOf(cells[step]) === middle);
  const chosen = like.length > 0 ? like : usual;
  return { steps: chosen.map(({ step }) => step), needs: chosen.map(({ need }) => need) };
}

function backwardFinding(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  wrong: readonly WrongGradient[],
  { suspect, edit }: Choice,
): Finding {
  const { series, covers } = suspect;
  const own = gradients.find((role) => role.series === series);
  const steps = new Set(wrong.filter(({ role }) => covers.has(role)).flatMap((each) => each.steps));
  const forward = forwardSeries(roles);
  const { book } = roles.table;
  const wrongCells = [...steps]
    .sort((a, b) => a - b)
    .flatMap((step) => {
      const cell = series.cells[step];
      if (!exists(cell)) return [];
      const right =
        edit === undefined
          ? neededValue(roles, forward, [...covers], series, step)
          : (valueIn(roles, edit.node, cell) ?? null);
      const value = book.value(cell);
      if (right !== null && typeof value === 'number' && isSame(right, value)) return [];
      return [{ cell, right }];
    });
  return {
    series,
    role: 'gradient',
    slip: edit?.slip ?? ('unexplained' as Slip),
    symbol: own === undefined ? roles.nameOf(series) : `∂E/∂${own.name}`,
    wrong: wrongCells,
    node: edit?.node,
    edit,
    causes: [...covers].filter((role) => role.series !== series).map(({ name }) => `∂E/∂${name}`),
    notes: [],
  };
}

function neededValue(
  roles: TableRoles,
  forward: ReadonlySet<Series>,
  covers: readonly GradientRole[],
  series: Series,
  step: number,
): number | null {
  const { book } = roles.table;
  for (const role of covers) {
    const id = role.series.cells[step];
    const slope = backwardSlopes(roles, forward, id).by(series.cells[step]);
    const [value, own] = [book.value(id), book.value(series.cells[step])];
    if (slope === 0 || typeof value !== 'number' || typeof own !== 'number') continue;
    return own + (roles.factor * roles.truth(role.parameter, step) - value) / slope;
  }
  return null;
}

function unexplained(
  roles: TableRoles,
  wrong: readonly WrongGradient[],
  role: GradientRole,
): Finding {
  const steps = wrong.find((each) => each.role === role)?.steps ?? [];
  return {
    series: role.series,
    role: 'gradient',
    slip: 'unexplained',
    symbol: `∂E/∂${role.name}`,
    wrong: steps.map((step) => ({
      cell: role.series.cells[step],
      right: roles.factor * roles.truth(role.parameter, step),
    })),
    node: undefined,
    edit: undefined,
    causes: [],
    notes: [],
  };
}

import { gradientOf } from '../../sheet/gradient.ts';
import { moved } from '../slips/moved.ts';

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

function forwardFinding(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  wrong: readonly WrongGradient[],
  steps: readonly number[],
  where?: Where,
): Finding | undefined {
  const repair = forwardRepair(roles, gradients, steps, where);
  if (repair === undefined) return undefined;
  const { series, edit } = repair;
  const { book, steps: count } = roles.table;
  const usual = book.templateOf(series.cells[steps[0]]);
  const cells = [];
  for (let step = 0; step < count; step++) {
    const cell = series.cells[step];
    if (!exists(cell) || book.templateOf(cell) !== usual) continue;
    const right = valueIn(roles, edit.node, cell) ?? null;
    const value = book.value(cell);
    if (right === null || typeof value !== 'number' || !isSame(right, value))
      cells.push({ cell, right });
  }
  return {
    series,
    role: 'forward',
    slip: edit.slip,
    symbol: roles.nameOf(series),
    wrong: cells,
    node: edit.node,
    edit,
    causes: wrong.map(({ role }) => `∂E/∂${role.name}`),
    notes: [],
  };
}
