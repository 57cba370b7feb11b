import type { Scalar } from '../value.ts';

/**
 * A formula as a tree. References are kept as they stand to the formula's own cell, so that one
 * tree serves a whole column whose formulas were filled down.
 */
export type Node =
  | { readonly kind: 'constant'; readonly value: Exclude<Scalar, null>; readonly text: string }
  /** An argument that was left out: `IF(A1,,3)`. */
  | { readonly kind: 'nothing' }
  | CellNode
  | RangeNode
  /** A defined name, or a parameter of LET or LAMBDA. */
  | { readonly kind: 'name'; readonly name: string }
  /** `A1#`: the block that the array formula in a cell fills. */
  | { readonly kind: 'spill'; readonly anchor: CellNode }
  /** An operator in front (`-`, `+`, `@`) or behind (`%`). */
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Node }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Node;
      readonly right: Node;
    }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Node[] }
  /** `LAMBDA(x, body)`, called or not. */
  | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Node }
  | { readonly kind: 'apply'; readonly lambda: Node; readonly arguments: readonly Node[] }
  /** `{1,2;3,4}` */
  | { readonly kind: 'array'; readonly rows: readonly (readonly Node[])[] }
  /** What cannot be read: another workbook, `A1:INDEX(…)`. `what` names it. */
  | { readonly kind: 'unknown'; readonly what: string };

/** One end of a reference: a row or column number, counted from the formula's own cell unless fixed. */
export interface Axis {
  readonly by: number;
  readonly fixed: boolean;
}

export interface CellNode {
  readonly kind: 'cell';
  /** Undefined for the formula's own sheet. */
  readonly sheet: string | undefined;
  readonly row: Axis;
  readonly column: Axis;
}

export interface RangeNode {
  readonly kind: 'range';
  readonly sheet: string | undefined;
  /** Undefined for whole columns. */
  readonly rows: readonly [Axis, Axis] | undefined;
  /** Undefined for whole rows. */
  readonly columns: readonly [Axis, Axis] | undefined;
}

/** A row or column as it is for a formula at `from`. */
export function resolve({ by, fixed }: Axis, from: number): number {
  return fixed ? by : from + by;
}

/** The trees directly below, in order. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'call':
      return node.arguments;
    case 'apply':
      return [node.lambda, ...node.arguments];
    case 'lambda':
      return [node.body];
    case 'array':
      return node.rows.flat();
    default:
      return [];
  }
}

/** The same tree with other trees directly below. */
export function withChildren(node: Node, children: readonly Node[]): Node {
  switch (node.kind) {
    case 'unary':
      return { ...node, operand: children[0]! };
    case 'binary':
      return { ...node, left: children[0]!, right: children[1]! };
    case 'call':
      return { ...node, arguments: children };
    case 'apply':
      return { ...node, lambda: children[0]!, arguments: children.slice(1) };
    case 'lambda':
      return { ...node, body: children[0]! };
    case 'array': {
      const width = node.rows[0]?.length ?? 0;
      return { ...node, rows: node.rows.map((_, i) => children.slice(i * width, (i + 1) * width)) };
    }
    default:
      return node;
  }
}
