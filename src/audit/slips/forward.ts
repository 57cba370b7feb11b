import type { Node } from '../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import { forwardSeries } from '../roles/forward.ts';
import { type GradientRole, gradientIn, perGradient } from '../roles/gradient-role.ts';
import type { TableRoles } from '../roles/roles.ts';
import type { Series } from '../table/table.ts';
import type { Edit } from './edits/edit.ts';
import { forwardEditsOf, lostProducts } from './edits/forward.ts';
import { likenessBonus } from './likeness.ts';
import { materialFor } from './search.ts';
import { siblingForms, siblingsMoved } from './siblings.ts';
import { cellOf, cellsRead, readBy, readsCells, signatureOf } from './signature.ts';
import { type StepModel, stepModel } from './variant.ts';

/** A forward formula that is to blame: with one change in it, all gradients are right. */
export interface ForwardRepair {
  readonly series: Series;
  readonly edit: Edit;
}

/** Formulas that are tried, all forward quantities together. */
const most = 4_000;

/** Which changes to try. */
export interface Where {
  /** Of these formulas only. */
  readonly among?: ReadonlySet<Series> | undefined;
  /** Such that one of these is read which is not read now. */
  readonly read?: Unread | undefined;
}

/** What nothing of the way forward reads. */
export interface Unread {
  readonly series: ReadonlySet<Series>;
  /** Cells outside the steps. */
  readonly constants: ReadonlySet<CellId>;
}

/** The least far-fetched change of one formula of the way forward, or of some of them. */
export function forwardRepair(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  steps: readonly number[],
  { among, read }: Where = {},
): ForwardRepair | undefined {
  const { table, loss } = roles;
  const { book } = table;
  const models = steps
    .slice(-3)
    .reverse()
    .map((step) => stepModel(roles, gradients, step, read?.series));
  const forward = [...forwardSeries(roles)].filter((series) => {
    // The first step's inputs are typed where the others repeat them.
    const id = series.cells[models[0]!.step]!;
    return (
      id !== nowhere &&
      !roles.states.has(id) &&
      book.templateOf(id) !== undefined &&
      series !== loss
    );
  });
  const candidates = [...forward, loss].flatMap((series) => {
    if (among?.has(series) === false) return [];
    const id = series.cells[models[0]!.step]!;
    const template = book.templateOf(id);
    if (template === undefined) return [];
    const later = new Set(models[0]!.dependents(id).map((each) => table.seriesOf(each)));
    const material = materialFor(roles, series);
    const ways = new Set(forward);
    const readable = [...new Set([...material.series, ...(read?.series ?? [])])].filter(
      (each) =>
        !later.has(each) &&
        each !== series &&
        (ways.has(each) || isGiven(roles, each) || read?.series.has(each)),
    );
    const lost = {
      series: [...(read?.series ?? [])].filter((each) => !later.has(each) && each !== series),
      constants: [...(read?.constants ?? [])],
    };
    const edits = [
      ...forwardEditsOf(
        template.node,
        { ...material, at: id, series: readable },
        among !== undefined || read !== undefined,
      ),
      ...siblingForms(roles, series, id, forward),
      ...(among === undefined ? [] : siblingsMoved(roles, series, id, new Set(forward))),
      ...lostProducts(template.node, { ...material, at: id, series: readable }, lost),
    ];
    const isWanted = (edit: Edit) =>
      read === undefined ||
      cellsRead(edit.node).some((node) => {
        const found = cellOf(table, id, node);
        const owner = found === undefined ? undefined : table.seriesOf(found);
        return owner === undefined
          ? found !== undefined && read.constants.has(found)
          : read.series.has(owner);
      });
    const step = table.stepOf(id);
    // Below the last step there is nothing.
    const readElsewhere = (node: Node) =>
      cellsRead(node).filter((each) => {
        const isMoving = each.kind === 'cell' && !(each.row.fixed && each.column.fixed);
        return isMoving && readBy(table, id, each)?.step !== step;
      }).length;
    const already = readElsewhere(template.node);
    // What reads nothing is no link of the way forward, however well its slopes vanish, and neither is
    // what reads other steps.
    return edits
      .filter(
        (each) => isWanted(each) && readsCells(each.node) && readElsewhere(each.node) <= already,
      )
      .map((edit) => ({ series, edit, before: template.node }));
  });
  candidates.sort((a, b) => a.edit.cost - b.edit.cost);
  let best: ForwardRepair | undefined;
  for (const { series, edit, before } of candidates.slice(0, most)) {
    if (best !== undefined && best.edit.cost < edit.cost - 0.5) break;
    const program = book.compile(edit.node);
    const fits = factorsThatFit(roles, gradients, models, series, program).length > 0;
    if (!fits) continue;
    const at = series.cells[models[0]!.step]!;
    const isStray =
      strayBias(roles, at, before, edit.node) ||
      (edit.slip === 'missing term' && strayTerm(roles, at, before, edit.node));
    const stray = isStray ? 0.3 : 0;
    const cost = edit.cost + stray - likenessBonus(roles, series, before, edit.node);
    if (best === undefined || cost < best.edit.cost) best = { series, edit: { ...edit, cost } };
  }
  return best;
}

