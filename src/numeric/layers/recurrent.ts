import type { LayerOf } from '../../network/network.ts';
import { rowOf } from '../rows.ts';
import { Sums, sumsIn } from '../sums.ts';
import { overflowToNaN } from '../vectors.ts';
import type { LayerMath } from './layer.ts';

/**
 * net(t) = W·x(t) + U·a(t − 1) + b, a(t) = f(net(t)). Backpropagation through time: δ(t) =
 * (∂E/∂a(t) from above + Uᵀ·δ(t + 1)) ∘ f′(net(t)); ∂E/∂W = Σ δ(t)·x(t)ᵀ, ∂E/∂U = Σ δ(t)·a(t − 1)ᵀ,
 * ∂E/∂b = Σ δ(t) (Werbos 1990; Goodfellow et al., Deep Learning, § 10.2.2). A row of weights is that
 * of W, then that of U.
 */
export const recurrentMath: LayerMath<LayerOf<'recurrent'>> = {
  reads({ geometry, fanIn }, product) {
    const { units, steps, features } = geometry;
    for (let t = 0; t < steps; t++) {
      for (let j = 0; j < units; j++) {
        const net = t * units + j;
        for (let k = 0; k < features; k++) {
          product(net, j * fanIn + k, t * features + k, 'input');
        }
        for (let k = 0; k < units; k++) {
          const weight = j * fanIn + features + k;
          if (t > 0) product(net, weight, (t - 1) * units + k, 'own');
          else if (geometry.state) product(net, weight, k, 'state');
        }
      }
    }
  },

  biasOf: ({ geometry }, net) => net % geometry.units,

  forward({ geometry, activation, fanIn }, values, { row, rows }, x) {
    const { units, steps, features, state } = geometry;
    const net = rowOf(values.net, row, rows);
    const a = rowOf(values.activation, row, rows);
    const slope = rowOf(values.slope, row, rows);
    const W = rowOf(values.weights, row, rows);
    const b = values.biases && rowOf(values.biases, row, rows);
    const nets = sumsIn(net, values.sums.net, { row, rows });
    if (activation.kind !== 'scalar') throw new Error('a recurrent layer of joint units');
    for (let t = 0; t < steps; t++) {
      for (let j = 0; j < units; j++) {
        const at = t * units + j;
        for (let k = 0; k < features; k++) nets.add(at, W[j * fanIn + k]! * x[t * features + k]!);
        for (let k = 0; k < units; k++) {
          const before = t > 0 ? a[(t - 1) * units + k] : state?.[k];
          if (before !== undefined) nets.add(at, W[j * fanIn + features + k]! * before);
        }
        nets.close(at);
        net[at] = finite(b ? net[at]! + b[j]! : net[at]!);
        a[at] = finite(activation.value(net[at]));
        slope[at] = finite(activation.slope(net[at], a[at]));
      }
    }
  },

  backward(layer, values, { row, rows }, x, dx, collapsed) {
    const { geometry, fanIn } = layer;
    if (collapsed) throw new Error('a recurrent layer does not collapse with the loss');
    const { units, steps, features, state, output } = geometry;
    const a = rowOf(values.activation, row, rows);
    const slope = rowOf(values.slope, row, rows);
    const W = rowOf(values.weights, row, rows);
    const dA = rowOf(values.gradActivation, row, rows);
    const dNet = rowOf(values.gradNet, row, rows);
    const dW = rowOf(values.gradWeights, row, rows);
    const db = values.gradBiases && rowOf(values.gradBiases, row, rows);
    const partsOfW = values.partWeights && rowOf(values.partWeights, row, rows);
    const partsOfB = values.partBiases && rowOf(values.partBiases, row, rows);
    dW.fill(0);
    db?.fill(0);
    for (let t = steps - 1; t >= 0; t--) {
      for (let k = 0; k < units; k++) {
        const at = t * units + k;
        // From above there is something for the steps that are given on.
        let sum = output === 'every' || t === steps - 1 ? dA[at]! : 0;
        if (t < steps - 1) {
          for (let j = 0; j < units; j++) {
            sum += dNet[(t + 1) * units + j]! * W[j * fanIn + features + k]!;
          }
        }
        dA[at] = finite(sum);
        dNet[at] = finite(dA[at] * slope[at]!);
      }
      for (let j = 0; j < units; j++) {
        const delta = dNet[t * units + j]!;
        for (let k = 0; k < fanIn; k++) {
          const recurrent =
            t > 0 ? a[(t - 1) * units + k - features]! : (state?.[k - features] ?? 0);
          const part = delta * (k < features ? x[t * features + k]! : recurrent);
          if (partsOfW) partsOfW[(t * units + j) * fanIn + k] = finite(part);
          dW[j * fanIn + k]! += part;
        }
        if (partsOfB) partsOfB[t * units + j] = delta;
        if (db) db[j]! += delta;
      }
    }
    // The parts of a long sequence run with it, not back through it.
    if (values.sums.weight) {
      const ofWeights = new Sums(dW, values.sums.weight, { row, rows });
      recurrentMath.reads(layer, (net, weight) => {
        ofWeights.add(weight, partsOfW![Math.floor(net / units) * dW.length + weight]!);
      });
      ofWeights.close();
    }
    if (db && values.sums.bias) {
      const ofBiases = new Sums(db, values.sums.bias, { row, rows });
      for (const [net, delta] of dNet.entries()) ofBiases.add(net % units, delta);
      ofBiases.close();
    }
    overflowToNaN(dW);
    if (db) overflowToNaN(db);
    if (!dx) return;
    const ofSources = sumsIn(dx, values.sums.source, { row, rows });
    recurrentMath.reads(layer, (net, weight, source, of) => {
      if (of === 'input') ofSources.add(source, dNet[net]! * W[weight]!);
    });
    ofSources.close();
    overflowToNaN(dx);
  },
};

const finite = (x: number) => (Number.isFinite(x) ? x : Number.NaN);
