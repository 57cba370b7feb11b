import { convolution } from './convolution.ts';
import { dense } from './dense.ts';
import type { Key, LayerKind } from './kind.ts';
import { recurrent } from './recurrent.ts';

/** Every kind of layer a network can have. Adding one is adding a line, and its vectors in `numeric/layers`. */
export const layerKinds = { dense, convolution, recurrent };

export type LayerKindName = keyof typeof layerKinds;
/** What a layer is that says nothing of its kind. */
export const defaultKind = 'dense' satisfies LayerKindName;
export const layerKindNames = Object.keys(layerKinds) as LayerKindName[];

/** What a description says of a layer of that kind, beside its weights and activation. */
export type OwnKeys<Name extends LayerKindName> =
  (typeof layerKinds)[Name] extends LayerKind<infer Own, infer _> ? Own : never;

/** How a layer of that kind lies over what it reads. */
export type GeometryOf<Name extends LayerKindName> =
  (typeof layerKinds)[Name] extends LayerKind<infer _, infer Geometry> ? Geometry : never;

/** The row of a kind, for geometries that nobody looks into. */
export function layerKind(name: LayerKindName): LayerKind<object, object> {
  return layerKinds[name];
}

/** The keys that a description may have for it, by their names. */
export function keysOf(name: LayerKindName): Readonly<Record<string, Key>> {
  return layerKinds[name].keys;
}