/**
 * By which constant the gradients may be the loss's derivatives, once it is mended. As long as some of
 * them agree with it that is known; where none does, the 2 of a square may be left out or put in.
 */
function factorsOf({ parameters, factor }: TableRoles): readonly number[] {
  return parameters.some(({ matched }) => matched) ? [factor] : [factor, factor / 2, factor * 2];
}

/** Whether a change adds a parameter where there was none: a bias belongs to a sum of weights. */
function strayBias({ table, states }: TableRoles, at: CellId, before: Node, after: Node): boolean {
  const hasParameter = (node: Node) =>
    cellsRead(node).some((each) => {
      const id = cellOf(table, at, each);
      return id !== undefined && states.has(id);
    });
  return !hasParameter(before) && hasParameter(after);
}

/** Whether a change adds what is computed otherwise than all that is read: a total adds like to like. */
function strayTerm({ table }: TableRoles, at: CellId, before: Node, after: Node): boolean {
  const formsIn = (node: Node) =>
    cellsRead(node).flatMap((each) => {
      const series = readBy(table, at, each)?.series;
      const usual = series && table.usualOf(series);
      return usual === undefined ? [] : [signatureOf(usual.node)];
    });
  const had = new Set(formsIn(before));
  return formsIn(after).some((form) => !had.has(form));
}

/** Parameters, and numbers that no formula computes. */
const isGiven = ({ table, states, samples }: TableRoles, { cells }: Series): boolean => {
  const id = cells[samples[samples.length >> 1]!]!;
  return (
    id !== nowhere &&
    (states.has(id) || table.book.templateOf(table.book.anchorOf(id)) === undefined)
  );
};

/**
 * Of some constants those by which all gradients are the changed loss's derivatives, in all of the
 * steps.
 */
export function factorsThatFit(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  models: readonly StepModel[],
  series: Series,
  program: Parameters<StepModel['change']>[1],
): readonly number[] {
  let factors = factorsOf(roles);
  for (const model of models) {
    factors = fitting(roles, gradients, model, series.cells[model.step]!, program, factors);
    if (factors.length === 0) return [];
  }
  return factors;
}

function fitting(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  model: StepModel,
  id: CellId,
  program: Parameters<StepModel['change']>[1],
  factors: readonly number[],
): readonly number[] {
  const { book } = roles.table;
  const { step } = model;
  const changed = model.change(id, program);
  if (typeof changed.valueOf(id) !== 'number') return [];
  const { by } = changed.slopes();
  let open = factors;
  let [seen, before] = [0, 0];
  for (const role of gradients) {
    const { series, parameter } = role;
    const value = gradientIn(role, changed.valueOf(series.cells[step]!), step);
    const slope = by(roles.states.source(parameter.cells[step]!));
    const own = gradientIn(role, book.value(series.cells[step]!), step) ?? 0;
    // Saturated units make all slopes vanish, and with them all differences.
    const rounded = Math.abs((role.inner?.before(step) ?? 0) / perGradient(role, step));
    const most = 1e-7 * Math.abs(slope) + 1e-14 * (role.inner === undefined ? 0 : rounded);
    open = open.filter(
      (factor) =>
        value !== undefined && Math.abs(value - factor * slope) <= Math.abs(factor) * most,
    );
    if (open.length === 0) return [];
    const vanishes = slope === 0 && roles.truth(parameter, step) !== 0;
    // Of a unit that is off in this step, and not in all, the sheet says so itself.
    if (vanishes && !(own === 0 && isSometimesOther(roles, role))) return [];
    seen += Math.abs(slope);
    before += Math.abs(own);
  }
  return open.filter((factor) => Math.abs(factor) * seen > 1e-3 * before);
}

/** Whether a gradient is other than 0 in some step. */
function isSometimesOther({ table, samples }: TableRoles, { series }: GradientRole): boolean {
  return samples.some((step) => {
    const id = series.cells[step] ?? nowhere;
    return id !== nowhere && table.book.value(id) !== 0;
  });
}
