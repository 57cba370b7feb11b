import { graphOf } from '../model/graph.ts';
import type { Network } from '../network/network.ts';
import { type Ref, ref, refKey } from '../network/ref.ts';
import { type Formula, f, rewritten } from '../ops/formula.ts';
import { errorQuantities, layerQuantities } from './forward.ts';

/** One cell of a forward pass in which one parameter is moved. */
export interface MovedQuantity {
  readonly ref: Ref;
  readonly formula: Formula;
}

/** By how much the parameter of a row is moved: a hole that the check fills with its own column. */
export const STEP_WIDTH = ref('stepWidth');

/**
 * The whole forward pass, from net inputs to E_total, with one parameter moved by the step width
 * to one side: `(w1+Δ)*i1+w2*i2`. What the check computes a gradient from, without the chain rule.
 */
export function movedForward(
  network: Network,
  parameter: Ref,
  side: 'plus' | 'minus',
): MovedQuantity[] {
  const moved = side === 'plus' ? f`(${parameter}+${STEP_WIDTH})` : f`(${parameter}-${STEP_WIDTH})`;
  const key = refKey(parameter);
  const graph = graphOf(network);
  const forward = network.layers.flatMap((_, l) => layerQuantities(graph, l));
  return [...forward, ...errorQuantities(graph)].map(({ ref: self, formula }) => ({
    ref: self,
    formula: rewritten(formula, (hole) => (refKey(hole.ref) === key ? moved : undefined)),
  }));
}
