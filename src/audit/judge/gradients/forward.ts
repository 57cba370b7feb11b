import { nowhere } from '../../../sheet/places.ts';
import { isSame } from '../../numbers.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { filledBy } from '../../roles/states.ts';
import { forwardRepair, type Where } from '../../slips/forward.ts';
import { valueIn } from '../../slips/search.ts';
import type { Series } from '../../table/table.ts';
import { exists, type Finding } from '../finding.ts';
import { middleOf } from '../forms/reads.ts';
import type { WrongGradient } from './wrong.ts';

export function forwardFinding(
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
  const usual = book.templateOf(series.cells[steps[0]!]!);
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

/** Where no change of one formula makes all gradients right: the only one that is none of the field's. */
export function oddFinding(
  roles: TableRoles,
  odd: ReadonlySet<Series>,
  wrong: readonly WrongGradient[],
): Finding | undefined {
  const { table, samples, nameOf } = roles;
  const { book } = table;
  const anchors = new Set(
    [...odd].map(({ cells }) => book.anchorOf(cells[middleOf(samples)] ?? nowhere)),
  );
  const [anchor] = anchors;
  if (anchors.size !== 1 || anchor === undefined || anchor === nowhere) return undefined;
  const series = table.seriesOf(anchor);
  const usual = book.templateOf(anchor);
  if (series === undefined || usual === undefined) return undefined;
  const cells = series.cells.filter((id) => exists(id) && book.templateOf(id) === usual);
  return {
    series,
    role: 'forward',
    slip: 'unexplained',
    symbol: nameOf(series),
    wrong: cells.flatMap((id) => filledBy(book, id)).map((cell) => ({ cell, right: null })),
    node: undefined,
    edit: undefined,
    causes: wrong.map(({ role }) => `∂E/∂${role.name}`),
    notes: [],
  };
}
