import * as z from 'zod';
import type { Key } from '../layers/kind.ts';
import {
  defaultKind,
  keysOf,
  type LayerKindName,
  layerKind,
  layerKindNames,
} from '../layers/kinds.ts';
import { defaults } from './defaults.ts';
import { kindNamed } from './layer-fields.ts';
import { flatten } from './nested.ts';
import { byValue, choice, matrix, nested, numbers, orDrawn } from './schema-values.ts';
import type { LayerSpec } from './spec.ts';

const sizes = (least: number) => {
  const size = z.number().int().min(least);
  return byValue(
    (value): z.ZodType<number[]> =>
      Array.isArray(value) ? z.array(size).min(1) : size.transform((one) => [one]),
  );
};

const keyTypes: Readonly<
  Record<Exclude<Key['type'], readonly string[]>, (least: number) => z.ZodType>
> = {
  count: (least) => z.number().int().min(least),
  sizes,
  numbers: () => numbers,
  matrix: () => matrix,
};

function ownKey({ type, least = 1, default: usual }: Key): z.ZodType {
  const schema = typeof type === 'string' ? keyTypes[type](least) : z.enum(type);
  return usual === undefined ? schema : schema.optional().transform((given) => given ?? usual);
}

/** The weights of a filter may be written as the window they are. */
const windows = z.array(
  nested.transform((filter) => (Array.isArray(filter) ? flatten(filter).numbers : [filter])),
);

function layerOf(kind: LayerKindName) {
  const { weightKeys, inWindows } = layerKind(kind);
  const weights = Object.fromEntries(
    weightKeys.map((key) => [key, orDrawn(inWindows ? windows : matrix)]),
  );
  const own = Object.fromEntries(
    Object.entries(keysOf(kind)).map(([key, row]) => [key, ownKey(row)]),
  );
  const all = z.strictObject({
    kind: z.enum(layerKindNames).optional(),
    ...own,
    activation: choice<LayerSpec['activation']>('layers[].activation').default(defaults.activation),
    ...weights,
    biases: orDrawn(numbers)
      .optional()
      .transform((given) => given ?? null),
  });
  // A layer without a kind is dense, and so a dense layer is written without.
  return all.transform(({ kind: given, ...rest }) =>
    given === defaultKind || !given ? rest : { kind: given, ...rest },
  );
}

const layersByKind = Object.fromEntries(
  layerKindNames.map((name) => [name, layerOf(name)]),
) as Readonly<Record<LayerKindName, ReturnType<typeof layerOf>>>;

/** The kind decides which keys there are; that the result is a layer of it is beyond what types say here. */
export const layerSchema = byValue(
  (value) => layersByKind[kindNamed(value)] as unknown as z.ZodType<LayerSpec>,
);
