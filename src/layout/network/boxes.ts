import type { Box } from '../../symbolic/derivation.ts';
import { PADDING, textWidth } from '../../xlsx/text-width.ts';
import { type ColumnSpan, columnFrom, leftOf, spanWidth } from './picture/page.ts';

/** How the lines of the derivation are written, and what is said beside them. */
export const DERIVATION_FONTS = { line: { size: 12 }, note: { size: 11 } } as const;

/** A box of the derivation where it stands. */
export interface PlacedBox extends Pick<Box, 'number' | 'title'>, ColumnSpan {
  readonly row: number;
  readonly lines: readonly PlacedLine[];
}

/** A line, and what is said of it. */
export interface PlacedLine extends PlacedText {
  readonly note?: PlacedText;
}

export interface PlacedText {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Where notes begin in a box that is as wide as the page; in pixels. */
const NOTES = 560;
/** What is printed on one page, and where its right half begins. */
const PAGE = { width: 1144, half: 540, rows: 38 } as const;
/** Of an indent. */
const INDENT = 9;
/** Between a line and its note at least. */
const APART = 10;

/**
 * Stacks the boxes from a row on. Those that fit into half of a page stand side by side, as far as all
 * of them are on one page then; else one below the other, which is read more easily from page to page.
 *
 * @param columns how many the page has.
 * @returns with the row below them.
 */
export function placeBoxes(
  boxes: readonly Box[],
  firstRow: number,
  widths: readonly number[],
  columns: number,
): Stacked {
  const page = new Page(widths, columns);
  const paired = page.pairs(boxes).reduce<Stacked>(
    ({ placed, endRow }, { left, right }) => {
      if (right.length === 0) {
        const whole = page.stack(left, endRow, 'whole');
        return { ...whole, placed: [...placed, ...whole.placed] };
      }
      const sides = [page.stack(left, endRow, 'left'), page.stack(right, endRow, 'right')];
      return {
        placed: [...placed, ...sides.flatMap((side) => side.placed)],
        endRow: Math.max(...sides.map((side) => side.endRow)),
      };
    },
    { placed: [], endRow: firstRow },
  );
  const isOnePage = paired.endRow - firstRow <= PAGE.rows;
  return isOnePage ? paired : page.stack(boxes, firstRow, 'whole');
}

export interface Stacked {
  readonly placed: readonly PlacedBox[];
  /** The row below the last one. */
  readonly endRow: number;
}

interface Pair {
  readonly left: readonly Box[];
  /** None where those at the left are as wide as the page. */
  readonly right: readonly Box[];
}

/** Indices stand below the line, smaller and without what parts them from the name. */
const lineWidth = (text: string) =>
  INDENT + textWidth(text.replaceAll('_', ''), DERIVATION_FONTS.line) + PADDING;
const noteWidth = (text: string) =>
  INDENT + textWidth(text.replaceAll('_', ''), DERIVATION_FONTS.note) + PADDING;

class Page {
  readonly #widths: readonly number[];
  readonly #spans: Readonly<Record<'whole' | 'left' | 'right', ColumnSpan>>;

  constructor(widths: readonly number[], columns: number) {
    this.#widths = widths;
    const half = columnFrom(widths, PAGE.half);
    let last = widths.length;
    while (leftOf(widths, last + 1) > PAGE.width) last--;
    this.#spans = {
      whole: { first: 2, last: columns },
      left: { first: 2, last: half - 1 },
      right: { first: half, last },
    };
  }

  /** Neighbours that fit into halves, parted so that both sides are about as high; the others alone. */
  pairs(boxes: readonly Box[]): Pair[] {
    const { left, right } = this.#spans;
    const room = Math.min(spanWidth(this.#widths, left), spanWidth(this.#widths, right));
    const isNarrow = ({ lines }: Box) =>
      lines.every(
        ({ text, note = '' }) => lineWidth(text) <= room && noteWidth(note) + INDENT <= room,
      );
    const runs: Box[][] = [];
    for (const box of boxes) {
      const run = runs.at(-1);
      if (run && isNarrow(box) && isNarrow(run[0]!)) run.push(box);
      else runs.push([box]);
    }
    return runs.map((run) => {
      const heightOf = (some: readonly Box[], side: 'left' | 'right') =>
        this.stack(some, 0, side).endRow;
      const parted = run.slice(1).map((_, i): Pair & { height: number } => {
        const sides = { left: run.slice(0, i + 1), right: run.slice(i + 1) };
        const heights = [heightOf(sides.left, 'left'), heightOf(sides.right, 'right')];
        return { ...sides, height: Math.max(...heights) };
      });
      const [fairest] = parted.sort((a, b) => a.height - b.height);
      return fairest ?? { left: run, right: [] };
    });
  }

  /** One below the other, with a free row below each. */
  stack(boxes: readonly Box[], row: number, side: 'whole' | 'left' | 'right'): Stacked {
    let endRow = row;
    const placed = boxes.map((box) => {
      const lines = this.#lines(box, endRow + 1, side);
      const { number, title } = box;
      const each: PlacedBox = { number, title, ...this.#spans[side], row: endRow, lines };
      const last = lines.at(-1);
      endRow = (last?.note ?? last ?? each).row + 2;
      return each;
    });
    return { placed, endRow };
  }

  /** In a half, a note stands below its line where there is no room beside it. */
  #lines({ lines }: Box, firstRow: number, side: 'whole' | 'left' | 'right'): PlacedLine[] {
    const widths = this.#widths;
    const span = this.#spans[side];
    const column = span.first;
    const [start, end] = [leftOf(widths, column), leftOf(widths, span.last + 1)];
    const isBeside = (x: number, note: string) => x + noteWidth(note) <= end;
    const noted = lines.filter(
      ({ text, note }) => note !== undefined && isBeside(start + lineWidth(text) + APART, note),
    );
    const widest = Math.max(0, ...noted.map(({ text }) => lineWidth(text)));
    const beside = columnFrom(widths, side === 'whole' ? NOTES : start + widest + APART);
    let row = firstRow - 1;
    return lines.map(({ text, note }) => {
      row++;
      const line = { row, column, text };
      if (note === undefined) return line;
      const fits =
        side === 'whole' || (lineWidth(text) <= widest && isBeside(leftOf(widths, beside), note));
      if (!fits) row++;
      return { ...line, note: { row, column: fits ? beside : column + 1, text: note } };
    });
  }
}
