import type { Book } from '../../sheet/book.ts';
import { gradientOf } from '../../sheet/gradient.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { Series, StepTable } from '../table/table.ts';
import type { TableRoles } from './roles.ts';
import { walkBack } from './walk.ts';

/** The numbers of the references to follow from an update to its gradient. */
type Way = readonly number[];

/** What a cell reads, in the order of its formula; of a block's cell, what it depends on. */
export function inputsOf({ book }: StepTable, id: CellId): CellId[] {
  if (book.cellOf(book.anchorOf(id)).array === undefined) return book.references(id);
  const { reached } = gradientOf(book, id, (each) => each !== id);
  return [...reached.keys()].filter((each) => each !== id);
}

/** A step in the middle of the table, but not the first. */
export function middle({ table }: TableRoles): number {
  return Math.min(table.steps - 1, Math.max(1, Math.floor(table.steps / 2)));
}

/** A step whose update changes the parameter, as near to the middle as there is one. */
export function movingStep(roles: TableRoles, parameter: Series): number {
  const { steps } = roles.table;
  const from = middle(roles);
  for (let distance = 0; distance < steps; distance++) {
    for (const step of [from + distance, from - distance]) {
      if (step > 0 && step < steps && roles.states.stops(parameter.cells[step]!)) return step;
    }
  }
  return from;
}

/** The shortest way from a parameter's update to its gradient; undefined where none leads there. */
export function wayTo(roles: TableRoles, parameter: Series, gradient: Series): Way | undefined {
  const { table, states } = roles;
  const start = parameter.cells[movingStep(roles, parameter)]!;
  let edge: { id: CellId; way: Way }[] = [{ id: start, way: [] }];
  const seen = new Set([start]);
  for (let depth = 0; depth < 8 && edge.length > 0; depth++) {
    const next: { id: CellId; way: Way }[] = [];
    for (const { id, way } of edge) {
      for (const [i, read] of inputsOf(table, id).entries()) {
        if (seen.has(read)) continue;
        seen.add(read);
        if (table.seriesOf(read) === gradient) return [...way, i];
        if (table.seriesOf(read) === parameter || isParameter(roles, read)) continue;
        if (states.has(read) || table.book.templateOf(table.book.anchorOf(read)) !== undefined) {
          next.push({ id: read, way: [...way, i] });
        }
      }
    }
    edge = next;
  }
  return undefined;
}

const isParameter = ({ table, parameters }: TableRoles, id: CellId) =>
  parameters.some(({ series }) => series === table.seriesOf(id));

/** The way that most updates take to their gradients; undefined unless several take one. */
export function usualWay(ways: readonly { readonly way: Way }[]): Way | undefined {
  const votes = new Map<string, { way: Way; votes: number }>();
  for (const { way } of ways) {
    const known = votes.get(way.join());
    votes.set(way.join(), { way, votes: (known?.votes ?? 0) + 1 });
  }
  const [top] = [...votes.values()].sort(
    (a, b) => b.votes - a.votes || a.way.length - b.way.length,
  );
  return top?.way;
}

/** The column at the end of that way. */
export function along(
  roles: TableRoles,
  parameter: Series,
  way: Way | undefined,
): Series | undefined {
  if (way === undefined) return undefined;
  let at: CellId | undefined = parameter.cells[movingStep(roles, parameter)];
  for (const i of way) {
    at = at === undefined || at === nowhere ? undefined : inputsOf(roles.table, at)[i];
  }
  const series = at === undefined ? undefined : roles.table.seriesOf(at);
  return series === undefined || roles.parameters.some((each) => each.series === series)
    ? undefined
    : series;
}

/** With nothing to go by: the nearest formula behind the update that is no memory and no setting. */
export function nearest(roles: TableRoles, parameter: Series): Series | undefined {
  const { table, states, parameters } = roles;
  const { book } = table;
  let found: Series | undefined;
  walkBack(table, parameter.cells[movingStep(roles, parameter)]!, (id) => {
    const series = table.seriesOf(id);
    if (found !== undefined || series === undefined || series === parameter) return false;
    if (parameters.some((each) => each.series === series)) return false;
    if (book.templateOf(book.anchorOf(id)) === undefined) return false;
    if (states.has(id) || goesOn(book, table, id, series)) return true;
    if (!dependsOnParameters(roles, id)) return false;
    found = series;
    return false;
  });
  return found;
}

/** Whether a quantity goes on from its own value a step before, as a running mean does. */
export function goesOn(book: Book, table: StepTable, id: CellId, series: Series): boolean {
  return book.references(id).some((read) => read !== id && table.seriesOf(read) === series);
}

function dependsOnParameters(roles: TableRoles, id: CellId): boolean {
  let does = false;
  walkBack(roles.table, id, (each) => {
    if (roles.states.has(each)) does = true;
    return !does;
  });
  return does;
}
