import type { Ref } from '../network/ref.ts';
import type { Formula } from '../ops/formula.ts';

/** What a quantity is to the reader; the theme gives each role one tint. */
export type Role =
  | 'input'
  | 'target'
  | 'update'
  | 'weight'
  | 'forward'
  | 'error'
  | 'gradient'
  | 'diagnosis';

/** One column of the training table: a quantity, defined once. */
export interface Quantity {
  readonly ref: Ref;
  readonly role: Role;
  /** Title of the band of columns it belongs to. */
  readonly band: string;
  /**
   * What row 0 holds where it differs: a typed number that a reader may change, the number 0, or
   * another formula.
   */
  readonly first: 'typed' | 'zero' | Formula | null;
  /** The formula of every (later) row. */
  readonly formula: Formula;
  /**
   * How the selected step and sample show it: by its formula; or, of what belongs to a step and
   * not to a sample, as the table has it.
   */
  readonly of: 'sample' | 'step';
  /** The update by itself, where `formula` also says in which rows it happens. */
  readonly update?: Formula;
}
