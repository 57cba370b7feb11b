import type { Layer, Network } from '../network/network.ts';
import type { Ref } from '../ref.ts';

/** A network that differs in one weight or bias, which becomes what `change` makes of it. */
export function withParameter(
  network: Network,
  { kind, layer, unit, input }: Ref,
  change: (value: number) => number,
): Network {
  const changed = (values: Float64Array, i: number) => values.with(i, change(values[i]!));
  const layers = network.layers.map((each, l): Layer => {
    if (l !== layer) return each;
    return kind === 'weight'
      ? { ...each, weights: changed(each.weights, unit * each.fanIn + input) }
      : { ...each, biases: changed(each.biases!, unit) };
  });
  return { ...network, layers };
}
