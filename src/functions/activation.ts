import type { AnyOpen, FunctionParameter, NumbersOf, Texts } from './parameters.ts';

/**
 * An activation function: the number, its derivative, and the same two as spreadsheet text and as
 * text for people, side by side. In the texts `{x}` stands for the net input, `{a}` for the
 * activation f(x), and the key of a parameter in braces for its value.
 */
export type ActivationRow = ScalarRow | LayerRow;

/**
 * What both kinds say. The functions are written as methods, so that a row whose keys are known is
 * also one of any keys.
 */
export interface CommonRow<Open = AnyOpen> {
  /** What may be set: a slope, say; with the values if not. */
  readonly parameters?: { readonly [Key in keyof Open]: FunctionParameter };
  /** The values f approaches at −∞ and +∞ where both are finite; null otherwise. */
  readonly bounds: readonly [lower: number, upper: number] | null;
  /** What f can come to where one end is finite; else the bounds, or all numbers. */
  reach?(p: NumbersOf<Open>): readonly [least: number, most: number];
  /** Net inputs at which f′ jumps; there a difference quotient says nothing. */
  readonly kinks: readonly number[];
  readonly cell: Texts;
  /** Why the formula of the cell is not written as the definition is; for people. */
  readonly cellRemark?: string;
  readonly symbol: Texts;
  /** The two as equations in x, for people. */
  readonly definition: Texts;
  /** One line for help and the Start sheet. */
  readonly about: string;
}

/** f of one net input. */
export interface ScalarRow<Open = AnyOpen> extends CommonRow<Open> {
  readonly kind: 'scalar';
  /** f(x). NaN in, NaN out. */
  value(x: number, p: NumbersOf<Open>): number;
  /** f′ at the net input x, where a = f(x). NaN in, NaN out, unless f′ is a constant. */
  slope(x: number, a: number, p: NumbersOf<Open>): number;
}

/**
 * f of all net inputs of a layer: each activation depends on every net input. `Shared` are the
 * numbers that its units share, one by one where the row is known.
 */
export interface LayerRow<Shared = readonly number[]> extends CommonRow {
  readonly kind: 'layer';
  /** What all units of the layer share, in the order in which it is computed. */
  readonly shared: readonly SharedText[];
  /** The numbers of `shared`, from the net inputs of the layer. */
  readonly sharedValues: (x: Float64Array) => Shared;
  /** The activation of one unit. */
  value(x: number, shared: Shared): number;
  /** ∂aⱼ/∂xⱼ. */
  readonly slope: (a: number) => number;
  /** ∂aᵢ/∂xⱼ for another unit; in the texts `{a}` is aᵢ and `{b}` is aⱼ. */
  readonly crossSlope: (a: number, other: number) => number;
  readonly cell: Texts & { readonly crossSlope: string };
  readonly symbol: Texts & { readonly crossSlope: string };
}

/** One number for a whole layer: the terms of its units, added up or compared. */
export interface SharedText {
  /** By which later texts call it. */
  readonly key: string;
  /** Header of its column; `{layer}` stands for the layer's letter. */
  readonly name: string;
  readonly meaning: string;
  readonly join: '+' | 'MAX';
  /** The term of one unit. */
  readonly cell: string;
  readonly symbol: string;
}
