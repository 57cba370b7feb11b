import type { Activation } from '../functions/activations.ts';
import type { Sample } from '../network/network.ts';
import { type LayerTrace, rowOf, type Trace } from './trace.ts';
import { affine, overflowToNaN } from './vectors.ts';

/** The forward pass of one row: net inputs, activations and their slopes, errors. */
export function forward(
  { network, layers, errors, totals, hits, rows }: Trace,
  row: number,
  { inputs, targets }: Sample,
): void {
  let x = inputs;
  for (const [l, layer] of layers.entries()) {
    const net = rowOf(layer.net, row, rows);
    const b = layer.biases && rowOf(layer.biases, row, rows);
    affine(rowOf(layer.weights, row, rows), x, b, net);
    overflowToNaN(net);
    activate(network.layers[l].activation, layer, row, rows);
    x = rowOf(layer.activation, row, rows);
  }
  const { loss } = network;
  const last = layers[layers.length - 1];
  const net = rowOf(last.net, row, rows);
  const shared = last.shared ? Array.from(rowOf(last.shared, row, rows)) : [];
  const E = rowOf(errors, row, rows);
  for (let j = 0; j < E.length; j++) E[j] = loss.value(targets[j], x[j], net[j], shared);
  overflowToNaN(E);
  totals[row] = E.reduce((sum, e) => sum + e);
  overflowToNaN(totals.subarray(row, row + 1));
  if (hits) hits[row] = hit(loss.classes!, x, targets);
}

function activate(activation: Activation, layer: LayerTrace, row: number, rows: number): void {
  const net = rowOf(layer.net, row, rows);
  const a = rowOf(layer.activation, row, rows);
  const slope = rowOf(layer.slope, row, rows);
  if (activation.kind === 'scalar') {
    for (let j = 0; j < net.length; j++) {
      a[j] = activation.value(net[j]);
      slope[j] = activation.slope(net[j], a[j]);
    }
  } else {
    const shared = rowOf(layer.shared!, row, rows);
    shared.set(activation.sharedValues(net));
    overflowToNaN(shared);
    const jacobian = rowOf(layer.jacobian!, row, rows);
    for (let j = 0; j < net.length; j++) a[j] = activation.value(net[j], Array.from(shared));
    for (let i = 0; i < net.length; i++) {
      slope[i] = activation.slope(a[i]);
      for (let j = 0; j < net.length; j++) {
        jacobian[i * net.length + j] = i === j ? slope[i] : activation.crossSlope(a[i], a[j]);
      }
    }
    overflowToNaN(jacobian);
  }
  overflowToNaN(a);
  overflowToNaN(slope);
}

/** 1 if the outputs tell the class that the targets tell, 0 if not; NaN for an overflow. */
function hit(classes: 'largest' | 'half', a: Float64Array, t: Float64Array): number {
  if (a.some(Number.isNaN)) return Number.NaN;
  const right =
    classes === 'half'
      ? a.every((each, j) => each >= 0.5 === t[j] >= 0.5)
      : a.indexOf(Math.max(...a)) === t.indexOf(Math.max(...t));
  return right ? 1 : 0;
}
