import { nowhere } from '../../../sheet/book.ts';
import type { Node } from '../../../sheet/formula/node.ts';
import { isSame } from '../../numbers.ts';
import type { Slip } from '../../report.ts';
import type { GradientRole } from '../../roles/gradient-role.ts';
import { movingStep } from '../../roles/gradients.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { valueIn } from '../../slips/search.ts';
import { cellsRead, readBy, rewritten, signatureOf } from '../../slips/signature.ts';
import { subjectOf } from '../../table/names.ts';
import type { Series } from '../../table/table.ts';
import { exists, type Finding } from '../finding.ts';

/** A parameter with its gradient and the optimizer's numbers between that and its update. */
interface Kit {
  readonly parameter: Series;
  readonly name: string;
  /** The gradient, then the memories, each under the way that leads to it. */
  readonly partners: ReadonlyMap<string, Series>;
}

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
    for (const [key, series] of [['update', kit.parameter] as const, ...kit.partners]) {
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

type Member = { readonly kit: Kit; readonly series: Series };

const middleOf = ({ table }: TableRoles) =>
  Math.min(table.steps - 1, Math.max(1, Math.floor(table.steps / 2)));

/** What stands between each update and its gradient, by the way that most parameters take. */
function kitsOf(roles: TableRoles, gradients: readonly GradientRole[]): Kit[] {
  const own = new Map(gradients.map(({ parameter, series }) => [parameter, series]));
  const direct = gradients
    .filter((role) => isScalar(roles, role))
    .map((role) => ({ role, ways: memoriesOf(roles, role) }));
  // A memory belongs to the parameter whose gradient it reads, whoever reads it.
  const votes = new Map<string, number>();
  for (const { ways } of direct) {
    for (const key of ways.keys()) votes.set(key, (votes.get(key) ?? 0) + 1);
  }
  const usual = [...votes].filter(([, count]) => count * 2 > gradients.length).map(([key]) => key);
  const readers = new Map<Series, GradientRole[]>();
  for (const { role, ways } of direct) {
    for (const series of ways.values()) readers.set(series, [...(readers.get(series) ?? []), role]);
  }
  return direct.map(({ role, ways }) => {
    const partners = new Map<string, Series>([['gradient', own.get(role.parameter) as Series]]);
    for (const key of usual) {
      const read = ways.get(key);
      const form = formOf(roles, direct, key);
      const fits = read !== undefined && formIn(roles, read) === form;
      const shared = read !== undefined && (readers.get(read)?.length ?? 0) > 1;
      if (fits && !shared) partners.set(key, read);
      else {
        const mine = fits && readsGradient(roles, read, role.series) ? read : undefined;
        const other = mine ?? memoryLike(roles, form, role.series) ?? (shared ? undefined : read);
        if (other !== undefined) partners.set(key, other);
      }
    }
    return { parameter: role.parameter, name: role.name, partners };
  });
}

/** Blocks of array formulas have updates of their own kind, judged by their gradients alone. */
const isScalar = ({ table }: TableRoles, { parameter }: GradientRole) =>
  parameter.cells.every(
    (id) => id === nowhere || table.book.cellOf(table.book.anchorOf(id)).array === undefined,
  );

/** Columns between an update and its gradient: an optimizer's memory, and what is made of it. */
function memoriesOf(roles: TableRoles, role: GradientRole): Map<string, Series> {
  const { table } = roles;
  const found = new Map<string, Series>();
  const visit = (series: Series, key: string, depth: number): void => {
    const usual = table.usualOf(series);
    const cell = series.cells[middleOf(roles)];
    if (usual === undefined || !exists(cell) || depth > 3) return;
    for (const [i, node] of cellsRead(usual.node).entries()) {
      const read = readBy(table, cell, node)?.series;
      if (read === undefined || read === role.parameter || read === series) continue;
      if (read === role.series || isParameter(roles, read) || [...found.values()].includes(read))
        continue;
      const isMemory = readsAnyGradient(roles, read) || readsGradient(roles, read, role.series);
      if (table.usualOf(read) === undefined || !isMemory) continue;
      found.set(`${key} ${i}`, read);
      visit(read, `${key} ${i}`, depth + 1);
    }
  };
  visit(role.parameter, 'memory', 0);
  return found;
}

const isParameter = ({ parameters }: TableRoles, series: Series) =>
  parameters.some((each) => each.series === series);

function readsAnyGradient(roles: TableRoles, series: Series): boolean {
  const { table } = roles;
  const usual = table.usualOf(series);
  const cell = series.cells[middleOf(roles)];
  if (usual === undefined || !exists(cell)) return false;
  // Its own earlier value, and a formula of the way back.
  const read = cellsRead(usual.node).flatMap((node) => readBy(table, cell, node)?.series ?? []);
  return read.includes(series);
}

function readsGradient(roles: TableRoles, series: Series, gradient: Series): boolean {
  const usual = roles.table.usualOf(series);
  const cell = series.cells[middleOf(roles)];
  if (usual === undefined || !exists(cell)) return false;
  return cellsRead(usual.node).some((node) => readBy(roles.table, cell, node)?.series === gradient);
}

const formIn = ({ table }: TableRoles, series: Series): string | undefined => {
  const usual = table.usualOf(series);
  return usual && signatureOf(usual.node);
};

/** The form that most memories at one place of the updates have. */
function formOf(
  roles: TableRoles,
  direct: readonly { readonly ways: ReadonlyMap<string, Series> }[],
  key: string,
): string | undefined {
  const votes = new Map<string, number>();
  for (const { ways } of direct) {
    const read = ways.get(key);
    const form = read && formIn(roles, read);
    if (form !== undefined) votes.set(form, (votes.get(form) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The memory of this form that reads this gradient, whoever reads it. */
const memoryLike = (roles: TableRoles, form: string | undefined, gradient: Series) =>
  roles.table.series.find(
    (series) =>
      form !== undefined &&
      formIn(roles, series) === form &&
      readsGradient(roles, series, gradient) &&
      readsAnyGradient(roles, series),
  );

/** The member whose formula most of the others have too, each with its own cells. */
function ruleOf(roles: TableRoles, members: readonly Member[]): Member | undefined {
  let best: { member: Member; agree: number } | undefined;
  for (const member of members) {
    const agree = members.filter((each) => each !== member && agrees(roles, member, each)).length;
    if (best === undefined || agree > best.agree) best = { member, agree };
  }
  if (best === undefined || best.agree === 0) return undefined;
  return best.agree + 1 >= members.length / 2 ? best.member : undefined;
}

function agrees(roles: TableRoles, rule: Member, member: Member): boolean {
  const moving = movingStep(roles, member.kit.parameter);
  const steps = [...new Set([...roles.samples, moving])];
  return differing(roles, rule, member, steps).wrong.length === 0;
}

/** The cells of a member that are not what the rule gives there. */
function differing(
  roles: TableRoles,
  rule: Member,
  member: Member,
  steps: readonly number[],
): { wrong: Finding['wrong'][number][]; node: Node | undefined } {
  const { table } = roles;
  const { book } = table;
  const usual = table.usualOf(rule.series);
  const at = middleOf(roles);
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
    member.series.cells[at],
    partners,
  );
  const wrong = steps.flatMap((step) => {
    const cell = member.series.cells[step];
    if (!exists(cell) || step === 0) return [];
    const right = valueIn(roles, node, cell);
    const value = book.value(cell);
    if (typeof value !== 'number' || right === undefined || isSame(value, right)) return [];
    return [{ cell, right }];
  });
  return { wrong, node };
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
  const cell = series.cells[middleOf(roles)];
  const [has, wants] = [actual, right].map((node) =>
    cellsRead(node).map((each) => readBy(table, cell, each)),
  );
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

/** Parameters that nothing moves, though others of their kind are moved. */
export function neverUpdated(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  still: readonly GradientRole[],
): Finding[] {
  const { table } = roles;
  const kits = kitsOf(roles, gradients);
  const members = kits.map((kit) => ({ kit, series: kit.parameter }));
  return still.flatMap(({ parameter, series: gradient, name }): Finding[] => {
    const kind = kindOf(roles.nameOf(parameter));
    const isLike = kits.some((kit) => kindOf(roles.nameOf(kit.parameter)) === kind);
    const subject = subjectOf(roles.nameOf(parameter));
    const hasOwn = subject !== undefined && subjectOf(roles.nameOf(gradient)) === subject;
    if (kind === undefined || (!isLike && !hasOwn)) return [];
    const rule = ruleOf(roles, members);
    if (rule === undefined) return [];
    const kit: Kit = { parameter, name, partners: new Map([['gradient', gradient]]) };
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
