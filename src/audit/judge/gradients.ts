import { type Book, type CellId, nowhere } from '../../sheet/book.ts';
import { gradientOf } from '../../sheet/gradient.ts';
import { type TableRoles, walkBack } from '../roles.ts';
import { isDerivativeName, subjectOf } from '../table/names.ts';
import type { Series, StepTable } from '../table/table.ts';

/** A parameter's gradient column, and where it stands to its update. */
export interface GradientRole {
  readonly parameter: Series;
  readonly name: string;
  readonly series: Series;
}

/**
 * The gradient column of every parameter: the one whose values are right, or else the one that
 * stands to the parameter's update as the others stand to theirs, or the one whose header says so.
 */
export function gradientColumns(roles: TableRoles): GradientRole[] {
  const { table, parameters, nameOf } = roles;
  const ways = parameters.flatMap(({ series, gradient }) => {
    const way = gradient && wayTo(roles, series, gradient);
    return way === undefined ? [] : [{ parameter: series, way }];
  });
  const taken = new Set(parameters.flatMap(({ gradient }) => gradient ?? []));
  return parameters.flatMap(({ series, name, gradient }) => {
    const own =
      gradient ??
      along(roles, series, ways) ??
      byName(roles, series, taken) ??
      nearest(roles, series);
    return own === undefined || own === series ? [] : [{ parameter: series, name, series: own }];
  });

  function byName(_: TableRoles, parameter: Series, used: ReadonlySet<Series>): Series | undefined {
    const wanted = subjectOf(nameOf(parameter));
    if (wanted === undefined) return undefined;
    const named = table.series.filter(
      (each) =>
        !used.has(each) &&
        isDerivativeName(nameOf(each)) &&
        subjectOf(nameOf(each)) === wanted &&
        nameOf(each) !== nameOf(parameter),
    );
    return named[named.length - 1];
  }
}

/** The numbers of the references to follow from an update to its gradient. */
type Way = readonly number[];

/** What a cell reads, in the order of its formula; of a block's cell, what it depends on. */
function inputsOf({ book }: StepTable, id: CellId): CellId[] {
  if (book.cellOf(book.anchorOf(id)).array === undefined) return book.references(id);
  const { reached } = gradientOf(book, id, (each) => each !== id);
  return [...reached.keys()].filter((each) => each !== id);
}

function middle({ table }: TableRoles): number {
  return Math.min(table.steps - 1, Math.max(1, Math.floor(table.steps / 2)));
}

/** A step whose update changes the parameter, as near to the middle as there is one. */
function movingStep(roles: TableRoles, parameter: Series): number {
  const { steps } = roles.table;
  const from = middle(roles);
  for (let distance = 0; distance < steps; distance++) {
    for (const step of [from + distance, from - distance]) {
      if (step > 0 && step < steps && roles.states.stops(parameter.cells[step])) return step;
    }
  }
  return from;
}

function wayTo(roles: TableRoles, parameter: Series, gradient: Series): Way | undefined {
  const { table, states } = roles;
  const start = parameter.cells[movingStep(roles, parameter)];
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

/** The column at the end of the way that most other parameters' updates take to their gradients. */
function along(
  roles: TableRoles,
  parameter: Series,
  ways: readonly { readonly way: Way }[],
): Series | undefined {
  const votes = new Map<string, { way: Way; votes: number }>();
  for (const { way } of ways) {
    const known = votes.get(way.join());
    votes.set(way.join(), { way, votes: (known?.votes ?? 0) + 1 });
  }
  for (const { way } of [...votes.values()].sort((a, b) => b.votes - a.votes)) {
    let at: CellId | undefined = parameter.cells[movingStep(roles, parameter)];
    for (const i of way)
      at = at === undefined || at === nowhere ? undefined : inputsOf(roles.table, at)[i];
    const series = at === undefined ? undefined : roles.table.seriesOf(at);
    if (series !== undefined && !roles.parameters.some((each) => each.series === series))
      return series;
  }
  return undefined;
}

/** With nothing to go by: the nearest formula behind the update that is no memory and no setting. */
function nearest(roles: TableRoles, parameter: Series): Series | undefined {
  const { table, states, parameters } = roles;
  const { book } = table;
  let found: Series | undefined;
  walkBack(table, parameter.cells[movingStep(roles, parameter)], (id) => {
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
function goesOn(book: Book, table: StepTable, id: CellId, series: Series): boolean {
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
