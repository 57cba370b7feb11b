import type { Network } from '../network/network.ts';
import type { Ref } from '../ref.ts';
import type { Names } from '../symbolic/names.ts';
import type { Quantity } from '../symbolic/quantity.ts';

/** A kind of mistake that people make in training tables: one row of the catalogue. */
export interface SlipRow {
  /** One line for help and for the teacher. */
  readonly about: string;
  /** Every way in which it can be made in a table. */
  readonly ways: (table: Sound) => readonly Way[];
}

/** A training table without mistakes. */
export interface Sound {
  readonly network: Network;
  readonly names: Names;
  /** Those that some update depends on: a mistake elsewhere would harm nobody. */
  readonly quantities: readonly Quantity[];
}

/** One mistake: what is computed otherwise, and a sentence that says so. */
export interface Way {
  readonly changed: readonly Quantity[];
  readonly says: string;
}

/** The quantities of some kinds. */
export const ofKind = (quantities: readonly Quantity[], ...kinds: readonly Ref['kind'][]) =>
  quantities.filter(({ ref }) => kinds.includes(ref.kind));

/** Other quantities of the same kind in the same layer. */
export function siblings(quantities: readonly Quantity[], { kind, layer, part, unit, input }: Ref) {
  return quantities
    .map(({ ref }) => ref)
    .filter((ref) => ref.kind === kind && ref.layer === layer && ref.part === part)
    .filter((ref) => ref.unit !== unit || ref.input !== input);
}
