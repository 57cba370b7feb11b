import { layerTitle, type Network } from '../network/network.ts';
import { parametersOf, weightsOf } from '../network/parameters.ts';
import type { Ref } from '../ref.ts';
import { mostSingleLines } from '../spec/limits.ts';

/** What one line of a chart on `Charts` follows: a parameter, or the weights of a layer by their size. */
export type Trajectory =
  | { readonly kind: 'single'; readonly parameter: Ref }
  | {
      readonly kind: 'layer';
      /** Counted from 0, of those that have parameters. */
      readonly place: number;
      readonly title: string;
      readonly parameters: readonly Ref[];
    };

/**
 * A line a weight or bias while they are few; else one a layer, because of dozens of lines nobody
 * can tell one from another.
 */
export function trajectoriesOf(network: Network): Trajectory[] {
  const all = parametersOf(network);
  if (all.length <= mostSingleLines) {
    return all.map((parameter) => ({ kind: 'single', parameter }));
  }
  return network.layers.map((layer, l) => ({
    kind: 'layer',
    place: l,
    title: layerTitle(network, l),
    parameters: weightsOf(layer, l),
  }));
}
