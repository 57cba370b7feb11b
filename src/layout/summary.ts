import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../ref.ts';
import { SUMMARY } from './sheets.ts';

/** The columns of `Summary`. */
export interface SummaryLayout {
  /** Of each step: what it came to, as `Training` has it in the last row of its batch. */
  readonly steps: readonly SummaryColumn[];
  /** Of each complete epoch, where it takes several steps; else null. */
  readonly epochs: EpochColumns | null;
  readonly lastRow: number;
}

export interface SummaryColumn {
  readonly ref: Ref;
  readonly column: number;
}

export interface EpochColumns {
  readonly epoch: number;
  readonly step: number;
  readonly cost: number;
  /** null where nothing is classified. */
  readonly accuracy: number | null;
  readonly lastRow: number;
}

/** Lays out what the steps and epochs of a network with several samples came to. */
export function summaryLayoutOf({ batches, loss, descent, steps }: Network): SummaryLayout {
  const refs = [
    ref('step'),
    ref('epoch'),
    ...(descent.schedule ? [ref('rate')] : []),
    ref('cost'),
    ...(loss.classes ? [ref('accuracy')] : []),
  ];
  const columns = refs.map((r, i) => ({ ref: r, column: SUMMARY.stepColumn + i }));
  const next = SUMMARY.stepColumn + refs.length + 1;
  const epochs = batches.periodIsStep
    ? null
    : {
        epoch: next,
        step: next + 1,
        cost: next + 2,
        accuracy: loss.classes ? next + 3 : null,
        lastRow: SUMMARY.firstRow + batches.periodEnds.length - 1,
      };
  return { steps: columns, epochs, lastRow: SUMMARY.firstRow + steps };
}

/** The last column of the tables of `Summary`. */
export function lastColumnOf({ steps, epochs }: SummaryLayout): number {
  return epochs ? (epochs.accuracy ?? epochs.cost) : steps.at(-1)!.column;
}

/** The column of `Summary` in which a quantity of the steps stands. */
export function summaryColumnOf({ steps }: SummaryLayout, kind: Ref['kind']): number {
  return steps.find(({ ref: r }) => r.kind === kind)!.column;
}
