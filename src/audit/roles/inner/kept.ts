import { childrenOf, type Node } from '../../../sheet/formula/node.ts';
import type { CellId } from '../../../sheet/places.ts';
import { cellOf } from '../../slips/signature.ts';
import type { Series } from '../../table/table.ts';
import { forwardSeries } from '../forward.ts';
import type { TableRoles } from '../roles.ts';
import { isGiven } from '../walk.ts';

/** What of a formula is its own earlier values, by whatever constants: `w + 0.9·(w − w_before)`. */
export function keptIn(
  roles: TableRoles,
  id: CellId | undefined,
  own: ReadonlySet<number>,
): number | undefined {
  const { table } = roles;
  const { book } = table;
  const template = id === undefined ? undefined : book.templateOf(id);
  if (id === undefined || template === undefined) return undefined;
  const forward = forwardSeries(roles);
  const isOwn = (node: Node): boolean => {
    const reads = readsIn(node);
    if (reads === undefined) return false;
    const series = reads.flatMap((read) => {
      const found = table.seriesOf(read);
      return found === undefined ? [] : [{ read, found }];
    });
    return (
      series.some(({ found }) => own.has(found.index)) &&
      series.every(({ read, found }) => own.has(found.index) || isSetting(read, found))
    );
  };
  const isSteady = (node: Node): boolean =>
    readsIn(node)?.every((read) => {
      const found = table.seriesOf(read);
      return found === undefined || isSetting(read, found);
    }) ?? false;
  /** A rate that is typed into every step. */
  const isSetting = (read: CellId, found: Series) => !forward.has(found) && isGiven(table, read);
  const kept = partOf(template.node, isOwn, isSteady);
  if (kept === undefined) return undefined;
  const value = book.run(book.compile(kept), id).results.at(-1);
  return typeof value === 'number' ? value : undefined;

  /** The cells that a part of the formula reads; undefined where it reads whole ranges. */
  function readsIn(node: Node): CellId[] | undefined {
    if (['range', 'spill', 'lambda', 'apply', 'unknown'].includes(node.kind)) return undefined;
    const read = cellOf(table, id as CellId, node);
    let all: CellId[] = read === undefined ? [] : [read];
    for (const child of childrenOf(node)) {
      const below = readsIn(child);
      if (below === undefined) return undefined;
      all = [...all, ...below];
    }
    return all;
  }
}

/** The sum of those terms of a formula that are of a kind; undefined if there is none. */
function partOf(
  node: Node,
  isWanted: (node: Node) => boolean,
  isSteady: (node: Node) => boolean,
): Node | undefined {
  if (isWanted(node)) return node;
  const within = (child: Node) => partOf(child, isWanted, isSteady);
  if (node.kind === 'unary') {
    const inner = within(node.operand);
    return inner && { ...node, operand: inner };
  }
  if (node.kind === 'call' && node.name === 'SUM') {
    const inner = node.arguments.flatMap((each) => within(each) ?? []);
    return inner.length === 0 ? undefined : { ...node, arguments: inner };
  }
  if (node.kind !== 'binary') return undefined;
  const { operator, left, right } = node;
  if (operator === '+' || operator === '-') {
    const [first, second] = [within(left), within(right)];
    if (first === undefined || second === undefined) {
      return second === undefined || operator === '+'
        ? (first ?? second)
        : { kind: 'unary', operator: '-', operand: second };
    }
    return { ...node, left: first, right: second };
  }
  if (operator !== '*' && operator !== '/') return undefined;
  if (isSteady(right)) {
    const inner = within(left);
    return inner && { ...node, left: inner };
  }
  if (operator === '/' || !isSteady(left)) return undefined;
  const inner = within(right);
  return inner && { ...node, right: inner };
}
