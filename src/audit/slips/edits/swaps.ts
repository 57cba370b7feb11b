import {
  type CellNode,
  childrenOf,
  type Node,
  resolve,
  withChildren,
} from '../../../sheet/formula/node.ts';
import {
  type Edit,
  type Material,
  misses,
  type PlaceIn,
  type Probe,
  places,
  type Readable,
} from './edit.ts';

const sameCell = (a: Node, b: Node) => JSON.stringify(a) === JSON.stringify(b);

/** One reference for another, in one place or wherever it stands; also that of the step before. */
export function* swaps(
  root: Node,
  { table, at }: Material,
  read: readonly Readable[],
  probe: Probe,
): Generator<Edit> {
  yield* instead(root, read, probe);
  const all = places(root).filter(({ node }) => node.kind === 'cell');
  const { down, right } = table.stride;
  const shifted = (node: CellNode, steps: number): CellNode => ({
    ...node,
    row: { ...node.row, by: node.row.by + steps * down },
    column: { ...node.column, by: node.column.by + steps * right },
  });
  const here = table.book.placeOf(at);
  const exists = (node: CellNode) =>
    resolve(node.row, here.row) > 0 && resolve(node.column, here.column) > 0;
  const groups = new Map<string, PlaceIn[]>();
  for (const place of all) {
    const key = JSON.stringify(place.node);
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  for (const group of groups.values()) {
    const from = group[0]!.node as CellNode;
    const moving = !from.row.fixed || !from.column.fixed;
    const steps = moving ? [shifted(from, -1), shifted(from, 1)].filter(exists) : [];
    const wanted = group.map((place) => probe.wanted(place));
    for (const [slip, targets] of [
      ['wrong step', steps.map((node) => ({ node, value: probe.valueOf(node) }))],
      ['wrong reference', read],
    ] as const) {
      for (const { node: to, value } of targets) {
        if (sameCell(from, to)) continue;
        const styled = like(from, to, here);
        for (const [i, place] of group.entries()) {
          if (misses(value, wanted[i])) continue;
          yield { node: place.put(styled), slip, cost: 1, swap: { from, to: styled, times: 1 } };
        }
        if (group.length > 1) {
          const node = replaceAll(root, from, styled);
          yield { node, slip, cost: 1, swap: { from, to: styled, times: group.length } };
        }
      }
    }
  }
}

/** One reference in place of a defined name. */
function* instead(root: Node, read: readonly Readable[], probe: Probe): Generator<Edit> {
  for (const place of places(root)) {
    if (place.node.kind !== 'name') continue;
    const wanted = probe.wanted(place);
    for (const { node, value } of read) {
      if (!misses(value, wanted)) yield { node: place.put(node), slip: 'wrong reference', cost: 1 };
    }
  }
}

/** A reference with the dollar signs of the one it replaces, as far as they mean the same. */
function like(from: CellNode, to: CellNode, here: { row: number; column: number }): CellNode {
  if (to.row.fixed && to.column.fixed) return to;
  const column =
    from.column.fixed && !to.column.fixed && from.row.fixed === false
      ? { by: resolve(to.column, here.column), fixed: true }
      : to.column;
  return { ...to, column };
}

function replaceAll(root: Node, from: Node, to: Node): Node {
  if (sameCell(root, from)) return to;
  const children = childrenOf(root);
  if (children.length === 0) return root;
  return withChildren(
    root,
    children.map((child) => replaceAll(child, from, to)),
  );
}
