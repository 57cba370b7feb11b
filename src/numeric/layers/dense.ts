import type { LayerOf } from '../../network/network.ts';
import { activate, throughActivation } from '../activation.ts';
import { rowOf } from '../trace.ts';
import { affine, outerProduct, overflowToNaN, transposedProduct } from '../vectors.ts';
import type { LayerMath } from './layer.ts';

/**
 * net = W·x + b, a = f(net); δ = ∂E/∂a ∘ f′(net), ∂E/∂W = δ·xᵀ, ∂E/∂b = δ, ∂E/∂x = Wᵀ·δ (Nielsen,
 * Neural Networks and Deep Learning, ch. 2, BP1–BP4).
 */
export const dense: LayerMath<LayerOf<'dense'>> = {
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
    affine(rowOf(values.weights, row, rows), x, b, net);
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
    transposedProduct(rowOf(values.weights, row, rows), dNet, dx);
    overflowToNaN(dx);
  },
};
