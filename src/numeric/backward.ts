import type { Sample } from '../network/network.ts';
import { rowOf, type Trace } from './trace.ts';
import { outerProduct, overflowToNaN, transposedProduct } from './vectors.ts';

/** The backward pass of one row: the gradients of its sample. */
export function backward(
  { network, layers, rows }: Trace,
  row: number,
  { inputs, targets }: Sample,
): void {
  const { loss } = network;
  for (let l = layers.length - 1; l >= 0; l--) {
    const layer = layers[l];
    const x = l > 0 ? rowOf(layers[l - 1].activation, row, rows) : inputs;
    const a = rowOf(layer.activation, row, rows);
    const dA = rowOf(layer.gradActivation, row, rows);
    const dNet = rowOf(layer.gradNet, row, rows);
    const dW = rowOf(layer.gradWeights, row, rows);
    const isOutput = l === layers.length - 1;
    if (isOutput) {
      for (let j = 0; j < a.length; j++) dA[j] = loss.slope(targets[j], a[j]);
    } else {
      const next = layers[l + 1];
      transposedProduct(rowOf(next.weights, row, rows), rowOf(next.gradNet, row, rows), dA);
    }
    overflowToNaN(dA);
    const collapses = isOutput ? loss.net : null;
    const chain = collapses ? rowOf(layer.chainNet!, row, rows) : dNet;
    if (layer.jacobian) transposedProduct(rowOf(layer.jacobian, row, rows), dA, chain);
    else {
      const slope = rowOf(layer.slope, row, rows);
      for (let j = 0; j < a.length; j++) chain[j] = dA[j] * slope[j];
    }
    overflowToNaN(chain);
    if (collapses) {
      for (let j = 0; j < a.length; j++) dNet[j] = collapses.value(targets[j], a[j]);
      overflowToNaN(dNet);
    }
    outerProduct(dNet, x, dW);
    overflowToNaN(dW);
    if (layer.gradBiases) rowOf(layer.gradBiases, row, rows).set(dNet);
  }
}
