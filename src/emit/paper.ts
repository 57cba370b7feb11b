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

/** A column of one character takes 5.9 points in LibreOffice, 5.25 in Excel. */
export const CHARACTER = 5.95;

/** In percent: the smallest font on a sheet has 9 points, and 6 can still be read. */
export const SMALLEST_SCALE = 67;

/** Tables over several pages are larger. */
const TABLE_SCALE = 75;

/** Pages side by side that so many columns need, of which the first stand on each. */
export function pagesWide(widths: readonly number[], repeated: number): number {
  const sum = (some: readonly number[]) => some.reduce((all, width) => all + width, 0) * CHARACTER;
  const { width: room } = ROOM.landscape;
  if ((sum(widths) * SMALLEST_SCALE) / 100 <= room) return 1;
  const before = sum(widths.slice(0, repeated));
  const most = (room * 100) / TABLE_SCALE;
  let [pages, filled] = [1, before];
  for (const width of widths.slice(repeated)) {
    const next = filled + sum([width]);
    if (next > most && filled > before) pages++;
    filled = next > most && filled > before ? before + sum([width]) : next;
  }
  return pages;
}

/**
 * Pages one below the other that rows of such heights need, of which some stand on each; so that no few
 * rows are left for a page of their own, where a little less of a scale has room for them.
 */
export function pagesHigh(heights: readonly number[], repeated: number): number {
  const most = (ROOM.landscape.height * 100) / SMALLEST_SCALE;
  let [pages, filled] = [1, 0];
  for (const height of heights) {
    const isFull = filled + height > most;
    if (isFull) pages++;
    filled = isFull ? repeated + height : filled + height;
  }
  return pages;
}

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
