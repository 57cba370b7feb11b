import type { LayerOf } from '../../network/network.ts';
import { activate, throughActivation } from '../activation.ts';
import { rowOf } from '../rows.ts';
import { Sums } from '../sums.ts';
import { affine, outerProduct, overflowToNaN, transposedProduct } from '../vectors.ts';
import type { LayerMath } from './layer.ts';

/**
 * net = W·x + b, a = f(net); δ = ∂E/∂a ∘ f′(net), ∂E/∂W = δ·xᵀ, ∂E/∂b = δ, ∂E/∂x = Wᵀ·δ (Nielsen,
 * Neural Networks and Deep Learning, ch. 2, BP1–BP4).
 */
export const denseMath: LayerMath<LayerOf<'dense'>> = {
  reads({ units, fanIn }, product) {
    for (let j = 0; j < units; j++) {
      for (let k = 0; k < fanIn; k++) product(j, j * fanIn + k, k, 'input');
    }
  },

  biasOf: (_layer, net) => net,

  forward({ activation }, values, at, x) {
    const { row, rows } = at;
    const net = rowOf(values.net, row, rows);
    const b = values.biases && rowOf(values.biases, row, rows);
    const W = rowOf(values.weights, row, rows);
    if (values.sums.net) {
      const sums = new Sums(net, values.sums.net, at);
      for (let i = 0; i < W.length; i++)
        sums.add(Math.floor(i / x.length), W[i]! * x[i % x.length]!);
      sums.close();
      if (b) for (let j = 0; j < net.length; j++) net[j]! += b[j]!;
    } else affine(W, x, b, net);
    overflowToNaN(net);
    activate(activation, values, at);
  },

  backward(_layer, values, at, x, dx, collapsed) {
    const { row, rows } = at;
    throughActivation(values, at, collapsed);
    const dNet = rowOf(values.gradNet, row, rows);
    const dW = rowOf(values.gradWeights, row, rows);
    outerProduct(dNet, x, dW);
    overflowToNaN(dW);
    if (values.gradBiases) rowOf(values.gradBiases, row, rows).set(dNet);
    if (!dx) return;
    const W = rowOf(values.weights, row, rows);
    if (values.sums.source) {
      const sums = new Sums(dx, values.sums.source, at);
      const columns = dx.length;
      for (let i = 0; i < W.length; i++)
        sums.add(i % columns, dNet[Math.floor(i / columns)]! * W[i]!);
      sums.close();
    } else transposedProduct(W, dNet, dx);
    overflowToNaN(dx);
  },
};
