import type { Worksheet } from 'exceljs';
import { cellAddress, columnLetters, columnNumber } from '../../xlsx/address.ts';
import { COLUMN_UNIT, roomFor } from '../../xlsx/text-width.ts';
import { STYLES } from '../theme/styles.ts';
import { cutEvenly, type PageSpan } from './evenly.ts';
import { addBreaks, addedUp, columnWidth, DEFAULT_WIDTH, rowHeight } from './lengths.ts';
import { CHARACTER, ROOM, SMALLEST_SCALE, TABLE_SCALE } from './room.ts';

/** Excel takes 1,026 breaks a sheet, and a name 8,192 characters. */
const MOST = { breaks: 1000, areas: 100 } as const;

/** So much smaller, in percent, print leaves pages some room. */
const LEEWAY = 3;

/**
 * Puts a sheet whose rows go down to this one on paper, unless it is settled how: on as few pages as it
 * can be read on, all about alike, upright where it is narrow. Programs take no notice of page breaks on
 * sheets that are fitted to pages, so that the scale is given. Pages side by side are areas of their
 * own, which begin with the header: a sentence above it would be cut.
 */
export function goOnPaper(sheet: Worksheet, lastRow: number): void {
  const { pageSetup: setup } = sheet;
  const hasAreas = setup.printArea?.includes('&&');
  if (setup.fitToPage || hasAreas || sheet.state !== 'visible') return;
  const area = areaOf(sheet, lastRow);
  const columns = lengthsOf(area.columns, (n) => columnWidth(sheet, n) * CHARACTER);
  const rows = lengthsOf(area.rows, (n) => rowHeight(sheet, n));
  const [titleRow, headerRow] = (setup.printTitlesRow ?? '1:0').split(':').map(Number);
  const header = { first: titleRow! - area.rows.first + 1, last: headerRow! - area.rows.first + 1 };
  const [{ xSplit = 0 } = {}] = sheet.views as { xSplit?: number }[];
  const table = {
    columns,
    rows,
    repeatedColumns: addedUp(columns.slice(0, xSplit)),
    repeatedRows: addedUp(rows.slice(Math.max(0, header.first - 1), header.last)),
    starts: headingsOf(sheet, area.rows),
  };
  const isUpright = setup.orientation === 'portrait';
  const lying = isUpright ? null : pagesOf(table, ROOM.landscape);
  const upright = pagesOf(table, ROOM.portrait);
  const turned = upright.across.length === 1 && (!lying || lying.down.length > 1);
  const { scale, across, down } = turned || !lying ? upright : lying;
  if (turned) setup.orientation = 'portrait';
  setup.fitToPage = false;
  setup.scale = scale;
  if (across.length > 1 && xSplit > 0) {
    setup.printTitlesColumn = `A:${columnLetters(xSplit)}`;
  }
  if (across.length <= MOST.areas) {
    const top = area.rows.first - 1;
    const from = across.length > 1 && header.last > 0 ? header.first : 1;
    const areas = across.map(({ first, last }) => {
      return `${cellAddress(first, top + from)}:${cellAddress(last, area.rows.last)}`;
    });
    setup.printArea = areas.join('&&');
  }
  if (down.length <= MOST.breaks) {
    addBreaks(
      sheet,
      down.slice(1).map(({ first }) => first + area.rows.first - 1),
    );
  }
}

interface Table {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly repeatedColumns: number;
  readonly repeatedRows: number;
  readonly starts: ReadonlySet<number>;
}

interface TablePages {
  readonly scale: number;
  readonly across: readonly PageSpan[];
  readonly down: readonly PageSpan[];
}

/** As few pages as can be read, and those as large as their number allows. */
function pagesOf(
  { columns, rows, repeatedColumns, repeatedRows, starts }: Table,
  { width, height }: { readonly width: number; readonly height: number },
): TablePages {
  const at = (scale: number): TablePages => ({
    scale,
    across: cutEvenly(columns, { room: (width * 100) / scale, repeated: repeatedColumns }),
    down: cutEvenly(rows, { room: (height * 100) / scale, repeated: repeatedRows, starts }),
  });
  const count = ({ across, down }: TablePages) => across.length * down.length;
  const smallest = at(SMALLEST_SCALE);
  let best = smallest.across.length === 1 ? smallest : at(TABLE_SCALE);
  const from = best.scale;
  for (let scale = from + 1; scale <= 100; scale++) {
    const pages = at(scale);
    if (count(pages) <= count(best)) best = pages;
  }
  // Full to the last row, they could not end where a section does.
  const hasSections = starts.size > 0 && best.down.length > 1;
  return hasSections ? at(Math.max(from, best.scale - LEEWAY)) : best;
}

/** What goes on paper: what the sheet says, or all of it, with its title and the sentence below. */
function areaOf(sheet: Worksheet, lastRow: number): { columns: PageSpan; rows: PageSpan } {
  const [, from, top, to, bottom] =
    /^([A-Z]+)(\d*):([A-Z]+)(\d*)$/.exec(sheet.pageSetup.printArea ?? '') ?? [];
  if (from && to) {
    return {
      columns: { first: columnNumber(from), last: columnNumber(to) },
      rows: { first: Number(top) || 1, last: Number(bottom) || lastRow },
    };
  }
  let last = Math.max(1, (sheet.columns ?? []).length);
  let width = addedUp(lengthsOf({ first: 1, last }, (n) => columnWidth(sheet, n)));
  const sentence = String(sheet.getCell(2, 1).value ?? '');
  const words = roomFor([sentence], { size: 11 }) / COLUMN_UNIT;
  for (; width < words; last++) width += DEFAULT_WIDTH;
  return { columns: { first: 1, last }, rows: { first: 1, last: lastRow } };
}

/** The rows that begin a section, counted from the first. */
function headingsOf(sheet: Worksheet, { first, last }: PageSpan): ReadonlySet<number> {
  const { size } = STYLES.heading.font;
  const isHeading = (row: number) => sheet.findRow(row)?.findCell(1)?.font?.size === size;
  const rows = Array.from({ length: last - first }, (_, i) => i + 2);
  return new Set(rows.filter((row) => isHeading(first + row - 1)));
}

const lengthsOf = ({ first, last }: PageSpan, lengthOf: (n: number) => number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => lengthOf(first + i));
