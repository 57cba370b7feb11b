import type { Network } from '../../network/network.ts';
import { PICTURE_DATA } from '../sheets.ts';
import type { NetworkSheet } from './sheet.ts';

/** Rows of `Picture data`. */
export interface PictureData {
  /** How many inputs of `Network` have a remark. */
  readonly inputs: number;
  /** Of the wires of each fan: three rows a wire, its two ends and an empty one. */
  readonly fans: readonly { readonly firstRow: number; readonly lastRow: number }[];
  readonly lastWireRow: number;
}

const { firstRow } = PICTURE_DATA;

/** Rows that a wire takes. */
export const WIRE_ROWS = 3;

export function pictureDataOf(
  { inputs, targets, descent, hasData }: Network,
  { picture }: NetworkSheet,
): PictureData {
  let row: number = firstRow;
  const fans = picture.fans.map(({ wires }) => {
    const fan = { firstRow: row, lastRow: row + WIRE_ROWS * wires.length - 1 };
    row = fan.lastRow + 1;
    return fan;
  });
  return {
    // The tolerance is one of them.
    inputs: 1 + descent.settings.length + (hasData ? 0 : inputs.length + targets.length),
    fans,
    lastWireRow: row - 1,
  };
}
