import { outputLayer } from '../network/network.ts';
import type { Sample } from '../network/samples.ts';
import { mathOf } from './layers/kinds.ts';
import { rowOf } from './rows.ts';
import { Sums } from './sums.ts';
import { outputsOf, type Trace } from './trace.ts';
import { overflowToNaN } from './vectors.ts';

/** The forward pass of one row: net inputs, activations and their slopes, errors. */
export function forward(
  { network, layers, errors, totals, totalParts, hits, rows }: Trace,
  row: number,
  { inputs, targets }: Sample,
): void {
  const at = { row, rows };
  let x = inputs;
  for (const [l, values] of layers.entries()) {
    const layer = network.layers[l]!;
    mathOf(layer).forward(layer, values, at, x);
    x = outputsOf(layer, rowOf(values.activation, row, rows));
  }
  const { loss } = network;
  const last = layers.at(-1)!;
  const net = outputsOf(outputLayer(network), rowOf(last.net, row, rows));
  const shared = last.shared ? Array.from(rowOf(last.shared, row, rows)) : [];
  const E = rowOf(errors, row, rows);
  for (let j = 0; j < E.length; j++) E[j] = loss.value(targets[j]!, x[j]!, net[j]!, shared);
  overflowToNaN(E);
  const total = totals.subarray(row, row + 1);
  if (totalParts) {
    const sums = new Sums(total, totalParts, at);
    for (const e of E) sums.add(0, e);
    sums.close();
  } else total[0] = E.reduce((sum, e) => sum + e);
  overflowToNaN(total);
  if (hits) hits[row] = hit(loss.classes!, x, targets);
}

/** 1 if the outputs tell the class that the targets tell, 0 if not; NaN for an overflow. */
function hit(classes: 'largest' | 'half', a: Float64Array, t: Float64Array): number {
  if (a.some(Number.isNaN)) return Number.NaN;
  const right =
    classes === 'half'
      ? a.every((each, j) => each >= 0.5 === t[j]! >= 0.5)
      : a.indexOf(Math.max(...a)) === t.indexOf(Math.max(...t));
  return right ? 1 : 0;
}
