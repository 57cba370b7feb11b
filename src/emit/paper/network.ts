import type { Worksheet } from 'exceljs';
import { leftOf, TOP_ROWS } from '../../layout/network/picture/page.ts';
import type { Picture } from '../../layout/network/picture/parts.ts';
import type { Plan } from '../../layout/plan.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { cutEvenly, type PageSpan } from './evenly.ts';
import { addBreaks, addedUp, rowHeight } from './lengths.ts';
import { CHARACTER, ROOM, SMALLEST_SCALE, scaleFor } from './room.ts';

/**
 * Puts `Network` on paper: the picture with what belongs to it on one page where that can be read, else
 * on several that are cut between its layers; then the story and the derivation. Excel takes no notice
 * of page breaks on sheets that are fitted to pages, so that the scale is given.
 */
export function printNetwork(sheet: Worksheet, plan: Plan): void {
  const { networkSheet, desk } = plan;
  const { picture, waysBlock, narrationRow, derivationRow, columns, lastRow } = networkSheet;
  const { narration, derivation } = networkSheet;
  const height = (first: number, next: number) => addedUp(heightsOf(sheet, first, next));
  const wide = scaleFor(pointsOf(picture, columns));
  const whole = scaleFor(pointsOf(picture, columns), height(1, narrationRow));
  const isWhole = wide >= SMALLEST_SCALE;
  const scale = Math.max(SMALLEST_SCALE, whole >= SMALLEST_SCALE ? whole : wide);
  const chunks = isWhole ? [{ first: 1, last: columns }] : chunksOf(plan, scale);
  const room = (ROOM.landscape.height * 100) / scale;
  const { titleRow: settingsRow } = desk.settings;
  // Where there is no room for them below the picture, the few lines would have a page of their own.
  const textRow = height(1, narrationRow) <= room ? narrationRow : settingsRow;
  const area = (columns: PageSpan, row: number, next: number) =>
    `${cellAddress(columns.first, row)}:${cellAddress(columns.last, next - 1)}`;
  const [left, ...others] = chunks as [PageSpan, ...PageSpan[]];
  const areas = [
    area(left, 1, textRow),
    ...others.map((chunk) =>
      area(
        chunk,
        TOP_ROWS.heading,
        chunk.first <= waysBlock.lastColumn ? settingsRow : waysBlock.row,
      ),
    ),
    area(left, textRow, lastRow + 1),
  ];
  sheet.pageSetup.fitToPage = false;
  sheet.pageSetup.scale = scale;
  sheet.pageSetup.printArea = areas.join('&&');
  const breaks = (first: number, next: number, starts: readonly number[]) =>
    cutEvenly(heightsOf(sheet, first, next), {
      room,
      starts: new Set(starts.filter((row) => row > first).map((row) => row - first + 1)),
    })
      .slice(1)
      .map((page) => first + page.first - 1);
  // Areas are pages of their own.
  addBreaks(sheet, [
    ...breaks(1, textRow, [waysBlock.row, settingsRow]),
    ...breaks(textRow, derivationRow, [narrationRow, ...narration.map(({ row }) => row)]),
    derivationRow,
    ...breaks(
      derivationRow,
      lastRow + 1,
      derivation.map(({ row }) => row),
    ),
  ]);
}

/** Columns that print side by side on one page: as many layers as it has room for. */
function chunksOf({ networkSheet: { picture, columns }, desk }: Plan, scale: number): PageSpan[] {
  const room = (ROOM.landscape.width * 100) / scale;
  const widths = Array.from(
    { length: columns },
    (_, i) => pointsOf(picture, i + 1) - pointsOf(picture, i),
  );
  const begins = layerBegins(picture);
  const from = (first: number) =>
    cutEvenly(widths.slice(first - 1), {
      room,
      starts: new Set(
        begins.filter((column) => column > first).map((column) => column - first + 1),
      ),
      leeway: 1,
    }).map((span) => ({ first: span.first + first - 1, last: span.last + first - 1 }));
  const chunks = from(1);
  // The chart above the picture is not cut.
  const { lastColumn } = desk.chart;
  if (chunks[0]!.last < lastColumn) {
    const ends = begins.map((column) => column - 1);
    const last = ends.find((column) => column >= lastColumn) ?? lastColumn;
    chunks.splice(0, chunks.length, { first: 1, last }, ...(last < columns ? from(last + 1) : []));
  }
  const end = chunks.pop()!;
  return [...chunks, chunks.length > 0 ? filled(end, begins, widths, room) : end];
}

/** What is left over for the last page has the layers before it again, as a page of its own it says little. */
function filled(
  end: PageSpan,
  begins: readonly number[],
  widths: readonly number[],
  room: number,
): PageSpan {
  const width = (first: number) => addedUp(widths.slice(first - 1, end.last));
  const isEnough = (first: number) => width(first) >= room / 2 && width(first) <= room;
  if (width(end.first) >= room / 2) return end;
  const first = begins.findLast((column) => column < end.first && isEnough(column));
  return { ...end, first: first ?? end.first };
}

/** The columns in which the weights of a layer begin; before them there are only wires. */
function layerBegins({ stacks, units, fans, lines }: Picture): number[] {
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
  const begins = new Set(gaps.map((column) => column + 1));
  for (const column of gaps) begins.delete(column);
  return [...begins].sort((a, b) => a - b);
}

/** How wide the columns up to this one are; behind those of the picture are some of the usual width. */
function pointsOf({ widths }: Picture, last: number): number {
  const pixels = leftOf(widths, last + 1) + 64 * Math.max(0, last - widths.length);
  return (pixels / 7) * CHARACTER;
}

function heightsOf(sheet: Worksheet, first: number, next: number): number[] {
  return Array.from({ length: next - first }, (_, i) => rowHeight(sheet, first + i));
}
