import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { subjectOf } from '../../table/names.ts';
import type { Finding } from '../finding.ts';
import { kitLike, kitsOf } from './kits.ts';
import { differing, ruleOf } from './rule.ts';

/** Parameters that nothing moves, though others of their kind are moved. */
export function neverUpdated(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  still: readonly GradientRole[],
): Finding[] {
  const { table } = roles;
  const kits = kitsOf(roles, gradients);
  const members = kits.map((kit) => ({ kit, series: kit.update }));
  return still.flatMap((role): Finding[] => {
    const { parameter, series: gradient, name } = role;
    const kind = kindOf(roles.nameOf(parameter));
    const isLike = kits.some((kit) => kindOf(roles.nameOf(kit.parameter)) === kind);
    const subject = subjectOf(roles.nameOf(parameter));
    const hasOwn = subject !== undefined && subjectOf(roles.nameOf(gradient)) === subject;
    if (kind === undefined || (!isLike && !hasOwn)) return [];
    const rule = ruleOf(roles, members);
    if (rule === undefined) return [];
    const kit = kitLike(roles, rule.kit, role);
    const steps = Array.from({ length: table.steps }, (_, step) => step);
    const { wrong, node } = differing(roles, rule, { kit, series: parameter }, steps);
    if (wrong.length === 0) return [];
    return [
      {
        series: parameter,
        role: 'update',
        slip: 'never updated',
        symbol: name,
        wrong,
        node,
        edit: undefined,
        causes: [],
        notes: [],
      },
    ];
  });
}

/** `b` of `b1`, `bias` of `bias 3`: what a name says besides its number. */
function kindOf(name: string): string | undefined {
  const kind = name.replace(/[\d\s_.,()]+/g, '').toLowerCase();
  return kind === '' || (/^[a-z]{1,3}\d+$/i.test(name) === false && name.length > 30)
    ? undefined
    : kind;
}
