import { isSame } from '../../numbers.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { moved } from '../../slips/moved.ts';
import type { Finding } from '../finding.ts';
import { lookedAt, unexplained, type WrongGradient } from './wrong.ts';

/** Pairs of columns of which each holds what belongs into the other. */
export function swappedFindings(roles: TableRoles, wrong: readonly WrongGradient[]): Finding[] {
  const { table, factor } = roles;
  const { book } = table;
  const isOf = ({ role }: WrongGradient, other: WrongGradient) =>
    lookedAt(roles, wrong, new Set([role])).every((step) => {
      const value = Number(book.value(role.series.cells[step]!));
      const truth = factor * roles.truth(other.role.parameter, step);
      return isSame(value, truth) && truth !== 0;
    });
  return wrong.flatMap((one): Finding[] => {
    const other = wrong.find((each) => each !== one && isOf(one, each) && isOf(each, one));
    if (other === undefined) return [];
    const cellOf = ({ role }: WrongGradient) => role.series.cells[one.steps[0]!]!;
    const [from, to] = [cellOf(other), cellOf(one)];
    const template = book.templateOf(from);
    const node = template && moved(template.node, book.placeOf(from), book.placeOf(to));
    return [{ ...unexplained(roles, wrong, one.role), slip: 'swapped columns', node }];
  });
}
