import {
  firstRowOfStep,
  periodOfRow,
  periodsOf,
  rowOfPeriod,
  rowOfStep,
  stepOfRow,
  type Trained,
} from '../network/batches.ts';
import type { Formula } from '../ops/formula.ts';
import type { Ref } from '../ref.ts';

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
   * The only rows that hold it; all of them if left out. What a batch comes to stands where its step
   * ends and nowhere else: a mean that ran down the rows would be a chain of formulas as long as the
   * batch, and programs that follow such chains cell by cell give up.
   */
  readonly only?: 'ends of steps' | 'ends of periods';
  /**
   * What the first of these rows holds where it differs: a typed number that a reader may change, the
   * number 0, or another formula.
   */
  readonly first: 'typed' | 'zero' | Formula | null;
  /** The formula of every (later) one of these rows. */
  readonly formula: Formula;
  /** What the rows of a step below its first one hold instead, in batches. */
  readonly stays?: Formula;
  /**
   * How the selected step and sample show it: by its formula; or, of what belongs to a step and
   * not to a sample, as the table has it.
   */
  readonly of: 'sample' | 'step';
  /** Whether its formula is an update, which makes it from the step before. */
  readonly isUpdate?: true;
}

/**
 * What a row of the table holds of a quantity; null for nothing.
 * @param row counted from 0.
 */
export function heldIn(
  { only, first, formula, stays }: Quantity,
  trained: Trained,
  row: number,
): Quantity['first'] {
  const step = stepOfRow(trained, row);
  const period = periodOfRow(trained, row);
  if (only === 'ends of periods') {
    const ends = period < periodsOf(trained) && row === rowOfPeriod(trained, period);
    return ends ? ((period === 0 ? first : null) ?? formula) : null;
  }
  if (only === 'ends of steps' && row !== rowOfStep(trained, step)) return null;
  if (row === 0) return first ?? formula;
  return row === firstRowOfStep(trained, step) ? formula : (stays ?? formula);
}
