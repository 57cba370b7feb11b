import type { Style } from 'exceljs';
import { TILE_FONTS } from '../../layout/network/waysBlock.ts';
import { font, middle } from './cells.ts';
import { COLOURS, ROLE_TINTS } from './colours.ts';
import { FORMATS } from './formats.ts';

const centred = { ...middle, horizontal: 'center' } as const;

/** The tiles of the chain rule: names above numbers. */
export const TILES = {
  name: { font: font(TILE_FONTS.name), alignment: centred },
  number: { font: font({ bold: true }), alignment: centred, numFmt: FORMATS.number },
  /** Of a way: what it is, and what its factors come to. */
  label: { font: font({ ...TILE_FONTS.label, colour: COLOURS.muted }), alignment: centred },
  /** What the update of what is followed comes to. */
  result: { font: font({ bold: true }), alignment: centred, numFmt: FORMATS.number },
} as const satisfies Record<string, Partial<Style>>;

/** Above the number of a tile that has something in it. */
export const FILLED_TILE: Partial<Style> = {
  fill: {
    type: 'pattern',
    pattern: 'solid',
    bgColor: { argb: `FF${ROLE_TINTS.gradient.strong}` },
  } as Style['fill'],
};
