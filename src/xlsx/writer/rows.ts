import { cellAddress, columnLetters } from '../address.ts';
import { escapeText } from './xml.ts';

/** One column of a block of rows. */
export interface BlockColumn {
  /** Cell formats (indexes into cellXfs) of row 0 and of the rows below it. */
  readonly styles: readonly [first: number, rest: number];
  /** What row 0 holds if it differs from the rest; absent: the column is one formula from row 0. */
  readonly first?: CellSource;
  readonly rest: CellSource;
  /** Cached value of row r, counted from 0; what is not finite is an error cell. */
  readonly value: (row: number) => number;
  /** The error that stands for a value that is not finite. */
  readonly error?: '#NUM!' | '#N/A';
  /** How many rows the column has, if fewer than the block. */
  readonly rows?: number;
}

export type CellSource = OneSource | ByRow;

export type OneSource =
  /** A constant: the value itself. */
  | { readonly kind: 'number' }
  /**
   * One formula, printed for the first row of its region, shared by the rows below. It may not
   * refer to other sheets: Excel forbids that in shared formulas.
   */
  | { readonly kind: 'shared'; readonly formula: string }
  /** A formula of its own in every cell. */
  | { readonly kind: 'each'; readonly formula: (row: number) => string };

/**
 * Not the same in all rows. Rows for which the same shared source is given share its formula, which is
 * printed for the first of them; where null is given there is no cell.
 */
export interface ByRow {
  readonly kind: 'by row';
  readonly source: (row: number) => OneSource | null;
}

/** A rectangle of cells; rows and columns of the sheet are counted from 1. */
export interface Block {
  /** Sheet row of row 0. */
  readonly firstRow: number;
  readonly rows: number;
  readonly firstColumn: number;
  readonly columns: readonly BlockColumn[];
}

const CHUNK = 1 << 16;

/**
 * Yields `<row>` elements in chunks of about 64 KB. Blocks are taken one after another, top to
 * bottom, each only when the one before is written out. `firstSharedIndex` is an index from which
 * on no shared formula of the sheet exists yet; `begin` is what each row begins with.
 */
export function* rowXml(
  blocks: Iterable<Block>,
  firstSharedIndex = 0,
  begin: (sheetRow: number) => string = (sheetRow) => `<row r="${sheetRow}">`,
): Generator<string> {
  let nextShared = firstSharedIndex;
  const newShared = () => nextShared++;
  let chunk = '';
  for (const block of blocks) {
    const columns = block.columns.map((column, i) => cellColumn(block, column, i, newShared));
    for (let row = 0; row < block.rows; row++) {
      const sheetRow = String(block.firstRow + row);
      chunk += begin(block.firstRow + row);
      for (const { start, heads, body, source } of columns) {
        if (row >= (source.rows ?? block.rows)) continue;
        const { style, formula } = row < heads.length ? heads[row]! : body;
        const element = typeof formula === 'string' ? formula : formula(row);
        if (element === null) continue;
        const value = source.value(row);
        chunk += start + sheetRow + style;
        chunk += Number.isFinite(value) ? '>' : ' t="e">';
        chunk += element;
        chunk += `<v>${Number.isFinite(value) ? value : (source.error ?? '#NUM!')}</v></c>`;
      }
      chunk += '</row>';
      if (chunk.length >= CHUNK) {
        yield chunk;
        chunk = '';
      }
    }
  }
  if (chunk !== '') yield chunk;
}

/** What every cell of a column has in common, worked out once per block. */
interface CellColumn {
  /** `<c r="AB`, to be followed by the row. */
  readonly start: string;
  /** The first cells of the column, as far as they differ from the rest. */
  readonly heads: readonly CellText[];
  readonly body: CellText;
  readonly source: BlockColumn;
}

interface CellText {
  /** Closes the address: `" s="5"`. */
  readonly style: string;
  /** The `<f>` element or an empty text; where it depends on the row, null for no cell. */
  readonly formula: string | ((row: number) => string | null);
}

function cellColumn(
  block: Block,
  column: BlockColumn,
  index: number,
  newShared: () => number,
): CellColumn {
  const number = block.firstColumn + index;
  const region = (source: CellSource, firstRow: number, lastRow: number) =>
    cellTexts(source, number, block.firstRow, { firstRow, lastRow }, newShared);

  const last = (column.rows ?? block.rows) - 1;
  const formulas =
    column.first === undefined
      ? region(column.rest, 0, last)
      : [...region(column.first, 0, 0), ...region(column.rest, 1, last)];
  // A column whose body is one formula still differs in row 0 if that row has a style of its own.
  if (formulas.length === 1) formulas.push(formulas[0]!);
  const texts = formulas.map((formula, row) => ({
    style: `" s="${column.styles[row === 0 ? 0 : 1]}"`,
    formula,
  }));
  return {
    start: `<c r="${columnLetters(number)}`,
    heads: texts.slice(0, -1),
    body: texts.at(-1)!,
    source: column,
  };
}

/** The formulas of a region's first cells; the last of them holds for all cells below. */
function cellTexts(
  source: CellSource,
  column: number,
  blockRow: number,
  rows: { readonly firstRow: number; readonly lastRow: number },
  newShared: () => number,
): CellText['formula'][] {
  const [firstRow, lastRow] = [blockRow + rows.firstRow, blockRow + rows.lastRow];
  switch (source.kind) {
    case 'number':
      return [''];
    case 'each':
      return [(row) => element(source.formula(row))];
    case 'shared': {
      if (lastRow <= firstRow) return [element(source.formula)];
      const range = `${cellAddress(column, firstRow)}:${cellAddress(column, lastRow)}`;
      return sharedElements(source.formula, range, newShared());
    }
    case 'by row':
      return [byRow(source, column, blockRow, lastRow, newShared)];
  }
}

/** Where each shared source begins when its first row comes. */
function byRow(
  { source }: ByRow,
  column: number,
  blockRow: number,
  lastRow: number,
  newShared: () => number,
): (row: number) => string | null {
  const followers = new Map<OneSource, string>();
  return (row) => {
    const each = source(row);
    if (each === null || each.kind === 'number') return each && '';
    if (each.kind === 'each') return element(each.formula(row));
    const known = followers.get(each);
    if (known !== undefined) return known;
    const range = `${cellAddress(column, blockRow + row)}:${cellAddress(column, lastRow)}`;
    const [first, follower] = sharedElements(each.formula, range, newShared());
    followers.set(each, follower);
    return first;
  };
}

const element = (formula: string) => `<f>${escapeText(formula)}</f>`;

/** Of the first cell, and of those that follow it. */
function sharedElements(formula: string, range: string, index: number): [string, string] {
  return [
    `<f t="shared" ref="${range}" si="${index}">${escapeText(formula)}</f>`,
    `<f t="shared" si="${index}"/>`,
  ];
}
