import { childrenOf, type Node } from '../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import { isSame } from '../numbers.ts';
import { updateOf } from '../table/recurrence.ts';
import type { Series } from '../table/table.ts';
import { forwardSeries } from './forward.ts';
import type { GradientRole } from './gradient-role.ts';
import type { TableRoles } from './roles.ts';
import { isGiven, walkBack } from './walk.ts';

type Rate = (step: number) => number | undefined;

/**
 * Parameters whose gradient has no column, but stands in their update as an expression:
 * `w − η·((a−t)·a·(1−a)·i)`. The rate is the number by which most of them move against their gradient.
 */
export function innerGradients(
  roles: TableRoles,
  columns: readonly GradientRole[],
): GradientRole[] {
  const open = roles.parameters.flatMap(({ series, name }) => {
    const hasColumn = columns.some(({ parameter }) => parameter === series);
    const updates = hasColumn || !spellsOut(roles, series) ? undefined : updatesOf(roles, series);
    return updates === undefined ? [] : [{ parameter: series, name, series: updates }];
  });
  const rate = open.length === 0 ? undefined : rateOf(roles, open);
  if (rate === undefined) return [];
  return open.map((role) => ({
    ...role,
    inner: { before: (step) => numberIn(roles, role.parameter.cells[step]), rate },
  }));
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
  const { table, states } = roles;
  const { book } = table;
  const step = Math.min(table.steps - 1, Math.max(1, table.steps >> 1));
  const next = parameter.cells[step];
  const update = next === undefined || next === nowhere ? undefined : updateOf(book, next);
  if (update === undefined || book.cellOf(book.anchorOf(update)).array !== undefined) return false;
  const forward = forwardSeries(roles);
  const back = new Set<Series>();
  for (const read of book.references(update)) {
    const series = table.seriesOf(read);
    if (series === undefined || series === parameter || states.has(read)) continue;
    if (forward.has(series)) return true;
    if (isGiven(table, read)) continue;
    if (leadsForward(roles, forward, read)) back.add(series);
  }
  return back.size > 1;
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

function numberIn({ table }: TableRoles, id: CellId | undefined): number | undefined {
  const value = id === undefined || id === nowhere ? undefined : table.book.value(id);
  return typeof value === 'number' ? value : undefined;
}

/** The rate by which most updates move; else the one number beside the steps that all of them read. */
function rateOf(roles: TableRoles, open: readonly GradientRole[]): Rate | undefined {
  const { samples } = roles;
  const typed = ratesRead(roles, open);
  const implied = open.flatMap((role) => {
    const rate = impliedRate(roles, role);
    return rate === undefined ? [] : [() => rate];
  });
  const agree = (rate: Rate) =>
    open.filter((role) => samples.every((step) => moves(roles, role, step, rate))).length;
  const ranked = [...typed, ...implied].map((rate) => ({ rate, count: agree(rate) }));
  const most = Math.max(0, ...ranked.map(({ count }) => count));
  const isTyped = (rate: Rate) => typed.includes(rate);
  const top = ranked.find(({ rate, count }) => count === most && (isTyped(rate) || count > 1));
  if (top !== undefined && most > 0) return top.rate;
  return typed.length === 1 ? typed[0] : undefined;
}

/** Whether an update moves its parameter by so many times the gradient; where it has no numbers, it may. */
function moves(roles: TableRoles, role: GradientRole, step: number, rate: Rate): boolean {
  const [before, after] = [role.parameter, role.series].map(({ cells }) =>
    numberIn(roles, cells[step]),
  );
  const [by, truth] = [rate(step), roles.factor * roles.truth(role.parameter, step)];
  if (before === undefined || after === undefined) return true;
  return by !== undefined && isSame((before - after) / by, truth, Math.abs(before / by));
}

/** The one number that all moves are of their gradients; undefined if they are not. */
function impliedRate(roles: TableRoles, role: GradientRole): number | undefined {
  const rates = roles.samples.flatMap((step) => {
    const [before, after] = [role.parameter, role.series].map(({ cells }) =>
      numberIn(roles, cells[step]),
    );
    const truth = roles.factor * roles.truth(role.parameter, step);
    if (before === undefined || after === undefined || Math.abs(truth) < 1e-6) return [];
    return [(before - after) / truth];
  });
  const [first] = rates;
  const isOne = first !== undefined && rates.every((rate) => Math.abs(rate - first) < 1e-6 * first);
  return isOne && rates.length > 1 ? first : undefined;
}

/** The numbers that all of the updates read, or that are typed into all of them. */
function ratesRead({ table }: TableRoles, open: readonly GradientRole[]): Rate[] {
  const { book } = table;
  const all = open.map(({ series }) => {
    const found = new Map<string, Rate>();
    const id = series.cells.find((each) => each !== nowhere)!;
    const step = series.cells.indexOf(id);
    for (const read of book.references(id)) {
      const own = table.seriesOf(read);
      if (!isGiven(table, read)) continue;
      const back = step - (table.stepOf(read) ?? step);
      const cellAt = (at: number) => (own === undefined ? read : own.cells[at - back]);
      found.set(own === undefined ? `cell ${read}` : `series ${own.index} ${back}`, (at) => {
        const cell = cellAt(at);
        const value = cell === undefined || cell === nowhere ? undefined : book.value(cell);
        return typeof value === 'number' && value !== 0 ? value : undefined;
      });
    }
    for (const number of numbersIn(book.templateOf(id)?.node)) {
      if (number !== 0) found.set(`number ${number}`, () => number);
    }
    return found;
  });
  const [first, ...rest] = all;
  const shared = [...(first ?? [])].filter(([key]) => rest.every((each) => each.has(key)));
  const cells = shared.filter(([key]) => !key.startsWith('number'));
  // 1 and 2 belong to slopes.
  const numbers = shared.filter(([key]) => key.startsWith('number') && !/ [12]$/.test(key));
  return [...cells, ...numbers].map(([, rate]) => rate);
}

function numbersIn(node: Node | undefined): number[] {
  if (node === undefined) return [];
  if (node.kind === 'constant') return typeof node.value === 'number' ? [node.value] : [];
  return childrenOf(node).flatMap(numbersIn);
}
