import type { Node } from '../ops/node.ts';

/** The nodes of one layer. */
export interface LayerNodes {
  /** Weights in the order of their numbers, then biases. */
  readonly parameters: readonly Node[];
  /** What is computed together, stage by stage; it stands side by side in the table. */
  readonly blocks: readonly Block[];
  /** What the layer's activation is a function of, one a unit. */
  readonly nets: readonly Node[];
  /** What the units share, by the keys of the activation's texts. */
  readonly shared: Readonly<Record<string, Node>>;
  /** What the next layer, or the loss, reads. */
  readonly outputs: readonly Node[];
}

/** Stages of a computation: each reads from those before it. */
export type Block = readonly (readonly Node[])[];

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
