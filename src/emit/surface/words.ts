import type { Plan } from '../../layout/plan.ts';
import { ref } from '../../ref.ts';

/** An input as an axis is titled: `x1 (i1)`, or `i1` where the data set does not name it. */
export function inputTitle({ network, names }: Plan, k: number): string {
  const { data } = network.spec;
  const symbol = names.of(ref('input', 0, k));
  const given = data?.inputNames?.[k];
  const how = data?.standardise ? 'standardised' : '';
  if (given === undefined) return how ? `${symbol}, ${how}` : symbol;
  return `${given} (${how ? `${symbol}, ${how}` : symbol})`;
}

/** An output in the same way: `y (a_o1)`. */
export function outputTitle({ network, names }: Plan, j: number): string {
  const symbol = names.of(ref('activation', network.layers.length - 1, j));
  const given = network.spec.data?.targetNames?.[j];
  return given === undefined ? symbol : `${given} (${symbol})`;
}
