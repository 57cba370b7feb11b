import { type CellNode, childrenOf, type Node, withChildren } from '../../../sheet/formula/node.ts';
import type { CellId } from '../../../sheet/places.ts';
import type { Slip } from '../../report.ts';
import type { Series, StepTable } from '../../table/table.ts';

/** A formula that differs from another one by one slip. */
export interface Edit {
  /** The formula after the change. */
  readonly node: Node;
  /** What was wrong before it. */
  readonly slip: Slip;
  /** How far-fetched it is: of two changes that are right, the cheaper one is told. */
  readonly cost: number;
  /** For a reference put in place of another: which, and how often. */
  readonly swap?: { readonly from: CellNode; readonly to: CellNode; readonly times: number };
}

/** What a formula may be changed with. */
export interface Material {
  readonly table: StepTable;
  /** A cell with the formula, in the middle of the table. */
  readonly at: CellId;
  /** Quantities of the steps that it could have read. */
  readonly series: readonly Series[];
  /** Cells outside the steps: rates, inputs that stand once. */
  readonly constants: readonly CellId[];
  /** How many steps before its own the formula's numbers stand: 1 of an update that holds its gradient. */
  readonly back?: number;
}

/**
 * What a subtree would have to be for the formula to be right, where that can be told: changes that
 * miss it need not be tried.
 */
export interface Probe {
  valueOf(node: Node): number | undefined;
  /** Undefined where the formula is not linear in the subtree. */
  wanted(place: PlaceIn): number | undefined;
}

/** A cell that the formula could read instead, and what it holds. */
export interface Readable {
  readonly node: CellNode;
  readonly value: number | undefined;
}

/** A subtree of a formula. */
export interface PlaceIn {
  readonly node: Node;
  /** Whether the whole formula is linear in this place. */
  readonly linear: boolean;
  /** The whole formula with another tree in this place. */
  readonly put: (node: Node) => Node;
}

/** Every subtree of a formula, the formula itself first. */
export function places(root: Node): PlaceIn[] {
  const found: PlaceIn[] = [];
  const visit = (node: Node, put: (node: Node) => Node, linear: boolean): void => {
    found.push({ node, put, linear });
    const children = childrenOf(node);
    for (const [i, child] of children.entries()) {
      visit(
        child,
        (changed) =>
          put(
            withChildren(
              node,
              children.map((each, j) => (i === j ? changed : each)),
            ),
          ),
        linear && isLinear(node, i),
      );
    }
  };
  visit(root, (node) => node, true);
  return found;
}

function isLinear(node: Node, child: number): boolean {
  if (node.kind === 'unary') return true;
  if (node.kind === 'call') return node.name === 'SUM' || node.name === 'AVERAGE';
  if (node.kind !== 'binary') return false;
  return '+-*'.includes(node.operator) || (node.operator === '/' && child === 0);
}

/** Whether a value is certainly not the one wanted. */
export const misses = (value: number | undefined, wanted: number | undefined): boolean =>
  value !== undefined &&
  wanted !== undefined &&
  Math.abs(value - wanted) > 1e-5 * Math.max(Math.abs(value), Math.abs(wanted));
