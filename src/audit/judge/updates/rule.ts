import { childrenOf, type Node } from '../../../sheet/formula/node.ts';
import type { CellId } from '../../../sheet/places.ts';
import { isSame } from '../../numbers.ts';
import { movingStep } from '../../roles/gradients.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { valueIn } from '../../slips/search.ts';
import { rewritten } from '../../slips/signature.ts';
import type { Series } from '../../table/table.ts';
import { exists, type Finding } from '../finding.ts';
import { type Kit, middleStep } from './kits.ts';

/** One of the formulas that should all follow one rule, and whose they are. */
export type Member = { readonly kit: Kit; readonly series: Series };

/** The member whose formula most of the others have too, each with its own cells. */
export function ruleOf(roles: TableRoles, members: readonly Member[]): Member | undefined {
  let best: { member: Member; agree: number } | undefined;
  // An update that reads another's gradient is no rule, though it may be right for that other.
  const own = members.filter((member) => readsOwn(roles, member));
  for (const member of own.length > 0 ? own : members) {
    const agree = members.filter((each) => each !== member && agrees(roles, member, each)).length;
    if (best === undefined || agree > best.agree) best = { member, agree };
  }
  if (best === undefined) return undefined;
  if (best.agree === 0) return onlySound(roles, members);
  return best.agree + 1 >= members.length / 2 ? best.member : undefined;
}

/** Where all are unlike: the one that goes on from its own value by its own gradient, if no other does. */
function onlySound(roles: TableRoles, members: readonly Member[]): Member | undefined {
  const { table } = roles;
  const goOn = members.filter((member) => {
    const cell = member.series.cells[middleStep(roles)];
    const read = exists(cell) ? table.book.references(cell).map((id) => table.seriesOf(id)) : [];
    return readsOwn(roles, member) && read.includes(member.series);
  });
  const sound = goOn.length > 1 ? goOn.filter((member) => staysWithoutSlope(roles, member)) : goOn;
  // And one that has a rate before one that has none.
  const rated = sound.length > 1 ? sound.filter((member) => hasRate(roles, member)) : sound;
  return rated.length === 1 ? rated[0] : undefined;
}

/** Whether an update has a number of its own, or reads one besides the quantities that it updates by. */
function hasRate({ table }: TableRoles, { kit, series }: Member): boolean {
  const usual = table.usualOf(series);
  const cell = series.cells[middleStep({ table })];
  if (usual === undefined || !exists(cell)) return false;
  const own = new Set([kit.parameter, ...kit.partners.values()]);
  const isOther = (id: CellId) => !own.has(table.seriesOf(id) as Series);
  const hasNumber = (node: Node): boolean =>
    (node.kind === 'constant' && node.value !== 1) || childrenOf(node).some(hasNumber);
  return hasNumber(usual.node) || table.book.references(cell).some(isOther);
}

/** Whether nothing moves a quantity where its gradient, and what remembers it, are 0. */
function staysWithoutSlope(roles: TableRoles, { kit, series }: Member): boolean {
  const { table, samples } = roles;
  const { book } = table;
  const slopes = new Set(kit.partners.values());
  const usual = table.usualOf(series);
  return [...samples, middleStep(roles)].every((step) => {
    const [before, cell] = [series.cells[step - 1], series.cells[step]];
    if (usual === undefined || !exists(before) || !exists(cell)) return true;
    const { results } = book.run(usual.program, cell, (id) => {
      const read = table.seriesOf(id);
      return read !== undefined && read !== series && slopes.has(read) ? 0 : undefined;
    });
    const value = results.at(-1);
    const own = book.value(before);
    return typeof value !== 'number' || typeof own !== 'number' || isSame(value, own);
  });
}

function readsOwn({ table }: TableRoles, { kit, series }: Member): boolean {
  const cell = series.cells[middleStep({ table })];
  if (!exists(cell)) return false;
  const read = table.book.references(cell).map((id) => table.seriesOf(id));
  return [...kit.partners.values()].some((partner) => read.includes(partner));
}

function agrees(roles: TableRoles, rule: Member, member: Member): boolean {
  const moving = movingStep(roles, member.kit.parameter);
  const steps = [...new Set([...roles.samples, moving])];
  return differing(roles, rule, member, steps).wrong.length === 0;
}

/** The cells of a member that are not what the rule gives there. */
export function differing(
  roles: TableRoles,
  rule: Member,
  member: Member,
  steps: readonly number[],
): { wrong: Finding['wrong'][number][]; node: Node | undefined } {
  const { table } = roles;
  const { book } = table;
  const usual = table.usualOf(rule.series);
  const at = middleStep(roles);
  if (usual === undefined || !exists(rule.series.cells[at])) return { wrong: [], node: undefined };
  const partners = new Map<Series, Series>([[rule.kit.parameter, member.kit.parameter]]);
  for (const [key, series] of rule.kit.partners) {
    const partner = member.kit.partners.get(key);
    if (partner !== undefined) partners.set(series, partner);
  }
  const node = rewritten(
    table,
    usual.node,
    rule.series.cells[at],
    member.series.cells[at]!,
    partners,
  );
  const wrong = steps.flatMap((step) => {
    const cell = member.series.cells[step];
    // The first values are typed, the first new ones are not.
    const isTyped = step === 0 && member.series === member.kit.parameter;
    if (!exists(cell) || isTyped) return [];
    const right = valueIn(roles, node, cell);
    const value = book.value(cell);
    if (typeof value !== 'number' || right === undefined || isSame(value, right)) return [];
    return [{ cell, right }];
  });
  return { wrong, node };
}
