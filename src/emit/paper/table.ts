import type { Worksheet } from 'exceljs';
import { cellAddress, columnLetters, columnNumber } from '../../xlsx/address.ts';
import { COLUMN_UNIT, roomFor } from '../../xlsx/text-width.ts';
import { STYLES } from '../theme/styles.ts';
import { cutEvenly, type PageSpan } from './evenly.ts';
import { addBreaks, addedUp, columnWidth, DEFAULT_WIDTH, rowHeight } from './lengths.ts';
import { CHARACTER, ROOM, SMALLEST_SCALE, TABLE_SCALE } from './room.ts';

/** Excel takes 1,026 breaks a sheet, and a name 8,192 characters. */
const MOST = { breaks: 1000, areas: 100 } as const;

/** Of what takes more, only how it begins and ends is printed, and the sheet says so; if that is as many, as small as can be read. */
const MANY_PAGES = 24;
const PRINTED_IN_PART = 'On paper stand the first and last rows; set another print range for more.';

/** So much smaller, in percent, print leaves pages some room. */
const LEEWAY = 3;

/**
 * Puts a sheet whose rows go down to this one on paper, unless it is settled how: on as few pages as it
 * can be read on, all about alike, upright where it is narrow. Programs take no notice of page breaks on
 * sheets that are fitted to pages, so that the scale is given. Pages side by side are areas of their
 * own, which begin with the header: a sentence above it would be cut. Nobody reads hundreds of pages of
 * numbers: of such a table the first and the last rows are printed.
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
    bands: bandsOf(sheet, area.columns, titleRow! < headerRow! ? titleRow! : 0),
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
  const top = area.rows.first - 1;
  const isPart = across.length * down.length > MANY_PAGES && down.length > 2;
  const parts = isPart ? [down[0]!, down.at(-1)!] : [{ first: 1, last: area.rows.last - top }];
  if (isPart) tell(sheet, PRINTED_IN_PART);
  const from = across.length > 1 && header.last > 0 ? header.first : 1;
  const isListed = across.length * parts.length <= MOST.areas;
  if (isListed || isPart) {
    const beside = isListed ? across : [{ first: 1, last: columns.length }];
    const areas = beside.flatMap((columns) =>
      parts.map((rows) => {
        const first = cellAddress(columns.first, top + Math.max(from, rows.first));
        return `${first}:${cellAddress(columns.last, top + rows.last)}`;
      }),
    );
    setup.printArea = areas.join('&&');
  }
  if (!isPart && down.length <= MOST.breaks) {
    addBreaks(
      sheet,
      down.slice(1).map(({ first }) => first + top),
    );
  }
}

/** Says something more in the sentence below the title. */
function tell(sheet: Worksheet, more: string): void {
  const cell = sheet.getCell(2, 1);
  cell.value = `${cell.value} ${more}`;
}

interface Table {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly repeatedColumns: number;
  readonly repeatedRows: number;
  readonly starts: ReadonlySet<number>;
  readonly bands: Bands;
}

/** Columns by their number on paper. */
interface Bands {
  /** Those in which a band begins. */
  readonly starts: ReadonlySet<number>;
  /** Those above which the title of a band goes on into the next column. */
  readonly held: ReadonlySet<number>;
}

interface TablePages {
  readonly scale: number;
  readonly across: readonly PageSpan[];
  readonly down: readonly PageSpan[];
}

/** As few pages as can be read, and those as large as their number allows. */
function pagesOf(
  { columns, rows, repeatedColumns, repeatedRows, starts, bands }: Table,
  { width, height }: { readonly width: number; readonly height: number },
): TablePages {
  const at = (scale: number): TablePages => ({
    scale,
    across: cutEvenly(columns, {
      room: (width * 100) / scale,
      repeated: repeatedColumns,
      ...bands,
    }),
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
  if (best.across.length * Math.min(2, best.down.length) > MANY_PAGES) best = smallest;
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

/** What the titles of bands reach over, which stand in this row; 0: there is none. */
function bandsOf(sheet: Worksheet, { first, last }: PageSpan, titleRow: number): Bands {
  const starts = new Set<number>();
  const held = new Set<number>();
  const row = titleRow > 0 ? sheet.findRow(titleRow) : undefined;
  for (let column = first; column <= last; column++) {
    const { value, font } = row?.findCell(column) ?? {};
    if (typeof value !== 'string') continue;
    const place = column - first + 1;
    if (place > 1) starts.add(place);
    const room = roomFor([value], { size: font?.size ?? 11, bold: font?.bold });
    let reached = columnWidth(sheet, column) * COLUMN_UNIT;
    for (let n = column; reached < room && n < last; n++) {
      held.add(n - first + 1);
      reached += columnWidth(sheet, n + 1) * COLUMN_UNIT;
    }
  }
  return { starts, held };
}

const lengthsOf = ({ first, last }: PageSpan, lengthOf: (n: number) => number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => lengthOf(first + i));
