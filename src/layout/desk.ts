import type { Network } from '../network/network.ts';
import type { Ref } from '../network/ref.ts';
import { NETWORK, type Place, SHEETS } from './sheets.ts';

/** Where the inputs of the control desk on `Network` stand. */
export interface DeskLayout {
  /** The cell of an input, a target or a hyper-parameter. */
  readonly placeOf: (r: Ref) => Place;
  /** Row of the heading above the hyper-parameters; null if there are none. */
  readonly settingTitleRow: number | null;
  /** Last row of the desk; it holds the link to the starting weights. */
  readonly endRow: number;
}

/** Stacks inputs, targets and hyper-parameters below the outcome. */
export function deskOf({ inputs, targets, descent }: Network): DeskLayout {
  const targetTitleRow = NETWORK.firstInputRow + inputs.length + 1;
  const afterTargets = targetTitleRow + targets.length + 2;
  const { length } = descent.settings;
  const firstRows = {
    input: NETWORK.firstInputRow,
    target: targetTitleRow + 1,
    setting: afterTargets + 1,
  };
  const last = length === 0 ? afterTargets : firstRows.setting + length + 1;
  return {
    placeOf: ({ kind, unit }) => ({
      sheet: SHEETS.network,
      column: NETWORK.valueColumn,
      row: firstRows[kind as keyof typeof firstRows] + unit,
    }),
    settingTitleRow: length === 0 ? null : afterTargets,
    endRow: Math.max(last, NETWORK.shortestEndRow),
  };
}
