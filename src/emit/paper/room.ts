import type { PageSetup } from 'exceljs';

/** How sheets go on paper: so that A4 and Letter hold alike, and no print is too small. Lengths are points. */

/** Of the sizes that a file can name. */
const A4 = 9;

/** In inches. */
const MARGINS = { left: 0.3, right: 0.3, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 } as const;

const PAPER = { a4: [595.3, 841.9], letter: [612, 792] } as const;

/** What both sizes have between their margins. */
const ACROSS = Math.min(PAPER.a4[0], PAPER.letter[0]);
const ALONG = Math.min(PAPER.a4[1], PAPER.letter[1]);

/** Room on a page, at 100 %. */
export const ROOM = {
  landscape: { width: inner(ALONG, 'left', 'right'), height: inner(ACROSS, 'top', 'bottom') },
  portrait: { width: inner(ACROSS, 'left', 'right'), height: inner(ALONG, 'top', 'bottom') },
} as const;

function inner(length: number, from: keyof typeof MARGINS, to: keyof typeof MARGINS): number {
  return length - 72 * (MARGINS[from] + MARGINS[to]);
}

/** A column of one character takes 5.55 points in LibreOffice, 5.25 in Excel. */
export const CHARACTER = 5.6;

/** In percent: the smallest font on a sheet has 9 points, and 6 can still be read. */
export const SMALLEST_SCALE = 67;

/** Tables over several pages are larger. */
export const TABLE_SCALE = 75;

/** The scale at which something fits on a page: 100 % at most; less than the smallest where it does not. */
export function scaleFor(width: number, height = 0): number {
  const { landscape } = ROOM;
  const share = Math.min(landscape.width / width, height > 0 ? landscape.height / height : 1);
  return Math.min(100, Math.floor(100 * share));
}

/** What all sheets have in common. */
export const pageSetup = (landscape: boolean): Partial<PageSetup> => ({
  paperSize: A4,
  orientation: landscape ? 'landscape' : 'portrait',
  margins: MARGINS,
});

export const ONE_PAGE = { fitToPage: true, fitToWidth: 1, fitToHeight: 1 } as const;
