import type { Activation } from '../functions/activations.ts';
import type { Node } from '../ops/node.ts';

/**
 * How many numbers, along how many directions: `[5]` of a list, `[4, 2]` of four steps of two
 * features, `[3, 5, 5]` of three channels of a picture of 5×5. Numbers are kept flat, the last
 * direction running fastest.
 */
export type Shape = readonly [number, ...number[]];

/** The numbers in a shape. */
export const countOf = (shape: Shape): number => shape.reduce((count, n) => count * n, 1);

/** One key that a kind of layer has of its own, with the words to say what it takes. */
export interface Key {
  readonly type: 'count' | 'sizes' | 'numbers' | 'matrix' | readonly string[];
  /** The value if it is left out; a key without must be given. */
  readonly default?: unknown;
  /** Least value of a count, or of each of some sizes; 1 if left out. */
  readonly least?: number;
  /** Completes "… must be". */
  readonly is: string;
  readonly example: string;
}

/** A stretch of each row of weights that is given, or drawn, under a key of its own. */
export interface WeightBlock {
  readonly key: 'weights' | 'recurrentWeights';
  readonly columns: number;
  /** What an initialiser goes by. */
  readonly fanIn: number;
  readonly fanOut: number;
}

/** What the sizes of a layer follow from. */
export interface Sizes {
  /** Rows of weights: units that share their weights share a row; so it is with biases. */
  readonly rows: number;
  readonly blocks: readonly [WeightBlock, ...WeightBlock[]];
  /** Net inputs, and as many activations, at all places. */
  readonly units: number;
  /** What the next layer or the loss reads: the last so many activations. */
  readonly outputs: Shape;
  /** Into how many named parts the gradient of a shared weight is divided; 1 for none. */
  readonly parts: number;
  /** Columns of such parts, of all weights together. */
  readonly weightParts: number;
  /** Numbers that are given and never change: an initial state. */
  readonly constants: readonly number[];
}

/** Why a layer cannot read what comes before it, and what to do. */
export interface Misfit {
  readonly key: string | null;
  readonly says: string;
  readonly hint: string;
}

/**
 * A kind of layer: what a description says of it, how large it is, and the nodes it is made of. Its
 * backward pass follows from the graph; the same as vectors stands in `numeric/layers`, written by
 * hand.
 *
 * Methods, not fields: so a kind can be spoken to by those who do not know which it is. The geometry
 * that they pass is the one that the same kind has made.
 */
export interface LayerKind<Own, Geometry> {
  /** One line for help and the Start sheet. */
  readonly about: string;
  /** Its keys besides `kind`, `activation`, `weights` and `biases`. */
  readonly keys: { readonly [K in keyof Own]-?: Key };
  /** The keys under which its weights are given or drawn, in the order of its blocks. */
  readonly weightKeys: readonly WeightBlock['key'][];
  /** Whether every unit weighs everything before it with weights of its own. */
  readonly isFull: boolean;
  /** Whether a row of weights may be written as the window it is, row by row. */
  readonly inWindows: boolean;
  /** How it lies over what it reads, or why it cannot. */
  geometryOf(own: Own, input: Shape): Geometry | Misfit;
  sizesOf(geometry: Geometry): Sizes;
  /**
   * Every product that its net inputs add up, net input by net input: which weight, by its place in
   * the rows, and which number that the layer reads; null for one of its own, and then of which net
   * input that is the activation, where it is of one.
   */
  products(
    geometry: Geometry,
    product: (net: number, weight: number, source: number | null, own?: number) => void,
  ): void;
  /**
   * How what it reads and its net inputs lie, so that they can be drawn; null where they stand one
   * below the other.
   */
  matricesOf(geometry: Geometry): { readonly read: Matrix[]; readonly nets: Matrix[] } | null;
  /** The weights of the layer that a net input depends on, itself or through its own units. */
  reachOf(geometry: Geometry, net: number): readonly Reach[];
  /** Its shape in words: `3 units`, `2 filters of 3×3 → 2×3×3`. */
  shapeText(geometry: Geometry): string;
  nodesOf(layer: BuiltLayer<Geometry>, place: LayerPlace, sources: readonly Node[]): LayerNodes;
}

/** Numbers in rows and columns: which one stands where. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly at: (row: number, column: number) => number;
}

/** Weights of one row, or of every one, from one column up to but not including another. */
export interface Reach {
  /** Null: every row. */
  readonly row: number | null;
  readonly from: number;
  readonly to: number;
}

export const isMisfit = (made: object): made is Misfit => 'says' in made;

/** A layer with its numbers, as far as its nodes depend on them. */
export interface BuiltLayer<Geometry> {
  readonly geometry: Geometry;
  readonly activation: Activation;
  readonly biases: unknown;
}

/** The nodes of one layer. */
export interface LayerNodes {
  /** Weights in the order of their numbers, then biases. */
  readonly parameters: readonly Node[];
  /** Numbers that are given and never change: an initial state. */
  readonly constants?: readonly Node[];
  /** What is computed together, stage by stage, in the order of the columns. */
  readonly blocks: readonly NodeBlock[];
  /** The same blocks in the order in which gradients flow back; as above if left out. */
  readonly back?: readonly NodeBlock[];
  /** What the next layer, or the loss, reads. */
  readonly outputs: readonly Node[];
  /** The net input of each output. */
  readonly nets: readonly Node[];
  /** What the units share, by the keys of the activation's texts. */
  readonly shared: Readonly<Record<string, Node>>;
  /** Where gradients of shared weights have named parts: to which one a net input belongs. */
  readonly partOf?: (net: Node) => number;
}

/** Stages of a computation: each reads from those before it. */
export type NodeBlock = readonly (readonly Node[])[];

/** Where a layer stands in its network, and what its quantities are called there. */
export interface LayerPlace {
  /** Counted from 0: the address of its quantities. */
  readonly index: number;
  /** `h`, `h2`, `o`. */
  readonly letter: string;
  /** `h1`, `h2_3`, `o1`. */
  readonly unitName: (unit: number) => string;
  /** How many weights and biases the layers before it have. */
  readonly weightsBefore: number;
  readonly biasesBefore: number;
}
