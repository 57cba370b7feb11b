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
import { cellOf, cellsRead, readsCells } from './signature.ts';
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
    // What reads nothing is no link of the way forward, however well its slopes vanish.
    return edits
      .filter((each) => isWanted(each) && readsCells(each.node))
      .map((edit) => ({ series, edit, before: template.node }));
  });
  candidates.sort((a, b) => a.edit.cost - b.edit.cost);
  let best: ForwardRepair | undefined;
  for (const { series, edit, before } of candidates.slice(0, most)) {
    if (best !== undefined && best.edit.cost < edit.cost - 0.5) break;
    const program = book.compile(edit.node);
    const fits = models.every((model) =>
      isRight(roles, gradients, model, series.cells[model.step]!, program),
    );
    if (!fits) continue;
    const cost = edit.cost - likenessBonus(roles, series, before, edit.node);
    if (best === undefined || cost < best.edit.cost) best = { series, edit: { ...edit, cost } };
  }
  return best;
}

/** Parameters, and numbers that no formula computes. */
const isGiven = ({ table, states, samples }: TableRoles, { cells }: Series): boolean => {
  const id = cells[samples[samples.length >> 1]!]!;
  return (
    id !== nowhere &&
    (states.has(id) || table.book.templateOf(table.book.anchorOf(id)) === undefined)
  );
};

export function isRight(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  model: StepModel,
  id: CellId,
  program: Parameters<StepModel['change']>[1],
): boolean {
  const { book } = roles.table;
  const changed = model.change(id, program);
  if (typeof changed.valueOf(id) !== 'number') return false;
  const { by } = changed.slopes();
  let seen = 0;
  let before = 0;
  for (const role of gradients) {
    const { series, parameter } = role;
    const value = gradientIn(role, changed.valueOf(series.cells[model.step]!), model.step);
    const truth = roles.factor * by(roles.states.source(parameter.cells[model.step]!));
    // Saturated units make all slopes vanish, and with them all differences.
    const rounded = Math.abs((role.inner?.before(model.step) ?? 0) / perGradient(role, model.step));
    const most = 1e-7 * Math.abs(truth) + 1e-14 * (role.inner === undefined ? 0 : rounded);
    if (value === undefined || Math.abs(value - truth) > most) return false;
    const own = gradientIn(role, book.value(series.cells[model.step]!), model.step) ?? 0;
    if (truth === 0 && roles.truth(parameter, model.step) !== 0) return false;
    seen += Math.abs(truth);
    before += Math.abs(own);
  }
  return seen > 1e-3 * before;
}
