import type { Node } from '../../../sheet/formula/node.ts';
import type { Slip } from '../../report.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { cellsRead, readBy, signatureOf } from '../../slips/signature.ts';
import type { Series } from '../../table/table.ts';
import type { Finding } from '../finding.ts';
import { type Kit, kitsOf, middleStep } from './kits.ts';
import { differing, type Member, ruleOf } from './rule.ts';

/**
 * Compares the updates of all parameters with the rule that most of them follow, and likewise the
 * optimizers' memories. A formula that is off is told with the rule as it would read there.
 */
export function judgeUpdates(roles: TableRoles, gradients: readonly GradientRole[]): Finding[] {
  const kits = kitsOf(roles, gradients);
  if (kits.length < 2) return [];
  const findings: Finding[] = [];
  const families = new Map<string, { kit: Kit; series: Series }[]>();
  for (const kit of kits) {
    for (const [key, series] of [['update', kit.update] as const, ...kit.partners]) {
      if (key === 'gradient') continue;
      families.set(key, [...(families.get(key) ?? []), { kit, series }]);
    }
  }
  for (const [key, members] of families) {
    const rule = ruleOf(roles, members);
    if (rule === undefined) continue;
    for (const member of members) {
      if (member === rule) continue;
      const finding = compared(roles, rule, member, key);
      if (finding !== undefined) findings.push(finding);
    }
  }
  return findings;
}

function compared(
  roles: TableRoles,
  rule: Member,
  member: Member,
  key: string,
): Finding | undefined {
  const steps = Array.from({ length: roles.table.steps }, (_, step) => step);
  const { wrong, node } = differing(roles, rule, member, steps);
  if (wrong.length === 0 || node === undefined) return undefined;
  const usual = roles.table.usualOf(member.series);
  return {
    series: member.series,
    role: 'update',
    slip: usual === undefined ? 'never updated' : slipBetween(roles, usual.node, node, member),
    symbol: key === 'update' ? member.kit.name : roles.nameOf(member.series),
    wrong,
    node,
    edit: undefined,
    causes: [],
    notes: [],
  };
}

/** What a formula has otherwise than the rule. */
function slipBetween(roles: TableRoles, actual: Node, right: Node, { series, kit }: Member): Slip {
  const { table } = roles;
  const cell = series.cells[middleStep(roles)]!;
  const reads = (node: Node) => cellsRead(node).map((each) => readBy(table, cell, each));
  const [has, wants] = [reads(actual), reads(right)];
  if (actual.kind === 'cell') return 'never updated';
  const same = signatureOf(actual) === signatureOf(right);
  if (same) {
    const off = wants.findIndex(
      (each, i) => each?.series !== has[i]?.series || each?.step !== has[i]?.step,
    );
    if (off < 0) return 'rate';
    if (wants[off]?.series === has[off]?.series) return 'wrong step';
    const followed = wants[off]?.series;
    const isKit = followed !== undefined && [...kit.partners.values()].includes(followed);
    return isKit ? 'wrong gradient' : 'wrong reference';
  }
  const unsigned = (node: Node) => signatureOf(node).replace(/[-+()]/g, '');
  if (unsigned(actual) === unsigned(right)) return 'sign';
  const numbers = (node: Node) => signatureOf(node).replace(/\d+(\.\d+)?/g, '0');
  if (numbers(actual) === numbers(right)) return 'wrong constant';
  const size = (node: Node) => signatureOf(node).length;
  if (size(actual) < size(right)) {
    const rates = wants.filter((each) => each === undefined).length;
    return rates > has.filter((each) => each === undefined).length || has.length === wants.length
      ? 'rate'
      : 'missing factor';
  }
  return size(actual) > size(right) ? 'extra factor' : 'wrong operator';
}
