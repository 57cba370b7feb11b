import type { Cell, Style, Worksheet } from 'exceljs';
import { FORMATS } from '../../src/emit/theme/formats.ts';
import { cellAddress, parseRange } from '../../src/xlsx/address.ts';
import { COLUMN_UNIT, linesOf, PADDING, roomFor, textWidth } from '../../src/xlsx/text-width.ts';

/** Of an indent, in pixels. */
const INDENT = 9;
/** Of a line, by the size of its font. */
const LINE = (4 / 3) * 1.22;
/** No text reaches so far. */
const LAST = 2000;
/** Pixels of a row whose height is not set. */
const ROW = 20;

/**
 * The texts of a sheet that are cut: too wide for their cell and the empty ones beside it, or with more
 * lines than their rows have room for. A cell whose formula gives nothing is not empty.
 *
 * @param shown what a cell shows; null of an empty one.
 * @param only look at these cells; at all if left out.
 */
export function cutTexts(
  sheet: Worksheet,
  shown: (row: number, column: number) => unknown = (row, column) =>
    contentOf(sheet.getCell(row, column)),
  only?: readonly { readonly row: number; readonly column: number }[],
): string[] {
  const lefts = leftEdges(sheet);
  const cut: string[] = [];
  const lastUsed = sheet.columnCount;
  const check = (row: number, column: number) => {
    const cell = sheet.getCell(row, column);
    if (cell.isMerged && cell.master.address !== cell.address) return;
    const text = shown(row, column);
    if (typeof text !== 'string' || text === '') return;
    const { size = 11, bold = false } = cell.font ?? {};
    const {
      horizontal = 'left',
      wrapText = false,
      indent = 0,
      textRotation = 0,
    } = cell.alignment ?? {};
    if (textRotation !== 0) return;
    const last = lastOf(sheet, cell);
    const own = lefts(last.column + 1) - lefts(column);
    const taken = PADDING + INDENT * indent;
    const at = `${cellAddress(column, row)} “${text}”`;
    if (wrapText) {
      const lines = linesOf(text, own - taken, { size, bold });
      const height = heightOf(sheet, row, last.row);
      if (height !== null && lines * size * LINE > height + 2) {
        cut.push(`${at}: ${lines} lines in ${height} pixels`);
      }
      return;
    }
    const width = textWidth(text, { size, bold }) + taken;
    if (width <= own) return;
    const isFree = (c: number) =>
      c > lastUsed || (shown(row, c) === null && !sheet.getCell(row, c).isMerged);
    // A merged cell keeps its text to itself.
    const [before, after] = cell.isMerged ? [0, 0] : freeBeside(column, isFree, lefts);
    const room = {
      left: own + after,
      right: own + before,
      center: own + 2 * Math.min(before, after),
    }[horizontal as 'left' | 'right' | 'center'];
    if (width > room) cut.push(`${at}: ${Math.ceil(width)} pixels in ${Math.floor(room)}`);
  };
  if (only) for (const { row, column } of only) check(row, column);
  else sheet.eachRow((line, row) => line.eachCell((_, column) => check(row, column)));
  return cut;
}

/**
 * The longest that number formats make of a number; in cells that a rule makes bold, too. Excel shows
 * #### where that is wider than the cell.
 */
