import type { Network } from '../../network/network.ts';
import type { Ref } from '../../ref.ts';
import { forwardPass, type Pass } from '../check/pass.ts';
import { withParameter } from '../parameter.ts';

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
  const moved = axes.reduce((each, axis, k) => withParameter(each, axis, () => point[k]!), network);
  const passes = network.samples.map((sample) => forwardPass({ ...moved, ...sample }));
  const sum = passes.reduce((total, pass) => total + pass.total, 0);
  return { point, passes, loss: Number.isFinite(sum) ? sum / passes.length : Number.NaN };
}
