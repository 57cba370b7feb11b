import type { Chance } from './chance.ts';
import { call, minus, type Node, nodesOf, num, type Operator, replace } from './expression.ts';
import { difference, isSound, type Model, withQuantity } from './model.ts';
import type { Planted } from './slips.ts';
import { isStillRight } from './truth.ts';

const arithmetic: readonly Operator[] = ['+', '-', '*', '/'];
const functions = ['EXP', 'LN', 'SQRT', 'TANH', 'ABS'];
const judged = new Set([
  ...['gradient', 'mean gradient', 'delta', 'activation gradient', 'slope'],
  ...['weight', 'bias', 'first moment', 'second moment'],
  ...['net', 'activation', 'error', 'total'],
]);

/** What a node may turn into. */
function changesOf(node: Node, model: Model): readonly Node[] {
  switch (node.kind) {
    case 'number':
      return [0, 1, 2, 0.5, node.value + 1].filter((x) => x !== node.value).map(num);
    case 'ref':
      return [
        minus(node),
        ...model.quantities
          .filter(({ key, shape }) => key !== node.key && shape === undefined)
          .map(({ key }) => ({ ...node, key })),
      ];
    case 'op':
      return [
        node.left,
        node.right,
        ...arithmetic.filter((op) => op !== node.op).map((op) => ({ ...node, op })),
      ];
    case 'minus':
      return [node.of];
    case 'call':
      return [
        ...node.args.filter(({ kind }) => kind !== 'range'),
        ...(node.args.length === 1 && node.args[0].kind !== 'range'
          ? functions.filter((name) => name !== node.name).map((name) => call(name, ...node.args))
          : []),
      ];
    case 'range':
      return [];
  }
}

const visible = 1e-6;
/** Changes one node of one formula, drawn from all; undefined if nothing was found that shows. */
export function mutate(model: Model, chance: Chance): Planted | undefined {
  const candidates = model.quantities.filter(({ kind, formula }) => formula && judged.has(kind));
  for (let attempt = 0; attempt < 60; attempt++) {
    const quantity = chance.pick(candidates);
    const node = chance.pick(nodesOf(quantity.formula!));
    const changes = changesOf(node, model);
    if (changes.length === 0) continue;
    const formula = replace(quantity.formula!, node, chance.pick(changes));
    const changed = withQuantity(model, { ...quantity, formula });
    if (difference(model, changed, quantity.key) <= visible || !isSound(changed)) continue;
    if (isStillRight(changed, [quantity])) continue;
    return { model: changed, keys: [quantity.key] };
  }
  return undefined;
}