const LONGEST: readonly (readonly [of: RegExp, texts: readonly string[], bold?: true])[] = [
  [/"∂ "/, ['∂ −999.9999', '∂ −1.2E-300'], true],
  [/^\[.*\+0\.0000/, ['+999.9999', '−1.2E+300'], true],
  [/^\[.*−0\.0000/, ['−999.9999', '−1.2E+300']],
  // What is padded stands further left.
  [/^\[.*-0\.0000_E_-/, ['-99999.9999E-', '-1.23E-300']],
  [/0\.0000_E_-$/, ['99999.9999E-', '1.23E-300']],
];

/**
 * The cells whose columns are too narrow for what they may come to hold.
 *
 * @param most the longest number without a power of ten and with one, if not any.
 */
export function cutNumbers(sheet: Worksheet, most?: readonly string[]): string[] {
  const lefts = leftEdges(sheet);
  const cut: string[] = [];
  sheet.eachRow((line, row) =>
    line.eachCell((cell, column) => {
      if (cell.isMerged && cell.master.address !== cell.address) return;
      const { size = 11, bold = false } = cell.font ?? {};
      const [, texts, always] = LONGEST.find(([of]) => of.test(cell.numFmt ?? '')) ?? [];
      if (!texts) return;
      const room = lefts(lastOf(sheet, cell).column + 1) - lefts(column);
      const longest = most ? [`${most[0]}E-`, most[1]] : texts;
      const width = roomFor(longest, { size, bold: bold || always });
      if (width > room) cut.push(`${cellAddress(column, row)} ${cell.numFmt}: ${width} in ${room}`);
    }),
  );
  return cut;
}

/**
 * The rules that set no number format where the cells below have one that rules mend: LibreOffice takes
 * the first rule that holds alone, so that a small negative would lose its minus.
 */
export function formatsLost(sheet: Worksheet): string[] {
  const mended: readonly unknown[] = [FORMATS.number, FORMATS.size];
  return (sheet as unknown as WithRules).conditionalFormattings.flatMap(({ ref, rules }) => {
    // The ones that mend come first, and the others hold for what they leave.
    const { type, style } = rules[0];
    if ((type !== 'expression' && type !== 'cellIs') || style?.numFmt) return [];
    const cells = ref.split(' ').flatMap((area) => cellsIn(area));
    const lost = cells.filter(([row, column]) =>
      mended.includes(sheet.getCell(row, column).numFmt),
    );
    return lost.length > 0 ? [`${sheet.name} ${ref}`] : [];
  });
}

interface WithRules {
  readonly conditionalFormattings: readonly {
    readonly ref: string;
    readonly rules: readonly { readonly type: string; readonly style?: Partial<Style> }[];
  }[];
}

function cellsIn(area: string): [row: number, column: number][] {
  const { first, last } = parseRange(area)!;
  const cells: [number, number][] = [];
  for (let row = first.row; row <= last.row; row++) {
    for (let column = first.column; column <= last.column; column++) cells.push([row, column]);
  }
  return cells;
}

/** What a cell of a file shows. */
export function contentOf({ value }: Cell): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return value.text;
  return 'result' in value ? value.result : value;
}

function leftEdges(sheet: Worksheet): (column: number) => number {
  const edges = [0, 0];
  return (column) => {
    for (let c = edges.length; c <= column; c++) {
      edges.push(edges[c - 1] + COLUMN_UNIT * (sheet.getColumn(c - 1).width ?? 9));
    }
    return edges[column];
  };
}

function lastOf(sheet: Worksheet, cell: Cell): { row: number; column: number } {
  const last = { row: Number(cell.row), column: Number(cell.col) };
  if (!cell.isMerged) return last;
  const isOwn = (row: number, column: number) =>
    sheet.getCell(row, column).master.address === cell.address;
  while (isOwn(last.row, last.column + 1)) last.column++;
  while (isOwn(last.row + 1, last.column)) last.row++;
  return last;
}

/** Null where a program makes the row as high as its text. */
function heightOf(sheet: Worksheet, first: number, last: number): number | null {
  let sum = 0;
  for (let row = first; row <= last; row++) {
    const { height } = sheet.getRow(row);
    if (height === undefined && first === last) return null;
    sum += height === undefined ? ROW : (height * 4) / 3;
  }
  return sum;
}

/** So far may a text reach to the left and to the right; the page ends somewhere. */
function freeBeside(
  column: number,
  isFree: (column: number) => boolean,
  lefts: (column: number) => number,
): readonly [before: number, after: number] {
  let [first, next] = [column, column + 1];
  while (first > 1 && isFree(first - 1)) first--;
  while (next < LAST && isFree(next)) next++;
  return [lefts(column) - lefts(first), lefts(next) - lefts(column + 1)];
}
