import type { Layer } from '../../network/network.ts';
import { convolution } from './convolution.ts';
import { dense } from './dense.ts';
import type { LayerMath } from './layer.ts';
import { recurrent } from './recurrent.ts';

const kinds: { readonly [K in Layer['kind']]: LayerMath<Extract<Layer, { kind: K }>> } = {
  dense,
  convolution,
  recurrent,
};

/** How a layer of that kind computes. */
export function mathOf<L extends Layer>({ kind }: L): LayerMath<L> {
  // The table pairs every kind with its own layers.
  return kinds[kind] as unknown as LayerMath<L>;
}
