import type { Loss } from '../functions/losses.ts';
import { worded } from './formula.ts';
import { holesOf, type Node, type Op, type UnaryNode } from './node.ts';

interface ErrorNode extends UnaryNode {
  readonly aside: UnaryNode['aside'] & { readonly t: Node };
}

/**
 * The error of one output. Its argument is the activation; aside stand the target `t`, the net
 * input `x` and what the outputs share, which some losses are computed from.
 */
export function error(loss: Loss): Op<ErrorNode> {
  const value = { cell: loss.cell.value, symbol: loss.symbol.value };
  const slope = { cell: loss.cell.slope, symbol: loss.symbol.slope };
  return {
    text: ({ args: [a], aside }) => worded(value, { a: a.ref, ...holesOf(aside) }),
    slope: ({ args: [a], aside }) => worded(slope, { a: a.ref, t: aside.t.ref }),
  };
}
