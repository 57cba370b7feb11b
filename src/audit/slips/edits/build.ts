import type { Node } from '../../../sheet/formula/node.ts';

export const number = (value: number): Node => ({ kind: 'constant', value, text: String(value) });
export const binary = (operator: string, left: Node, right: Node): Node => ({
  kind: 'binary',
  operator,
  left,
  right,
});
export const negative = (operand: Node): Node => ({ kind: 'unary', operator: '-', operand });
