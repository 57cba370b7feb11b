import { nowhere } from '../../../sheet/places.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { cellsRead, readBy, signatureOf } from '../../slips/signature.ts';
import { updateOf } from '../../table/recurrence.ts';
import type { Series } from '../../table/table.ts';
import { exists } from '../finding.ts';

/** A parameter with its gradient and the optimizer's numbers between that and its update. */
export interface Kit {
  readonly parameter: Series;
  readonly name: string;
  /** What holds its updates: the parameter, or the column of new values that it repeats. */
  readonly update: Series;
  /** The gradient, then the memories, each under the way that leads to it. */
  readonly partners: ReadonlyMap<string, Series>;
}

export const middleStep = ({ table }: Pick<TableRoles, 'table'>) =>
  Math.min(table.steps - 1, Math.max(1, Math.floor(table.steps / 2)));

/** What stands between each update and its gradient, by the way that most parameters take. */
export function kitsOf(roles: TableRoles, gradients: readonly GradientRole[]): Kit[] {
  const own = new Map(gradients.map(({ parameter, series }) => [parameter, series]));
  const direct = gradients
    .filter((role) => isScalar(roles, role))
    .map((role) => ({ role, ways: memoriesOf(roles, role) }));
  // A memory belongs to the parameter whose gradient it reads, whoever reads it.
  const votes = new Map<string, number>();
  for (const { ways } of direct) {
    for (const key of ways.keys()) votes.set(key, (votes.get(key) ?? 0) + 1);
  }
  const usual = [...votes].filter(([, count]) => count * 2 > gradients.length).map(([key]) => key);
  const readers = new Map<Series, GradientRole[]>();
  for (const { role, ways } of direct) {
    for (const series of ways.values()) readers.set(series, [...(readers.get(series) ?? []), role]);
  }
  return direct.map(({ role, ways }) => {
    const partners = new Map<string, Series>([['gradient', own.get(role.parameter) as Series]]);
    for (const key of usual) {
      const read = ways.get(key);
      const form = formOf(roles, direct, key);
      const fits = read !== undefined && formIn(roles, read) === form;
      const shared = read !== undefined && (readers.get(read)?.length ?? 0) > 1;
      if (fits && !shared) partners.set(key, read);
      else {
        const mine = fits && readsGradient(roles, read, role.series) ? read : undefined;
        const other = mine ?? memoryLike(roles, form, role.series) ?? (shared ? undefined : read);
        if (other !== undefined) partners.set(key, other);
      }
    }
    return {
      parameter: role.parameter,
      name: role.name,
      update: newValuesOf(roles, role),
      partners,
    };
  });
}

/** Blocks of array formulas have updates of their own kind, judged by their gradients alone. */
const isScalar = ({ table }: TableRoles, { parameter }: GradientRole) =>
  parameter.cells.every(
    (id) => id === nowhere || table.book.cellOf(table.book.anchorOf(id)).array === undefined,
  );

/** The parameter, or the column of new values that it repeats. */
function newValuesOf(
  { table }: TableRoles,
  { parameter }: Pick<GradientRole, 'parameter'>,
): Series {
  const cell = parameter.cells[middleStep({ table })];
  const update = exists(cell) ? updateOf(table.book, cell) : undefined;
  return (update === undefined ? undefined : table.seriesOf(update)) ?? parameter;
}

/** Columns between an update and its gradient: an optimizer's memory, and what is made of it. */
function memoriesOf(roles: TableRoles, role: GradientRole): Map<string, Series> {
  const { table } = roles;
  const found = new Map<string, Series>();
  const visit = (series: Series, key: string, depth: number): void => {
    const usual = table.usualOf(series);
    const cell = series.cells[middleStep(roles)];
    if (usual === undefined || !exists(cell) || depth > 3) return;
    for (const [i, node] of cellsRead(usual.node).entries()) {
      const read = readBy(table, cell, node)?.series;
      if (read === undefined || read === role.parameter || read === series) continue;
      if (read === role.series || isParameter(roles, read) || [...found.values()].includes(read))
        continue;
      const isMemory = readsAnyGradient(roles, read) || readsGradient(roles, read, role.series);
      if (table.usualOf(read) === undefined || !isMemory) continue;
      found.set(`${key} ${i}`, read);
      visit(read, `${key} ${i}`, depth + 1);
    }
  };
  visit(newValuesOf(roles, role), 'memory', 0);
  return found;
}

const isParameter = ({ parameters }: TableRoles, series: Series) =>
  parameters.some((each) => each.series === series);

function readsAnyGradient(roles: TableRoles, series: Series): boolean {
  const { table } = roles;
  const usual = table.usualOf(series);
  const cell = series.cells[middleStep(roles)];
  if (usual === undefined || !exists(cell)) return false;
  // Its own earlier value, and a formula of the way back.
  const read = cellsRead(usual.node).flatMap((node) => readBy(table, cell, node)?.series ?? []);
  return read.includes(series);
}

function readsGradient(roles: TableRoles, series: Series, gradient: Series): boolean {
  const usual = roles.table.usualOf(series);
  const cell = series.cells[middleStep(roles)];
  if (usual === undefined || !exists(cell)) return false;
  return cellsRead(usual.node).some((node) => readBy(roles.table, cell, node)?.series === gradient);
}

const formIn = ({ table }: TableRoles, series: Series): string | undefined => {
  const usual = table.usualOf(series);
  return usual && signatureOf(usual.node);
};

/** The form that most memories at one place of the updates have. */
function formOf(
  roles: TableRoles,
  direct: readonly { readonly ways: ReadonlyMap<string, Series> }[],
  key: string,
): string | undefined {
  const votes = new Map<string, number>();
  for (const { ways } of direct) {
    const read = ways.get(key);
    const form = read && formIn(roles, read);
    if (form !== undefined) votes.set(form, (votes.get(form) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** What a kit has, for a gradient that no update leads to: its memories are those that read it. */
export function kitLike(
  roles: TableRoles,
  like: Kit,
  { parameter, series, name }: GradientRole,
): Kit {
  const partners = new Map([['gradient', series]]);
  for (const [key, memory] of like.partners) {
    const own = key === 'gradient' ? undefined : memoryLike(roles, formIn(roles, memory), series);
    if (own !== undefined) partners.set(key, own);
  }
  return { parameter, name, update: parameter, partners };
}

/** The memory of this form that reads this gradient, whoever reads it. */
const memoryLike = (roles: TableRoles, form: string | undefined, gradient: Series) =>
  roles.table.series.find(
    (series) =>
      form !== undefined &&
      formIn(roles, series) === form &&
      readsGradient(roles, series, gradient) &&
      readsAnyGradient(roles, series),
  );
