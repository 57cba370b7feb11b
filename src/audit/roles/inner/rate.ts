import { childrenOf, type Node } from '../../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../../sheet/places.ts';
import { isSame } from '../../numbers.ts';
import type { GradientRole, Inner } from '../gradient-role.ts';
import type { TableRoles } from '../roles.ts';
import { isGiven } from '../walk.ts';

type Rate = Inner['rate'];

/** A role whose rate is not known yet. */
export type Open = Omit<GradientRole, 'inner'> & Pick<Inner, 'before' | 'where'>;

/** A cell's number; undefined for anything else. */
export function numberIn({ table }: TableRoles, id: CellId | undefined): number | undefined {
  const value = id === undefined || id === nowhere ? undefined : table.book.value(id);
  return typeof value === 'number' ? value : undefined;
}

/** The rate by which most updates move; else the one number beside the steps that all of them read. */
export function rateOf(roles: TableRoles, open: readonly Open[]): Rate | undefined {
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
function moves(roles: TableRoles, role: Open, step: number, rate: Rate): boolean {
  const [before, after] = [role.before(step), numberIn(roles, role.series.cells[step])];
  const [by, truth] = [rate(step), roles.factor * roles.truth(role.parameter, step)];
  if (before === undefined || after === undefined) return true;
  return by !== undefined && isSame((before - after) / by, truth, Math.abs(before / by));
}

/** The one number that all moves are of their gradients; undefined if they are not. */
function impliedRate(roles: TableRoles, role: Open): number | undefined {
  const rates = roles.samples.flatMap((step) => {
    const [before, after] = [role.before(step), numberIn(roles, role.series.cells[step])];
    const truth = roles.factor * roles.truth(role.parameter, step);
    if (before === undefined || after === undefined || Math.abs(truth) < 1e-6) return [];
    return [(before - after) / truth];
  });
  const [first] = rates;
  const isOne =
    first !== undefined && rates.every((rate) => Math.abs(rate - first) < 1e-6 * Math.abs(first));
  // A parameter that goes up the loss does so by a slip.
  const isMeant = first !== undefined && (first > 0 || role.where === 'memory');
  return isOne && isMeant && rates.length > 1 ? first : undefined;
}

/** The numbers that all of the updates read, or that are typed into all of them. */
function ratesRead({ table }: TableRoles, open: readonly Open[]): Rate[] {
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
  const rates = [...cells, ...numbers].map(([, rate]) => rate);
  if (open.some(({ where }) => where === 'update')) return rates;
  // A mean adds the gradient, or takes it off where it is added to the parameter; also as it is.
  const signed = [...rates, () => 1].flatMap((rate): Rate[] => [
    (step) => -(rate(step) ?? Number.NaN),
    rate,
  ]);
  return signed;
}

function numbersIn(node: Node | undefined): number[] {
  if (node === undefined) return [];
  if (node.kind === 'constant') return typeof node.value === 'number' ? [node.value] : [];
  return childrenOf(node).flatMap(numbersIn);
}
