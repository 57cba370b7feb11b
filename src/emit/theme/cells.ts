import type { Alignment, Borders, Fill, Font } from 'exceljs';
import { COLOURS, FONT } from './colours.ts';

/** A plain fill. */
export const solid = (colour: string): Fill => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: `FF${colour}` },
});

/** The workbook's font. */
export const font = (options: Partial<Font> & { colour?: string } = {}): Partial<Font> => {
  const { colour = COLOURS.ink, ...rest } = options;
  return { name: FONT, family: 2, size: 11, color: { argb: `FF${colour}` }, ...rest };
};

export const thin = { style: 'thin', color: { argb: `FF${COLOURS.rule}` } } as const;
export const box: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin };
export const middle: Partial<Alignment> = { vertical: 'middle' };
/** Numbers keep their distance from the next column by their format: see `formats.ts`. */
export const right: Partial<Alignment> = { ...middle, horizontal: 'right' };
export const indented: Partial<Alignment> = { ...middle, horizontal: 'left', indent: 1 };

/** The colours of a scale, in order. */
export const scale = (...colours: string[]) => colours.map((colour) => ({ argb: `FF${colour}` }));
