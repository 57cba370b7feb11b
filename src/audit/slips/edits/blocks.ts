import type { Axis, CellNode, Node, RangeNode } from '../../../sheet/formula/node.ts';
import type { StepTable } from '../../table/table.ts';
import { binary, number } from './build.ts';
import { type Edit, places } from './edit.ts';
import { local, unaryNames } from './local.ts';

/** What a formula of a block may read: a block, a cell beside the steps, a number by its name. */
export type BlockNode = RangeNode | CellNode | Extract<Node, { kind: 'name' }>;

/** Slips in formulas of whole blocks: one block for another, a turn forgotten, and what befalls any formula. */
export function* blockEditsOf(
  root: Node,
  blocks: readonly BlockNode[],
  stride: StepTable['stride'],
): Generator<Edit> {
  const hasProduct = places(root).some(({ node }) => node.kind === 'call' && node.name === 'MMULT');
  for (const left of hasProduct ? [] : blocks) {
    for (const right of blocks) {
      const product: Node = { kind: 'call', name: 'MMULT', arguments: [left, right] };
      yield { node: binary('+', product, root), slip: 'missing term', cost: 1.4 };
    }
  }
  for (const place of places(root)) {
    const { node, put } = place;
    yield* local(node, put, node === root);
    if (node.kind === 'range' && node.rows !== undefined && node.columns !== undefined) {
      const by = (each: Axis, distance: number): Axis => ({ ...each, by: each.by + distance });
      for (const sign of [-1, 1]) {
        const rows = [
          by(node.rows[0], sign * stride.down),
          by(node.rows[1], sign * stride.down),
        ] as const;
        const columns = [
          by(node.columns[0], sign * stride.right),
          by(node.columns[1], sign * stride.right),
        ] as const;
        yield { node: put({ ...node, rows, columns }), slip: 'wrong step', cost: 0.95 };
      }
      for (const block of blocks) yield { node: put(block), slip: 'wrong reference', cost: 1 };
    }
    if (node.kind === 'cell' || node.kind === 'name') {
      for (const block of blocks) yield { node: put(block), slip: 'wrong reference', cost: 1 };
    }
    if (node.kind === 'call' && node.arguments.length === 1 && unaryNames.includes(node.name)) {
      for (const name of ['SUM', 'SUMSQ']) {
        yield { node: put({ ...node, name }), slip: 'wrong function', cost: 1.1 };
      }
    }
    const one = number(1);
    yield { node: put(binary('+', one, node)), slip: 'missing term', cost: 1.25 };
    yield { node: put(binary('-', one, node)), slip: 'missing term', cost: 1.25 };
    const turned: Node = { kind: 'call', name: 'TRANSPOSE', arguments: [node] };
    yield { node: put(turned), slip: 'wrong function', cost: 1.2 };
    for (const factor of [2, 0.5]) {
      yield { node: put(binary('*', number(factor), node)), slip: 'constant factor', cost: 1.2 };
    }
    if (node.kind === 'call' && node.name === 'TRANSPOSE') continue;
    for (const block of blocks) {
      yield { node: put(binary('*', node, block)), slip: 'missing factor', cost: 1.2 };
      for (const given of [
        [block, node],
        [node, block],
      ]) {
        const product: Node = { kind: 'call', name: 'MMULT', arguments: given };
        yield { node: put(product), slip: 'missing factor', cost: 1.3 };
      }
      yield { node: put(binary('+', node, block)), slip: 'missing term', cost: 1.2 };
      yield { node: put(binary('-', node, block)), slip: 'missing term', cost: 1.2 };
      yield { node: put(binary('-', block, node)), slip: 'missing term', cost: 1.25 };
      const slope = binary('-', number(1), block);
      yield { node: put(binary('*', node, slope)), slip: 'missing factor', cost: 1.25 };
      const both = binary('*', block, slope);
      yield { node: put(binary('*', node, both)), slip: 'missing factor', cost: 1.25 };
      const square = binary('-', number(1), binary('^', block, number(2)));
      yield { node: put(binary('*', node, square)), slip: 'missing factor', cost: 1.25 };
    }
  }
}
