import type { Activation } from '../functions/activations.ts';
import { type Row, rowOf } from './rows.ts';
import type { LayerTrace } from './trace.ts';
import { overflowToNaN, transposedProduct } from './vectors.ts';

/** ∂E/∂net of output j, straight from the loss. */
export type CollapsedSlope = (j: number, a: number) => number;

/** Activations and slopes of one row from its net inputs. */
export function activate(activation: Activation, layer: LayerTrace, { row, rows }: Row): void {
  const net = rowOf(layer.net, row, rows);
  const a = rowOf(layer.activation, row, rows);
  const slope = rowOf(layer.slope, row, rows);
  if (activation.kind === 'scalar') {
    for (let j = 0; j < net.length; j++) {
      a[j] = activation.value(net[j]!);
      slope[j] = activation.slope(net[j]!, a[j]!);
    }
  } else {
    const shared = rowOf(layer.shared!, row, rows);
    shared.set(activation.sharedValues(net));
    overflowToNaN(shared);
    const jacobian = rowOf(layer.jacobian!, row, rows);
    for (let j = 0; j < net.length; j++) a[j] = activation.value(net[j]!, Array.from(shared));
    for (let i = 0; i < net.length; i++) {
      slope[i] = activation.slope(a[i]!);
      for (let j = 0; j < net.length; j++) {
        jacobian[i * net.length + j] = i === j ? slope[i]! : activation.crossSlope(a[i]!, a[j]!);
      }
    }
    overflowToNaN(jacobian);
  }
  overflowToNaN(a);
  overflowToNaN(slope);
}

/** ∂E/∂net of one row from ∂E/∂a: by the chain rule, and where it collapses, as it collapses. */
export function throughActivation(
  layer: LayerTrace,
  { row, rows }: Row,
  collapsed: CollapsedSlope | null,
): void {
  const a = rowOf(layer.activation, row, rows);
  const dA = rowOf(layer.gradActivation, row, rows);
  const dNet = rowOf(layer.gradNet, row, rows);
  const chain = collapsed ? rowOf(layer.chainNet!, row, rows) : dNet;
  if (layer.jacobian) transposedProduct(rowOf(layer.jacobian, row, rows), dA, chain);
  else {
    const slope = rowOf(layer.slope, row, rows);
    for (let j = 0; j < a.length; j++) chain[j] = dA[j]! * slope[j]!;
  }
  overflowToNaN(chain);
  if (!collapsed) return;
  for (let j = 0; j < a.length; j++) dNet[j] = collapsed(j, a[j]!);
  overflowToNaN(dNet);
}
