import type { Layer } from '../../network/network.ts';
import { convolutionMath } from './convolution.ts';
import { denseMath } from './dense.ts';
import type { LayerMath } from './layer.ts';
import { recurrentMath } from './recurrent.ts';

const kinds: { readonly [K in Layer['kind']]: LayerMath<Extract<Layer, { kind: K }>> } = {
  dense: denseMath,
  convolution: convolutionMath,
  recurrent: recurrentMath,
};

/** How a layer of that kind computes. */
export function mathOf<L extends Layer>({ kind }: L): LayerMath<L> {
  // The table pairs every kind with its own layers.
  return kinds[kind] as unknown as LayerMath<L>;
}
