import { isSame } from '../../numbers.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { forwardRepair, type Where } from '../../slips/forward.ts';
import { valueIn } from '../../slips/search.ts';
import { exists, type Finding } from '../finding.ts';
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
