import type { Network } from '../../network/network.ts';
import { roomFor } from '../../xlsx/text-width.ts';
import type { WaysLayout } from '../ways.ts';
import { type ColumnSpan, columnUntil, lineColumnsOf, spanWidth } from './picture/page.ts';
import type { Picture } from './picture/parts.ts';

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

/** The first columns of the tiles and of the lines. */
export interface BlockColumns {
  readonly product: number;
  readonly slot: (slot: number) => number;
  readonly symbols: number;
  readonly numbers: number;
  readonly result: number;
  /** Before the tile of a slot, if there is room: for the sign in front of it. */
  readonly sign: (slot: number) => number | null;
  /** The last column of the tile that begins in a column. */
  readonly lastOf: (column: number) => number;
}

/** Least widths of tiles that have no place in the picture, in pixels. */
const TILE = { product: 88, factor: 110 } as const;

/** What stands in a tile above its number. */
export const TILE_FONTS = { name: { size: 9, bold: true }, label: { size: 9 } } as const;

/**
 * Stacks the tiles, two rows a way, and the lines; each tile below its place in the picture, as far as
 * the picture has it, else one beside the other.
 *
 * @param row of the heading.
 */
export function waysBlockOf(
  network: Network,
  { most, lines: updates, slots, followed }: WaysLayout,
  picture: Picture,
  row: number,
): WaysBlock {
  const { widths } = picture;
  const lines = lineColumnsOf(widths);
  const room = roomsOf(followed, slots.length);
  const product = { first: 2, last: columnUntil(widths, 2, room.product) };
  const spans =
    inPicture(network, picture, product, room.slots) ?? inOrder(widths, product, room.slots);
  const tiles = [product, ...spans, lines.result];
  const wayRow = (way: number) => row + 2 + 2 * way;
  const sumRow = wayRow(most);
  const lineRow = (line: number) => sumRow + 1 + line;
  return {
    row,
    wayRow,
    sumRow,
    lineRow,
    lastRow: lineRow(updates.length - 1),
    columns: {
      product: product.first,
      slot: (slot) => spans[slot]!.first,
      symbols: lines.symbols.first,
      numbers: lines.numbers.first,
      result: lines.result.first,
      sign: (slot) => {
        const column = spans[slot]!.first - 1;
        return column > (spans[slot - 1] ?? product).last ? column : null;
      },
      lastOf: (column) => tiles.find(({ first }) => first === column)?.last ?? column,
    },
    lastColumn: Math.max(...tiles.map(({ last }) => last)),
  };
}

/** What the tiles need for the longest names that they may have, whatever is followed. */
function roomsOf(followed: WaysLayout['followed'], count: number) {
  const ways = followed.flatMap((each) => each.ways);
  const names = Array.from({ length: count }, (): string[] => []);
  for (const { factors } of ways) for (const { slot, name } of factors) names[slot]!.push(name);
  const labels = ways.map(({ label }) => label);
  return {
    product: Math.max(TILE.product, roomFor(labels, TILE_FONTS.label)),
    slots: names.map((of) => roomFor(of, TILE_FONTS.name)),
  };
}

/** One tile beside the other, as far as the columns go. */
function inOrder(
  widths: readonly number[],
  product: ColumnSpan,
  rooms: readonly number[],
): ColumnSpan[] {
  let before = product.last;
  return rooms.map((room) => {
    const first = before + 1;
    before = columnUntil(widths, first, Math.max(TILE.factor, room));
    return { first, last: before };
  });
}

/**
 * For each slot the columns of the stacks or of the units that it stands for, and for the loss those of
 * the errors; null where the picture leaves layers out, or one has several places in time, or a name is
 * too long for its place.
 */
function inPicture(
  { layers }: Network,
  picture: Picture,
  product: ColumnSpan,
  rooms: readonly number[],
): ColumnSpan[] | null {
  const spans = layers.flatMap(({ parts }, l) => {
    const stack = picture.stacks.find(({ layer }) => layer === l);
    const units = picture.units.filter(({ layer }) => layer === l);
    if (parts > 1 || !stack || units.length === 0) return [];
    const first = Math.min(...units.map(({ left }) => left));
    const last = Math.max(...units.map(({ right }) => right));
    return [
      { first: stack.left, last: stack.right },
      { first, last: Math.min(last, first + 2) },
    ];
  });
  if (spans.length < 2 * layers.length) return null;
  const { left, right } = picture.errors[0]!;
  const all = [...spans, { first: left, last: right }];
  if (rooms.length !== all.length && rooms.length !== spans.length) return null;
  const fits = rooms.every((room, slot) => spanWidth(picture.widths, all[slot]!) >= room);
  return fits && product.last < all[0]!.first ? all : null;
}
