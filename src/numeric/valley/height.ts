import type { Layer, Network } from '../../network/network.ts';
import type { Ref } from '../../ref.ts';
import { forwardPass, type Pass } from '../check/pass.ts';

/** A value of both trained parameters. */
export type Point = readonly [first: number, second: number];

/** What the network makes of all samples where two of its parameters have other values. */
export interface Height {
  readonly point: Point;
  /** One a sample. */
  readonly passes: readonly Pass[];
  /** The mean of E_total over all samples; NaN for an overflow. */
  readonly loss: number;
}

/** The height of the valley at a point: a forward pass of every sample. */
export function heightAt(network: Network, axes: readonly [Ref, Ref], point: Point): Height {
  const moved = { ...network, layers: network.layers.map((layer, l) => movedLayer(layer, l)) };
  const passes = network.samples.map((sample) => forwardPass({ ...moved, ...sample }));
  const sum = passes.reduce((total, pass) => total + pass.total, 0);
  return { point, passes, loss: Number.isFinite(sum) ? sum / passes.length : Number.NaN };

  function movedLayer(layer: Layer, l: number): Layer {
    const [weights, biases] = [layer.weights.slice(), layer.biases?.slice() ?? null];
    for (const [k, { kind, layer: of, unit, input }] of axes.entries()) {
      if (of !== l) continue;
      if (kind === 'weight') weights[unit * layer.fanIn + input] = point[k]!;
      else biases![unit] = point[k]!;
    }
    return { ...layer, weights, biases };
  }
}
