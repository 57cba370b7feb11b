import type { Sample } from '../network/samples.ts';
import { mathOf } from './layers/kinds.ts';
import { rowOf } from './rows.ts';
import { outputsOf, type Trace } from './trace.ts';
import { overflowToNaN } from './vectors.ts';

/** The backward pass of one row: the gradients of its sample. */
export function backward(
  { network, layers, rows }: Trace,
  row: number,
  { inputs, targets }: Sample,
): void {
  const { loss } = network;
  const at = { row, rows };
  /** Of layer l, what the next one reads of its values. */
  const outputs = (l: number, values: Float64Array) =>
    outputsOf(network.layers[l]!, rowOf(values, row, rows));
  const last = layers.length - 1;
  const { activation, gradActivation } = layers[last]!;
  const a = outputs(last, activation);
  const dA = outputs(last, gradActivation);
  for (let j = 0; j < a.length; j++) dA[j] = loss.slope(targets[j]!, a[j]!);
  overflowToNaN(dA);
  const { net } = loss;
  const collapsed = net && ((j: number, each: number) => net.value(targets[j]!, each));
  for (let l = last; l >= 0; l--) {
    const [layer, before] = [network.layers[l]!, layers[l - 1]];
    const x = before ? outputs(l - 1, before.activation) : inputs;
    const dx = before ? outputs(l - 1, before.gradActivation) : null;
    mathOf(layer).backward(layer, layers[l]!, at, x, dx, l === last ? collapsed : null);
  }
}
