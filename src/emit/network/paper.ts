import type { Worksheet } from 'exceljs';
import { leftOf, TOP_ROWS } from '../../layout/network/picture/page.ts';
import type { Picture } from '../../layout/network/picture/parts.ts';
import type { Plan } from '../../layout/plan.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { CHARACTER, ROOM, SMALLEST_SCALE, scaleFor } from '../paper.ts';

/**
 * Puts `Network` on paper: the picture with what belongs to it on one page where that can be read, else
 * on several that are cut between its layers; then the story and the derivation. Excel takes no notice
 * of page breaks on sheets that are fitted to pages, so that the scale is given.
 */
export function printNetwork(sheet: Worksheet, plan: Plan): void {
  const { networkSheet, desk } = plan;
  const { picture, waysBlock, narrationRow, derivationRow, columns, lastRow } = networkSheet;
  const blocks = [1, waysBlock.row, desk.settings.titleRow].sort((a, b) => a - b);
  const height = (first: number, next: number) => heightOf(sheet, first, next);
  const wide = scaleFor(pointsOf(picture, columns));
  const whole = scaleFor(pointsOf(picture, columns), height(1, narrationRow));
  const isWhole = wide >= SMALLEST_SCALE;
  const scale = Math.max(SMALLEST_SCALE, whole >= SMALLEST_SCALE ? whole : wide);
  const chunks = isWhole ? [{ first: 1, last: columns }] : chunksOf(plan, scale);
  const area = (first: number, row: number, last: number, lastOf: number) =>
    `${cellAddress(first, row)}:${cellAddress(last, lastOf)}`;
  const areas = [
    ...chunks.map(({ first, last }) =>
      first === 1
        ? area(1, 1, last, narrationRow - 1)
        : area(first, TOP_ROWS.heading, last, waysBlock.row - 1),
    ),
    area(1, narrationRow, chunks[0]!.last, lastRow),
  ];
  sheet.pageSetup.fitToPage = false;
  sheet.pageSetup.scale = scale;
  sheet.pageSetup.printArea = areas.join('&&');
  // Areas are pages of their own.
  const breaks = [...breaksBefore(blocks, narrationRow, scale, height), derivationRow];
  for (const row of breaks) sheet.getRow(row - 1).addPageBreak();
}

/** The blocks of the picture that begin a page. */
function breaksBefore(
  blocks: readonly number[],
  end: number,
  scale: number,
  height: (first: number, next: number) => number,
): number[] {
  const room = (ROOM.landscape.height * 100) / scale;
  const breaks: number[] = [];
  let top = blocks[0]!;
  for (const [i, row] of blocks.entries()) {
    if (row > top && height(top, blocks[i + 1] ?? end) > room) {
      breaks.push(row);
      top = row;
    }
  }
  return breaks;
}

/** Columns that print side by side on one page. */
interface Chunk {
  readonly first: number;
  readonly last: number;
}

/** As many layers on a page as it has room for; the last two pages are about alike. */
function chunksOf({ networkSheet: { picture, columns }, desk }: Plan, scale: number): Chunk[] {
  const room = (ROOM.landscape.width * 100) / scale;
  const ends = endsOfLayers(picture).filter(
    (column) => column >= desk.chart.lastColumn && column < columns,
  );
  const chunks: Chunk[] = [];
  for (let first = 1; first <= columns; first = chunks.at(-1)!.last + 1) {
    const width = (last: number) => pointsOf(picture, last) - pointsOf(picture, first - 1);
    const fitting = [...ends, columns].filter((last) => last >= first && width(last) <= room);
    const rest = (end: number) => pointsOf(picture, columns) - pointsOf(picture, end);
    const wider = (end: number) => Math.max(width(end), rest(end));
    const lastTwo = fitting.filter((end) => rest(end) <= room && first > 1);
    const fairest = lastTwo.toSorted((a, b) => wider(a) - wider(b))[0];
    const all = fitting.includes(columns) ? columns : undefined;
    const last =
      all ??
      fairest ??
      fitting.at(-1) ??
      lastWithin(first, columns, (column) => width(column) <= room);
    chunks.push({ first, last });
  }
  return chunks;
}

/** Where there is no end of a layer in reach. */
function lastWithin(first: number, columns: number, fits: (column: number) => boolean): number {
  let last = first;
  while (last < columns && fits(last + 1)) last++;
  return last;
}

/** The columns after which there are only wires. */
function endsOfLayers({ stacks, units, fans, lines }: Picture): number[] {
  const isWithin = (column: number) =>
    stacks.some(({ layer, left }) => {
      const right = Math.max(
        ...units.filter((unit) => unit.layer === layer).map((unit) => unit.right),
      );
      return left < column && column <= right;
    });
  const gaps = [...fans, ...lines]
    .map(({ column }) => column)
    .filter((column) => !isWithin(column));
  return [...new Set(gaps)].map((column) => column - 1).sort((a, b) => a - b);
}

/** How wide the columns up to this one are; behind those of the picture are some of the usual width. */
function pointsOf({ widths }: Picture, last: number): number {
  const pixels = leftOf(widths, last + 1) + 64 * Math.max(0, last - widths.length);
  return (pixels / 7) * CHARACTER;
}

function heightOf(sheet: Worksheet, first: number, next: number): number {
  let height = 0;
  for (let row = first; row < next; row++) {
    height += sheet.getRow(row).height ?? sheet.properties.defaultRowHeight;
  }
  return height;
}
