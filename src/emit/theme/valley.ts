import type { Style } from 'exceljs';
import { TINTS } from '../../functions/valley.ts';
import { font, middle } from './cells.ts';
import { FORMATS } from './formats.ts';

/** A square of the picture, 20 by 20 pixels in LibreOffice, a little narrower in Excel. */
export const VALLEY_SQUARE = { width: 2.6, height: 15 } as const;

/** Its number does not show; the mark of a step does, as it is a text. */
export const VALLEY_SQUARE_STYLE = {
  font: font({ size: 9, bold: true }),
  alignment: { ...middle, horizontal: 'center' },
  numFmt: FORMATS.hidden,
} satisfies Partial<Style>;

/** From the depth of the valley up. */
const DEPTH = ['0B3C6F', '2F7FB8', 'A9CDE8', 'F4F8FB'] as const;

const fill = (colour: string) =>
  ({ type: 'pattern', pattern: 'solid', bgColor: { argb: `FF${colour}` } }) as Style['fill'];

/** The colours of the tints from the darkest on. */
export const TINT_COLOURS = Array.from({ length: TINTS }, (_, index) => {
  const at = ((DEPTH.length - 1) * index) / (TINTS - 1);
  const stop = Math.min(DEPTH.length - 2, Math.floor(at));
  const [from, to] = [channels(DEPTH[stop]!), channels(DEPTH[stop + 1]!)];
  const mixed = from.map((value, i) => Math.round(value + (at - stop) * (to[i]! - value)));
  return mixed
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
});

function channels(colour: string): number[] {
  return [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** As fills of rules. */
export const TINT_STYLES = TINT_COLOURS.map((colour) => ({ fill: fill(colour) }));

/** Marks stand out of every tint. */
const mark = (background: string, ink: string): Partial<Style> => ({
  fill: fill(background),
  font: { bold: true, color: { argb: `FF${ink}` } },
});
export const MARK_STYLES = {
  start: mark('FFFFFF', 'BC4B00'),
  step: mark('F5B041', '1F2933'),
  end: mark('BC4B00', 'FFFFFF'),
} as const;
