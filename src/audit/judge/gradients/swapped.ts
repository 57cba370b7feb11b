import { isSame } from '../../numbers.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { moved } from '../../slips/moved.ts';
import type { Finding } from '../finding.ts';
import { meets } from '../forms/nets.ts';
import { backwardFinding } from './backward.ts';
import { type Suspect, suspectsOf } from './suspects.ts';
import { lookedAt, type WrongGradient } from './wrong.ts';

/**
 * Pairs of columns of which each holds what belongs into the other: gradients, or links of two chains
 * that lead to them. A pair that explains more gradients comes first, and of two alike the one nearer
 * to the updates.
 */
export function swappedFindings(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  wrong: readonly WrongGradient[],
): { readonly findings: Finding[]; readonly explained: ReadonlySet<GradientRole> } {
  const { table } = roles;
  const { book } = table;
  const all = new Set(wrong.map(({ role }) => role));
  const steps = lookedAt(roles, wrong, all);
  const suspects = suspectsOf(roles, gradients, all, steps);
  const holds = ({ series }: Suspect, { needs }: Suspect) =>
    needs.some((need) => need !== 0) &&
    steps.every((step, i) => {
      const value = book.value(series.cells[step]!);
      return typeof value === 'number' && isSame(value, needs[i]!);
    });
  const pairs = suspects.flatMap((one, i) =>
    suspects.slice(i + 1).flatMap((other) => {
      const isPair = !meets(one.covers, other.covers) && holds(one, other) && holds(other, one);
      return isPair ? [{ one, other }] : [];
    }),
  );
  type Pair = (typeof pairs)[number];
  const size = ({ one, other }: Pair) => one.covers.size + other.covers.size;
  const isBare = ({ one, other }: Pair) =>
    [one, other].some(({ series }) => table.usualOf(series)?.node.kind === 'cell');
  const order = ({ one, other }: Pair) =>
    [one, other].reduce((sum, { series }) => sum + book.order(series.cells[steps[0]!]!), 0);
  pairs.sort(
    (a, b) => size(b) - size(a) || Number(isBare(a)) - Number(isBare(b)) || order(b) - order(a),
  );
  const explained = new Set<GradientRole>();
  const findings = pairs.flatMap((pair): Finding[] => {
    const covered = [...pair.one.covers, ...pair.other.covers];
    if (covered.some((role) => explained.has(role))) return [];
    for (const role of covered) explained.add(role);
    return [findingOf(pair.one, pair.other), findingOf(pair.other, pair.one)];
  });
  return { findings, explained };

  function findingOf(suspect: Suspect, other: Suspect): Finding {
    const [from, to] = [other, suspect].map(({ series }) => series.cells[steps[0]!]!);
    const template = book.templateOf(from!);
    const node = template && moved(template.node, book.placeOf(from!), book.placeOf(to!));
    const edit = node && { node, slip: 'swapped columns' as const, cost: 1 };
    return backwardFinding(roles, gradients, wrong, { suspect, edit, steps });
  }
}
