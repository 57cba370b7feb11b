import { type CellId, nowhere } from '../../../sheet/places.ts';
import { updateOf } from '../../table/recurrence.ts';
import type { Series } from '../../table/table.ts';
import { forwardSeries } from '../forward.ts';
import type { GradientRole } from '../gradient-role.ts';
import type { TableRoles } from '../roles.ts';
import { isGiven, walkBack } from '../walk.ts';
import { keptIn } from './kept.ts';
import { numberIn, type Open, rateOf } from './rate.ts';

/**
 * Parameters whose gradient has no column, but stands in their update as an expression,
 * `w − η·((a−t)·a·(1−a)·i)`, or in the running mean that the update goes by, `0.9·m + 0.1·(…)`. The rate
 * is the number by which most of them move against their gradient.
 */
export function innerGradients(
  roles: TableRoles,
  columns: readonly GradientRole[],
): GradientRole[] {
  const open = roles.parameters.flatMap(({ series, name }): Open[] => {
    if (columns.some(({ parameter }) => parameter === series)) return [];
    const updates = spellsOut(roles, series) ? updatesOf(roles, series) : undefined;
    const memory = updates === undefined ? memoryOf(roles, series) : undefined;
    const held = updates ?? memory;
    if (held === undefined) return [];
    const own = new Set([updates === undefined ? held.index : series.index, held.index]);
    // In a batch an update goes on from what another sample repeats.
    const before = (step: number) =>
      keptIn(roles, held.cells[step], own) ??
      (updates === undefined ? undefined : numberIn(roles, series.cells[step]));
    const where = updates === undefined ? 'memory' : 'update';
    return [{ parameter: series, name, series: held, before, where }];
  });
  return (['update', 'memory'] as const).flatMap((where) => {
    const like = open.filter((each) => each.where === where);
    const rate = like.length === 0 ? undefined : rateOf(roles, like);
    if (rate === undefined) return [];
    return like.map(({ before, ...role }) => ({ ...role, inner: { before, rate, where } }));
  });
}

/** The cells with a parameter's updates, each in the step whose numbers it takes. */
export function updatesOf(
  { table }: TableRoles,
  { index, sheet, cells }: Series,
): Series | undefined {
  const { book } = table;
  const updates = cells.map((_, step) => {
    const next = cells[step + 1];
    const update = next === undefined || next === nowhere ? undefined : updateOf(book, next);
    return update === undefined || book.cellOf(update).array !== undefined ? nowhere : update;
  });
  const [first] = updates;
  if (first === undefined || first === nowhere) return undefined;
  // A column of new values goes on to the last step.
  const own = table.seriesOf(first);
  return own !== undefined && table.stepOf(first) === 0 && own.index !== index
    ? own
    : { index, sheet, cells: updates };
}

/** Whether an update takes more than its gradient: what the gradient is made of. */
export function spellsOut(roles: TableRoles, parameter: Series): boolean {
  const update = middleUpdate(roles, parameter);
  return update !== undefined && spellsOutIn(roles, update, parameter);
}

function middleUpdate({ table }: TableRoles, parameter: Series): CellId | undefined {
  const { book } = table;
  const step = Math.min(table.steps - 1, Math.max(1, table.steps >> 1));
  const next = parameter.cells[step];
  const update = next === undefined || next === nowhere ? undefined : updateOf(book, next);
  const isBlock = update !== undefined && book.cellOf(book.anchorOf(update)).array !== undefined;
  return isBlock ? undefined : update;
}

function spellsOutIn(roles: TableRoles, cell: CellId, own: Series): boolean {
  const { table, states } = roles;
  const { book } = table;
  const forward = forwardSeries(roles);
  const back = new Set<Series>();
  for (const read of book.references(cell)) {
    const series = table.seriesOf(read);
    if (series === undefined || series === own || states.has(read)) continue;
    if (forward.has(series)) return true;
    if (isGiven(table, read)) continue;
    if (leadsForward(roles, forward, read)) back.add(series);
  }
  return back.size > 1;
}

/**
 * The running mean that an update goes by, if it goes on from its own value by an expression of the way
 * forward: its cells, each in the step whose numbers it takes.
 */
function memoryOf(roles: TableRoles, parameter: Series): Series | undefined {
  const { table } = roles;
  const { book } = table;
  const update = middleUpdate(roles, parameter);
  if (update === undefined) return undefined;
  for (const read of book.references(update)) {
    const series = table.seriesOf(read);
    const step = table.stepOf(read);
    if (series === undefined || step === undefined || series === parameter) continue;
    const goesOn = book.references(read).some((id) => id !== read && table.seriesOf(id) === series);
    if (!goesOn || !spellsOutIn(roles, read, series)) continue;
    const forward = forwardSeries(roles);
    const taken = book.references(read).flatMap((id) => {
      const own = table.seriesOf(id);
      return own !== undefined && forward.has(own) ? [step - (table.stepOf(id) ?? step)] : [];
    });
    const shift = Math.min(...taken);
    if (!Number.isFinite(shift)) continue;
    const usual = table.usualOf(series);
    // What begins it may weigh the first gradient otherwise.
    const cells = series.cells.map((_, at) => {
      const id = series.cells[at + shift] ?? nowhere;
      return id !== nowhere && book.templateOf(id) === usual ? id : nowhere;
    });
    return { index: series.index, sheet: series.sheet, cells };
  }
  return undefined;
}

/** Whether a quantity is made of the way forward's, with no memory in between. */
function leadsForward(roles: TableRoles, forward: ReadonlySet<Series>, id: CellId): boolean {
  let does = false;
  walkBack(roles.table, id, (each) => {
    const series = roles.table.seriesOf(each);
    if (series !== undefined && forward.has(series) && !roles.states.has(each)) does = true;
    return !does && !roles.states.has(each);
  });
  return does;
}
