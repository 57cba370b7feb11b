import { isSame } from '../../numbers.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import { updatesOf } from '../../roles/inner/inner.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { findEdit } from '../../slips/search.ts';
import { exists, type Finding } from '../finding.ts';

/**
 * Updates that go up the loss, by a rate times the gradient: the sign that makes them go down. Where
 * all of them do no other update tells of it.
 */
export function uphillUpdates(roles: TableRoles, gradients: readonly GradientRole[]): Finding[] {
  return gradients.flatMap((role): Finding[] => {
    const updates = updatesOf(roles, role.parameter);
    const moves = updates === undefined ? [] : movesOf(roles, role, updates.cells);
    const [first] = moves;
    if (updates === undefined || first === undefined || moves.length < 2) return [];
    const rate = first.by / first.gradient;
    // Only what moves by the gradient itself tells which way it goes.
    const isPlain = moves.every(({ by, gradient, size }) => isSame(by, rate * gradient, size));
    if (rate * roles.factor <= 0 || !isPlain) return [];
    const steps = moves.map(({ step }) => step);
    const needs = moves.map(({ before, by }) => before - by);
    const edit = findEdit(roles, updates, steps.slice(0, 5), needs.slice(0, 5));
    return [
      {
        series: updates,
        role: 'update',
        slip: 'sign',
        symbol: role.name,
        wrong: moves.map(({ cell, before, by }) => ({ cell, right: before - by })),
        node: edit?.node,
        edit: undefined,
        causes: [],
        notes: ['It goes up the loss.'],
      },
    ];
  });
}

/** By how much each update moves a parameter, where its gradient is not 0. */
function movesOf({ table }: TableRoles, role: GradientRole, cells: readonly number[]) {
  const { book } = table;
  return cells.flatMap((cell, step) => {
    const ids = [role.parameter.cells[step], role.series.cells[step]];
    if (!exists(cell) || !ids.every(exists)) return [];
    const [before, gradient] = ids.map((id) => book.value(id));
    const after = book.value(cell);
    if (typeof before !== 'number' || typeof gradient !== 'number' || typeof after !== 'number')
      return [];
    const [by, size] = [after - before, Math.abs(before)];
    return Math.abs(gradient) < 1e-6 ? [] : [{ step, cell, before, by, gradient, size }];
  });
}
