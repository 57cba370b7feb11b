import type { LayerOf } from '../../network/network.ts';
import { activate, throughActivation } from '../activation.ts';
import { rowOf } from '../rows.ts';
import { sumsIn } from '../sums.ts';
import { overflowToNaN } from '../vectors.ts';
import type { LayerMath } from './layer.ts';

type Convolution = LayerOf<'convolution'>;

/**
 * net[f, p] = b[f] + Σ W[f, c, i, j]·x[c, p·stride + (i, j) − padding]; with δ = ∂E/∂net,
 * ∂E/∂W[f, c, i, j] is the sum of δ[f, p] times what the weight read at p, over all places p, and
 * ∂E/∂x the sum over all windows that read x (Dumoulin and Visin, A guide to convolution arithmetic,
 * 2016; Goodfellow et al., Deep Learning, § 9.5).
 */
export const convolutionMath: LayerMath<Convolution> = {
  reads(layer, product) {
    const { output } = layer.geometry;
    const places = output[0] * output[1];
    eachTap(layer, (weight, place, source, filter) => {
      product(filter * places + place, weight, source, 'input');
    });
  },

  biasOf({ geometry: { output } }, net) {
    return Math.floor(net / (output[0] * output[1]));
  },

  forward(layer, values, at, x) {
    const { row, rows } = at;
    const net = rowOf(values.net, row, rows);
    const W = rowOf(values.weights, row, rows);
    const b = values.biases && rowOf(values.biases, row, rows);
    const places = net.length / layer.geometry.filters;
    const nets = sumsIn(net, values.sums.net, at);
    eachTap(layer, (weight, place, source, filter) => {
      nets.add(filter * places + place, W[weight]! * x[source]!);
    });
    nets.close();
    if (b) for (let j = 0; j < net.length; j++) net[j]! += b[Math.floor(j / places)]!;
    overflowToNaN(net);
    activate(layer.activation, values, at);
  },

  backward(layer, values, at, x, dx, collapsed) {
    const { row, rows } = at;
    throughActivation(values, at, collapsed);
    const dNet = rowOf(values.gradNet, row, rows);
    const W = rowOf(values.weights, row, rows);
    const dW = rowOf(values.gradWeights, row, rows);
    const places = dNet.length / layer.geometry.filters;
    const ofWeights = sumsIn(dW, values.sums.weight, at);
    const ofSources = dx && sumsIn(dx, values.sums.source, at);
    eachTap(layer, (weight, place, source, filter) => {
      const delta = dNet[filter * places + place]!;
      ofWeights.add(weight, delta * x[source]!);
      ofSources?.add(source, delta * W[weight]!);
    });
    ofWeights.close();
    ofSources?.close();
    overflowToNaN(dW);
    if (dx) overflowToNaN(dx);
    if (!values.gradBiases) return;
    const db = rowOf(values.gradBiases, row, rows);
    const ofBiases = sumsIn(db, values.sums.bias, at);
    for (const [j, delta] of dNet.entries()) ofBiases.add(Math.floor(j / places), delta);
    ofBiases.close();
    overflowToNaN(db);
  },
};

/**
 * Every product of a weight and a source, by their places in the flat arrays, net input by net input;
 * zeros of padding left out.
 */
function eachTap(
  { geometry }: Convolution,
  tap: (weight: number, place: number, source: number, filter: number) => void,
): void {
  const { filters, channels, input, kernel, stride, padding, output } = geometry;
  const [height, width] = input;
  const window = channels * kernel[0] * kernel[1];
  for (let filter = 0; filter < filters; filter++) {
    for (let row = 0; row < output[0]; row++) {
      for (let column = 0; column < output[1]; column++) {
        let weight = filter * window;
        for (let channel = 0; channel < channels; channel++) {
          for (let i = 0; i < kernel[0]; i++) {
            for (let j = 0; j < kernel[1]; j++, weight++) {
              const y = row * stride[0] + i - padding[0];
              const x = column * stride[1] + j - padding[1];
              if (y < 0 || y >= height || x < 0 || x >= width) continue;
              const source = (channel * height + y) * width + x;
              tap(weight, row * output[1] + column, source, filter);
            }
          }
        }
      }
    }
  }
}
