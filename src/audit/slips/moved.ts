import { type Axis, childrenOf, type Node, withChildren } from '../../sheet/formula/node.ts';

interface Spot {
  readonly row: number;
  readonly column: number;
}

/** A formula of one cell as it must be written in another one to read the same cells. */
export function moved(node: Node, from: Spot, to: Spot): Node {
  const axis = (each: Axis, by: number): Axis =>
    each.fixed ? each : { ...each, by: each.by + by };
  const [down, right] = [from.row - to.row, from.column - to.column];
  if (node.kind === 'cell') {
    return { ...node, row: axis(node.row, down), column: axis(node.column, right) };
  }
  if (node.kind === 'range') {
    return {
      ...node,
      rows: node.rows && [axis(node.rows[0], down), axis(node.rows[1], down)],
      columns: node.columns && [axis(node.columns[0], right), axis(node.columns[1], right)],
    };
  }
  const children = childrenOf(node);
  return children.length === 0
    ? node
    : withChildren(
        node,
        children.map((each) => moved(each, from, to)),
      );
}

/** A formula with one of the cells it reads taken from the step before or after, in each possible way. */
export function shiftedBy(
  root: Node,
  { down, right }: { readonly down: number; readonly right: number },
): Node[] {
  const found: Node[] = [];
  const visit = (node: Node, put: (node: Node) => Node): void => {
    if (node.kind === 'cell') {
      for (const sign of [-1, 1]) {
        const row = { ...node.row, by: node.row.by + sign * down };
        const column = { ...node.column, by: node.column.by + sign * right };
        found.push(put({ ...node, row, column }));
      }
    }
    const children = childrenOf(node);
    for (const [i, child] of children.entries()) {
      visit(child, (changed) =>
        put(
          withChildren(
            node,
            children.map((each, j) => (i === j ? changed : each)),
          ),
        ),
      );
    }
  };
  visit(root, (node) => node);
  return found;
}
