import { childrenOf, type Node } from '../../../sheet/formula/node.ts';
import type { CellId } from '../../../sheet/places.ts';
import { isSame } from '../../numbers.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { movingStep } from '../../roles/way.ts';
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
  const pure = own.filter((member) => !readsAnother(roles, member, members));
  for (const member of pure.length > 0 ? pure : own.length > 0 ? own : members) {
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
  // A memory fades without its slope, whichever it is.
  const staying = goOn.filter((member) => staysWithoutSlope(roles, member));
  const sound = goOn.length > 1 && staying.length > 0 ? staying : goOn;
  // And one that has a rate before one that has none, and one that goes down before one that climbs.
  const rated = sound.length > 1 ? sound.filter((member) => hasRate(roles, member)) : sound;
  const down = rated.length > 1 ? rated.filter((member) => goesDown(roles, member)) : rated;
  const usual = down.length > 1 ? down.filter((member) => isUsualRule(roles, member)) : down;
  return usual.length === 1 ? usual[0] : undefined;
}

/** Functions that activations have, and no optimizer. */
const functionsOfUnits = ['EXP', 'LN', 'TANH', 'SIN', 'COS'];

function isUsualRule({ table }: TableRoles, { series }: Member): boolean {
  const isUsual = (node: Node): boolean =>
    !(node.kind === 'call' && functionsOfUnits.includes(node.name)) &&
    childrenOf(node).every(isUsual);
  const usual = table.usualOf(series);
  return usual !== undefined && isUsual(usual.node);
}

/** Whether a parameter moves against its gradient, all steps together. */
function goesDown({ table, factor }: TableRoles, { kit }: Member): boolean {
  const gradient = kit.partners.get('gradient');
  const value = (id: CellId | undefined) =>
    exists(id) ? Number(table.book.value(id)) : Number.NaN;
  let climbed = 0;
  for (let step = 0; step + 1 < table.steps; step++) {
    const [before, after] = [kit.parameter.cells[step], kit.parameter.cells[step + 1]];
    const by = (value(after) - value(before)) * value(gradient?.cells[step]);
    if (Number.isFinite(by)) climbed += by * Math.sign(factor);
  }
  return climbed < 0;
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

/** Whether a formula reads its parameter's gradient, or a memory of it other than itself. */
function readsOwn(roles: TableRoles, { kit, series }: Member): boolean {
  const read = seriesRead(roles, series);
  return [...kit.partners.values()].some((partner) => partner !== series && read.has(partner));
}

/** Whether it reads what belongs to another parameter. */
function readsAnother(roles: TableRoles, member: Member, members: readonly Member[]): boolean {
  const own = new Set(member.kit.partners.values());
  const read = seriesRead(roles, member.series);
  return members.some(({ kit }) =>
    [...kit.partners.values()].some((partner) => !own.has(partner) && read.has(partner)),
  );
}

function seriesRead({ table }: TableRoles, { cells }: Series): Set<Series> {
  const cell = cells[middleStep({ table })];
  if (!exists(cell)) return new Set();
  return new Set(table.book.references(cell).flatMap((id) => table.seriesOf(id) ?? []));
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
    if (typeof value !== 'number' || right === undefined) return [];
    // What is left of a parameter that passes through 0 is rounding.
    const before = member.series.cells[step - 1];
    const size = exists(before) ? Math.abs(Number(book.value(before))) : 0;
    if (isSame(value, right, Number.isFinite(size) ? size : 0)) return [];
    return [{ cell, right }];
  });
  return { wrong, node };
}
