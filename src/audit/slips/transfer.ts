import type { Node } from '../../sheet/formula/node.ts';
import { nowhere } from '../../sheet/places.ts';
import { isSame } from '../numbers.ts';
import type { Slip } from '../report.ts';
import { forwardSeries } from '../roles/forward.ts';
import type { TableRoles } from '../roles/roles.ts';
import type { Series } from '../table/table.ts';
import type { Edit } from './edits/edit.ts';
import { partnersOf, partsOf } from './partners.ts';
import {
  cellsRead,
  type Operand,
  type Partners,
  readBy,
  rewritten,
  signatureOf,
} from './signature.ts';

/**
 * A sibling's formula with this column's cells in place of the sibling's, if that gives what is
 * needed. It finds what a single change cannot: a whole path that was left out.
 */
export function transferred(
  roles: TableRoles,
  series: Series,
  steps: readonly number[],
  needs: readonly number[],
): Edit | undefined {
  const { table } = roles;
  const { book } = table;
  const at = series.cells[steps[0]!]!;
  const own = book.templateOf(at);
  if (own === undefined) return undefined;
  const size = Math.max(...needs.map(Math.abs));
  const fits = (node: Node) => {
    const program = book.compile(node);
    return steps.every((step, i) => {
      const { results } = book.run(program, series.cells[step]!);
      const value = results[results.length - 1];
      return typeof value === 'number' && isSame(value, needs[i]!, size);
    });
  };
  const forward = forwardSeries(roles);
  const maps = unitMaps(roles, forward, steps[0]!);
  for (const sibling of table.series) {
    const from = sibling.cells[steps[0]!]!;
    if (sibling === series || from === nowhere || forward.has(sibling)) continue;
    const usual = table.usualOf(sibling);
    if (usual === undefined || roles.states.has(from) || book.templateOf(from) !== usual) continue;
    if (cellsRead(usual.node).length < 2) continue;
    for (const partners of [new Map(), ...maps]) {
      const node = rewritten(table, usual.node, from, at, partners);
      if (fits(node)) return { node, slip: slipBetween(own.node, node), cost: 1.5 };
      const mended = withOneMore(roles, series, node, at, fits);
      if (mended !== undefined)
        return { node: mended, slip: slipBetween(own.node, mended), cost: 1.6 };
    }
  }
  return undefined;
}

/** More pairs of units than this are not compared. */
const mostPairs = 60;

/** For pairs of siblings of the way forward, what stands to one as what to the other. */
export function unitMaps(
  roles: TableRoles,
  forward: ReadonlySet<Series>,
  step: number,
  isWanted: (other: Series) => boolean = () => true,
): Partners[] {
  const units = [...forward].filter(({ cells }) => !roles.states.has(cells[step]!));
  const groups = partsOf(roles, forward);
  const found = new Map<string, Partners>();
  let pairs = 0;
  for (const one of units) {
    for (const other of units) {
      if (!isWanted(other) || !alike(roles, one, other) || ++pairs > mostPairs) continue;
      const partners = partnersOf(groups, one, other);
      found.set([...partners].map(pairName).sort().join(), partners);
    }
  }
  return [...found.values()];
}

const pairName = (pair: readonly Operand[]) =>
  pair.map((each) => (typeof each === 'object' ? `${each.index}` : `cell ${each}`)).join();

/** The formula with one quantity it reads replaced by one that this column's formula reads. */
function withOneMore(
  roles: TableRoles,
  series: Series,
  node: Node,
  at: number,
  fits: (node: Node) => boolean,
): Node | undefined {
  const { table } = roles;
  const own = table.usualOf(series);
  if (own === undefined) return undefined;
  const seriesIn = (each: Node) => [
    ...new Set(cellsRead(each).flatMap((read) => readBy(table, at, read)?.series ?? [])),
  ];
  const mine = seriesIn(own.node);
  for (const read of seriesIn(node)) {
    if (mine.includes(read)) continue;
    for (const other of mine) {
      const changed = rewritten(table, node, at, at, new Map([[read, other]]));
      if (fits(changed)) return changed;
    }
  }
  return undefined;
}

function alike({ table }: TableRoles, one: Series, other: Series): boolean {
  if (one === other) return false;
  const [left, right] = [table.usualOf(one), table.usualOf(other)];
  return (
    left !== undefined && right !== undefined && signatureOf(left.node) === signatureOf(right.node)
  );
}

/** What the wrong formula has less or more than the right one. */
export function slipBetween(wrong: Node, right: Node): Slip {
  const count = (node: Node, operators: RegExp) =>
    (signatureOf(node).match(operators) ?? []).length;
  const terms = count(right, /[+]/g) - count(wrong, /[+]/g);
  const factors = count(right, /[*/]/g) - count(wrong, /[*/]/g);
  if (terms > 0) return 'missing term';
  if (terms < 0) return 'extra term';
  if (factors > 0) return 'missing factor';
  return factors < 0 ? 'extra factor' : 'wrong reference';
}
