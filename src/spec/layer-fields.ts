import {
  defaultKind,
  keysOf,
  type LayerKindName,
  layerKind,
  layerKindNames,
} from '../layers/kinds.ts';
import type { Field } from './fields.ts';

/** The places of a layer's own keys, by its kind. */
export const layerFields = Object.fromEntries(
  layerKindNames.map((name) => [name, ownFields(name)]),
) as Readonly<Record<LayerKindName, Readonly<Record<string, Field>>>>;

function ownFields(name: LayerKindName): Record<string, Field> {
  const keys = keysOf(name);
  return Object.fromEntries(
    Object.entries(keys).flatMap(([key, { type, is, example }]): [string, Field][] => {
      const path = `layers[].${key}`;
      const words = typeof type === 'string' ? {} : { oneOf: { kind: key, words: type } };
      const own: [string, Field] = [path, { is, example, ...words }];
      const isList = type === 'sizes' || type === 'numbers';
      return isList ? [own, [`${path}[]`, { is: memberOf(type), example }]] : [own];
    }),
  );
}

function memberOf(type: 'sizes' | 'numbers'): string {
  return type === 'sizes' ? 'a whole number' : 'a finite number';
}

/** The kinds whose layers have such a key. */
export function kindsWith(key: string): LayerKindName[] {
  return layerKindNames.filter((name) => Object.hasOwn(layerKind(name).keys, key));
}

/** The kind that a layer of a spec names, which need not be valid; dense if it names none. */
export function kindNamed(layer: unknown): LayerKindName {
  const named = (layer as { kind?: unknown } | null | undefined)?.kind;
  return layerKindNames.find((name) => name === named) ?? defaultKind;
}
