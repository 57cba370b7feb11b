import { isMisfit, type Misfit, type Shape, type Sizes } from '../layers/kind.ts';
import { defaultKind, type LayerKindName, layerKind } from '../layers/kinds.ts';
import type { LayerSpec, Spec } from './spec.ts';

/** One layer with all its sizes; nothing in the size of the network is allocated. */
export interface ShapedLayer extends Sizes {
  /** As it is described. */
  readonly spec: LayerSpec;
  readonly kind: LayerKindName;
  /** What its kind makes of it; nobody else looks into it. */
  readonly geometry: object;
  /** `3 units` */
  readonly shapeText: string;
}

export type Unshaped = Pick<Spec, 'inputs' | 'inputShape' | 'layers'>;

/** The layer that cannot read what comes before it, and why. */
export interface LayerMisfit extends Misfit {
  readonly layer: number;
}

/** The sizes of all layers, each from those before it; or what does not fit. */
export function shapeLayers({ inputs, inputShape, layers }: Unshaped): ShapedLayer[] | LayerMisfit {
  let input: Shape = inputShape ?? [inputs.length];
  const shaped: ShapedLayer[] = [];
  for (const [layer, spec] of layers.entries()) {
    const kind = kindOf(spec);
    const row = layerKind(kind);
    const geometry = row.geometryOf(spec, input);
    if (isMisfit(geometry)) return { ...geometry, layer };
    const sizes = row.sizesOf(geometry);
    shaped.push({ spec, kind, geometry, shapeText: row.shapeText(geometry), ...sizes });
    input = sizes.outputs;
  }
  return shaped;
}

/** As above, of a spec that is known to fit. */
export function shapesOf(spec: Unshaped): ShapedLayer[] {
  const shaped = shapeLayers(spec);
  if ('says' in shaped) throw new Error(shaped.says);
  return shaped;
}

export const kindOf = ({ kind }: { readonly kind?: LayerKindName }): LayerKindName =>
  kind ?? defaultKind;

/** Weights of one row. */
export const fanInOf = ({ blocks }: Sizes): number =>
  blocks.reduce((sum, { columns }) => sum + columns, 0);
