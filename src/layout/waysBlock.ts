import type { WaysLayout } from './ways.ts';

/** Where on `Network` the chain rule of what is followed stands, as tiles and as lines below them. */
export interface WaysBlock {
  /** Of the heading; what the columns are stands in the next one. */
  readonly row: number;
  /** The names of the factors of a way, counted from 0; their numbers stand in the next row. */
  readonly wayRow: (way: number) => number;
  readonly sumRow: number;
  /** Of a line of the update, counted from 0. */
  readonly lineRow: (line: number) => number;
  readonly lastRow: number;
  readonly columns: BlockColumns;
  readonly lastColumn: number;
}

/** The columns of the tiles and of the lines. */
export interface BlockColumns {
  readonly product: number;
  readonly slot: (slot: number) => number;
  readonly symbols: number;
  readonly numbers: number;
  readonly result: number;
}

/** One column after the other. */
const inOrder: BlockColumns = {
  product: 1,
  slot: (slot) => 2 + slot,
  symbols: 1,
  numbers: 3,
  result: 6,
};

/**
 * Stacks the tiles, two rows a way, and the lines.
 * @param row of the heading.
 */
export function waysBlockOf(
  { most, lines, slots }: WaysLayout,
  row: number,
  columns: BlockColumns = inOrder,
): WaysBlock {
  const wayRow = (way: number) => row + 2 + 2 * way;
  const sumRow = wayRow(most);
  const lineRow = (line: number) => sumRow + 1 + line;
  return {
    row,
    wayRow,
    sumRow,
    lineRow,
    lastRow: lineRow(lines.length - 1),
    columns,
    lastColumn: Math.max(columns.slot(slots.length - 1), columns.result),
  };
}
