import type { Ref } from '../ref.ts';
import type { Formula } from './formula.ts';

/**
 * One quantity of a model: a number that is given, a parameter, or what an operation makes of other
 * quantities. A model is a graph of these; layers of any kind differ only in the nodes they make.
 */
export interface Node {
  /** Its address, and nothing but that: what it is follows from `op` and `args`. */
  readonly ref: Ref;
  /** What its column is called: `a_h1`. */
  readonly name: string;
  /** What it is, in words. */
  readonly meaning: string;
  readonly op: Op;
  /** What it is computed from; gradients flow back to these. */
  readonly args: readonly Node[];
  /** What its formula also reads, by the keys of its text: no gradient flows through these. */
  readonly aside: Readonly<Record<string, Node>>;
}

/**
 * How a quantity is computed, and how it changes with each of its arguments. `Self` says what nodes
 * it needs, where it is not any. Methods, so that an operation can be asked through any node.
 */
export interface Op<Self extends Node = Node> {
  /** Its formula. */
  text(self: Self): Formula;
  /** ∂self/∂args[k]. */
  slope(self: Self, k: number): Slope;
}

/** A quantity that is computed from one other. */
export interface UnaryNode extends Node {
  readonly args: readonly [Node];
}

/**
 * A slope that is 1 or another quantity is written out where it is used; one that is a formula gets
 * a column of its own. 0 for an argument that changes nothing.
 */
export type Slope = 0 | 1 | Node | Formula;

export function isFormula(slope: Slope): slope is Formula {
  return typeof slope === 'object' && 'cell' in slope;
}

export type NodeOptions<Self extends Node = Node> = Pick<Node, 'ref' | 'name' | 'meaning'> &
  Partial<Pick<Self, 'args' | 'aside'>>;

export function node<Self extends Node>(
  op: Op<Self>,
  { args = [], aside = {}, ...rest }: NodeOptions<Self>,
): Node {
  return { ...rest, op, args, aside };
}

/** The holes of a text that speaks of these nodes by key. */
export function holesOf(nodes: Readonly<Record<string, Node>>): Record<string, Ref> {
  return Object.fromEntries(Object.entries(nodes).map(([key, { ref }]) => [key, ref]));
}
