import type { Layer } from '../../network/network.ts';
import { dense } from './dense.ts';
import type { LayerMath } from './layer.ts';

const kinds: { readonly [K in Layer['kind']]: LayerMath<Extract<Layer, { kind: K }>> } = { dense };

/** How a layer of that kind computes. */
export function mathOf<L extends Layer>({ kind }: L): LayerMath<L> {
  // The table pairs every kind with its own layers.
  return kinds[kind] as unknown as LayerMath<L>;
}
