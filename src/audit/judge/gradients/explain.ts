import { forwardSeries } from '../../roles/forward.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { blockRepair, hasBlocks } from '../../slips/blocks.ts';
import { likenessGained } from '../../slips/likeness.ts';
import type { Series } from '../../table/table.ts';
import type { Finding } from '../finding.ts';
import { oddForward } from '../forms/odd.ts';
import { unreadForward } from '../forms/unread.ts';
import { backwardFinding } from './backward.ts';
import { choose } from './choose.ts';
import { forwardFinding, oddFinding } from './forward.ts';
import { suspectsOf } from './suspects.ts';
import { swappedFindings } from './swapped.ts';
import { lookedAt, unexplained, type WrongGradient } from './wrong.ts';

/**
 * Which formulas are to blame for wrong gradients. A formula that explains several at once comes
 * before one for each; the smallest change that makes all right is the slip.
 */
export function explain(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  wrong: readonly WrongGradient[],
): Finding[] {
  if (wrong.length === 0) return [];
  const found: Finding[] = [];
  const all = new Set(wrong.map(({ role }) => role));
  // A formula that is none of the field's is to blame before any that is.
  const odd = oddForward(roles);
  if (hasBlocks(roles, gradients)) {
    const steps = lookedAt(roles, wrong, all);
    const forward = forwardSeries(roles);
    for (const isSuspect of [
      (series: Series) => odd.has(series),
      (series: Series) => !forward.has(series),
      (series: Series) => forward.has(series),
    ]) {
      const block = blockRepair(roles, gradients, steps, isSuspect);
      if (block !== undefined) return [block];
    }
  }
  const unread = unreadForward(roles, gradients);
  const lacks = unread.series.size + unread.constants.size > 0;
  for (const where of [
    ...(lacks && odd.size > 0 ? [{ read: unread, among: odd }] : []),
    ...(lacks ? [{ read: unread }] : []),
    ...(odd.size > 0 ? [{ among: odd }] : []),
  ]) {
    const forward = forwardFinding(roles, gradients, wrong, lookedAt(roles, wrong, all), where);
    if (forward !== undefined) return [forward];
  }
  const swapped = swappedFindings(roles, gradients, wrong);
  found.push(...swapped.findings);
  let open: ReadonlySet<GradientRole> = new Set(
    [...all].filter((role) => !swapped.explained.has(role)),
  );
  while (open.size > 0) {
    const steps = lookedAt(roles, wrong, open);
    const choice = choose(roles, suspectsOf(roles, gradients, open, steps), open, steps);
    if (choice === undefined) break;
    found.push(backwardFinding(roles, gradients, wrong, choice));
    open = new Set([...open].filter((role) => !choice.suspect.covers.has(role)));
  }
  for (const role of open) found.push(unexplained(roles, wrong, role));
  const named = found.filter(({ edit }) => edit !== undefined);
  if (swapped.findings.length > 0 && named.length === found.length) return found;
  const gains = named.map((finding) => gainOf(roles, finding));
  const allNamed = named.length === found.length;
  const unlike = new Set(named.map(({ slip }) => slip)).size > 1;
  if (allNamed && odd.size === 0 && !unlike && named.length === 1) return found;
  // Formulas that come to look like their siblings' were the odd ones.
  if (allNamed && gains.every((gain) => gain > 1.5)) return found;
  const forward =
    forwardFinding(roles, gradients, wrong, lookedAt(roles, wrong, all)) ??
    (allNamed ? undefined : oddFinding(roles, odd, wrong));
  if (forward === undefined) return found;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / Math.max(1, gains.length);
  // One change of the way forward says more than several unlike ones of the way back.
  return !allNamed || unlike || gainOf(roles, forward) > Math.max(0.9, mean + 0.4)
    ? [forward]
    : found;
}

/** How much more like its siblings a formula is once it is mended. */
function gainOf(roles: TableRoles, { series, node }: Finding): number {
  const usual = roles.table.usualOf(series);
  return usual === undefined || node === undefined
    ? 0
    : likenessGained(roles, series, usual.node, node);
}
