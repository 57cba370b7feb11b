import type { Reach } from '../layers/kind.ts';
import { layerKind } from '../layers/kinds.ts';
import type { Layer } from './network.ts';

export type { Matrix, Reach } from '../layers/kind.ts';

/** How what a layer reads and its net inputs lie; null where they stand one below the other. */
export function matricesOf({ kind, geometry }: Layer) {
  return layerKind(kind).matricesOf(geometry);
}

/** The weights of its layer that a net input depends on. */
export function reachOf({ kind, geometry }: Layer, net: number): readonly Reach[] {
  return layerKind(kind).reachOf(geometry, net);
}

/** Every product that the net inputs of a layer add up; see `LayerKind`. */
export function productsIn(
  { kind, geometry }: Layer,
  product: (net: number, weight: number, source: number | null, own?: number) => void,
): void {
  layerKind(kind).products(geometry, product);
}
