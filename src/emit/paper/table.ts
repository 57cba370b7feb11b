import type { Worksheet } from 'exceljs';
import { cellAddress, columnLetters, columnNumber } from '../../xlsx/address.ts';
import { STYLES } from '../theme/styles.ts';
import { evenly, type Span } from './evenly.ts';
import { addBreaks, DEFAULT_WIDTH, heightOf, sum, widthOf } from './lengths.ts';
import { CHARACTER, ROOM, SMALLEST_SCALE, TABLE_SCALE } from './room.ts';

/** Excel takes 1,026 breaks a sheet, and a name 8,192 characters. */
const MOST = { breaks: 1000, areas: 100 } as const;

/** Width of a letter of a sentence, in characters. */
const LETTER = 0.85;

/**
 * Puts a sheet whose rows go down to this one on paper, unless it is settled how: on as few pages as it
 * can be read on, all about alike, upright where it is narrow. Programs take no notice of page breaks on sheets that are fitted
 * to pages, so that the scale is given. Pages side by side are areas of their own; what stands above
 * the header is on the first of them alone.
 */
export function goOnPaper(sheet: Worksheet, lastRow: number): void {
  const { pageSetup: setup } = sheet;
  const hasAreas = setup.printArea?.includes('&&');
  if (setup.fitToPage || hasAreas || sheet.state !== 'visible') return;
  const area = areaOf(sheet, lastRow);
  const columns = lengthsOf(area.columns, (n) => widthOf(sheet, n) * CHARACTER);
  const rows = lengthsOf(area.rows, (n) => heightOf(sheet, n));
  const [titleRow, headerRow] = (setup.printTitlesRow ?? '1:0').split(':').map(Number);
  const header = { first: titleRow! - area.rows.first + 1, last: headerRow! - area.rows.first + 1 };
  const [{ xSplit = 0 } = {}] = sheet.views as { xSplit?: number }[];
  const table = {
    columns,
    rows,
    repeatedColumns: sum(columns.slice(0, xSplit)),
    repeatedRows: sum(rows.slice(Math.max(0, header.first - 1), header.last)),
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
    const areas = across.map(({ first, last }, i) => {
      const from = i > 0 && header.last > 0 ? header.first : 1;
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
  readonly across: readonly Span[];
  readonly down: readonly Span[];
}

/** As few pages as can be read, and those as large as their number allows. */
function pagesOf(
  { columns, rows, repeatedColumns, repeatedRows, starts }: Table,
  { width, height }: { readonly width: number; readonly height: number },
): TablePages {
  const isOne = sum(columns) <= (width * 100) / SMALLEST_SCALE;
  const room = (width * 100) / (isOne ? SMALLEST_SCALE : TABLE_SCALE);
  const across = evenly(columns, { room, repeated: repeatedColumns });
  const widest = Math.max(
    ...across.map(
      ({ first, last }, i) => sum(columns.slice(first - 1, last)) + (i > 0 ? repeatedColumns : 0),
    ),
  );
  const downAt = (scale: number) =>
    evenly(rows, { room: (height * 100) / scale, repeated: repeatedRows, starts });
  const most = Math.max(SMALLEST_SCALE, Math.min(100, Math.floor((100 * width) / widest)));
  const fewest = downAt(SMALLEST_SCALE).length;
  let [low, high] = [SMALLEST_SCALE, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (downAt(middle).length > fewest) high = middle - 1;
    else low = middle;
  }
  return { scale: low, across, down: downAt(low) };
}

/** What goes on paper: what the sheet says, or all of it, with its title and the sentence below. */
function areaOf(sheet: Worksheet, lastRow: number): { columns: Span; rows: Span } {
  const [, from, top, to, bottom] =
    /^([A-Z]+)(\d*):([A-Z]+)(\d*)$/.exec(sheet.pageSetup.printArea ?? '') ?? [];
  if (from && to) {
    return {
      columns: { first: columnNumber(from), last: columnNumber(to) },
      rows: { first: Number(top) || 1, last: Number(bottom) || lastRow },
    };
  }
  let last = Math.max(1, (sheet.columns ?? []).length);
  let width = sum(lengthsOf({ first: 1, last }, (n) => widthOf(sheet, n)));
  for (
    const words = LETTER * String(sheet.getCell(2, 1).value ?? '').length;
    width < words;
    last++
  ) {
    width += DEFAULT_WIDTH;
  }
  return { columns: { first: 1, last }, rows: { first: 1, last: lastRow } };
}

/** The rows that begin a section, counted from the first. */
function headingsOf(sheet: Worksheet, { first, last }: Span): ReadonlySet<number> {
  const { size } = STYLES.heading.font;
  const isHeading = (row: number) => sheet.findRow(row)?.findCell(1)?.font?.size === size;
  const rows = Array.from({ length: last - first }, (_, i) => i + 2);
  return new Set(rows.filter((row) => isHeading(first + row - 1)));
}

const lengthsOf = ({ first, last }: Span, lengthOf: (n: number) => number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => lengthOf(first + i));
