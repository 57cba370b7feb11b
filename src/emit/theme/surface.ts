import type { Style } from 'exceljs';
import { font, middle, scale, thin } from './cells.ts';
import { SIGNS } from './colours.ts';
import { FORMATS } from './formats.ts';

/** A square of a picture made of cells, 18 by 18 pixels: all of it is on the first screen of a laptop. */
export const SQUARE = { width: 18 / 7, height: 13.5 } as const;

/**
 * Its colour says its number, which does not show; the mark of a sample does, as it is a text. The
 * picture has a frame.
 */
export function squareStyle(edges: Record<'left' | 'right' | 'top' | 'bottom', boolean>) {
  const sides = Object.entries(edges).filter(([, drawn]) => drawn);
  return {
    font: font({ size: 11, bold: true }),
    alignment: { ...middle, horizontal: 'center' },
    numFmt: FORMATS.hidden,
    border: Object.fromEntries(sides.map(([side]) => [side, thin])),
  } satisfies Partial<Style>;
}

/**
 * The colours of a picture made of cells, for the colour-blind too: classes, of which the middle one
 * must not vanish into the paper; two sides of a middle; more and more.
 */
const STOPS = {
  classes: [SIGNS.negative.fill, 'E6EFF7', '4F94CD'],
  sides: [SIGNS.negative.fill, SIGNS.zero.fill, '4F94CD'],
  amount: ['F5F8FB', '9CC4E4', '2F7FB8'],
} as const;

export type SurfaceColours = keyof typeof STOPS;

/** As the scale of a rule. */
export const surfaceScale = (colours: SurfaceColours) => scale(...STOPS[colours]);

/** The colour of that scale at a shade, 0 to `last`, as the fill of a rule. */
export function shadeStyle(colours: SurfaceColours, shade: number, last: number): Partial<Style> {
  const at = (2 * shade) / last;
  const stop = Math.min(1, Math.floor(at));
  const from = channels(STOPS[colours][stop]!);
  const to = channels(STOPS[colours][stop + 1]!);
  const mixed = from.map((value, i) => Math.round(value + (at - stop) * (to[i]! - value)));
  const hex = mixed.map((value) => value.toString(16).padStart(2, '0')).join('');
  const bgColor = { argb: `FF${hex.toUpperCase()}` };
  return { fill: { type: 'pattern', pattern: 'solid', bgColor } as Style['fill'] };
}

const channels = (colour: string) =>
  [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
