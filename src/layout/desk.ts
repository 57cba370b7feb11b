import type { Network } from '../network/network.ts';
import type { Ref } from '../ref.ts';
import { NETWORK, type Place, SHEETS } from './sheets.ts';

/** Where the outcome and the inputs of the control desk on `Network` stand. */
export interface DeskLayout {
  /** Of the weight or bias that is followed. */
  readonly followRow: number;
  readonly verdictRow: number;
  readonly proofRow: number;
  readonly firstLossRow: number;
  readonly lastLossRow: number;
  readonly selectedLossRow: number;
  /** Of a classifier with several samples; else null. */
  readonly accuracyRow: number | null;
  /** The cell of an input, a target or a hyper-parameter. */
  readonly placeOf: (r: Ref) => Place;
  /** Row of the heading above the hyper-parameters; null if there are none. */
  readonly settingTitleRow: number | null;
  /** Last row of the desk; it holds the link to the starting weights. */
  readonly endRow: number;
}

/** Stacks outcome, inputs, targets and hyper-parameters below what is set and selected. */
export function deskOf({ inputs, targets, descent, hasData, loss }: Network): DeskLayout {
  const followRow = (hasData ? NETWORK.selectedSampleRow : NETWORK.selectedStepRow) + 1;
  const verdictRow = followRow + 2;
  const selectedLossRow = verdictRow + 4;
  const accuracyRow = hasData && loss.classes ? selectedLossRow + 1 : null;
  const inputTitleRow = (accuracyRow ?? selectedLossRow) + 2;
  const targetTitleRow = inputTitleRow + inputs.length + 2;
  const afterTargets = targetTitleRow + targets.length + 2;
  const { length } = descent.settings;
  const firstRows = {
    input: inputTitleRow + 1,
    target: targetTitleRow + 1,
    setting: afterTargets + 1,
  };
  const last = length === 0 ? afterTargets : firstRows.setting + length + 1;
  return {
    followRow,
    verdictRow,
    proofRow: verdictRow + 1,
    firstLossRow: verdictRow + 2,
    lastLossRow: verdictRow + 3,
    selectedLossRow,
    accuracyRow,
    placeOf: ({ kind, unit }) => ({
      sheet: SHEETS.network,
      column: NETWORK.valueColumn,
      row: firstRows[kind as keyof typeof firstRows] + unit,
    }),
    settingTitleRow: length === 0 ? null : afterTargets,
    endRow: Math.max(last, NETWORK.shortestEndRow),
  };
}
