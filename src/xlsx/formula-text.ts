/**
 * Formula text taken apart far enough to tell a reference from everything that only looks like
 * one: text in quotes, sheet names, functions such as `LOG10(`, table columns in brackets, names.
 *
 * The grammar is that of ECMA-376 part 1, 18.17.2 (the text of an `<f>` element, without `=`).
 */
import { columnLetters, columnNumber, isOnSheet, type Position } from './address.ts';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

export type TokenKind =
  /** Text in double quotes. */
  | 'string'
  | 'number'
  /** `B$5`. The sheet before it, if any, is a token of its own. */
  | 'cell'
  /** Whole columns, `A:$C`. */
  | 'columns'
  /** Whole rows, `1:$3`. */
  | 'rows'
  /** Operators, names, functions, sheet names, error values. */
  | 'other';

// What may not follow a reference: it would be the beginning of a longer name, a function or a
// sheet.
const END = '(?![\\p{L}\\p{N}_.?\\\\(!])';

const TOKEN = new RegExp(
  [
    '(?<string>"(?:[^"]|"")*")',
    "(?<sheet>'(?:[^']|'')*'!?)",
    // A workbook's number or a table's columns; brackets nest once, and ' escapes within them.
    "(?<bracket>\\[(?:[^[\\]']|'.|\\[(?:[^[\\]']|'.)*\\])*\\])",
    '(?<error>#[A-Za-z_/0-9]+[!?]?)',
    `(?<columns>\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3}${END})`,
    `(?<rows>\\$?[1-9]\\d{0,6}:\\$?[1-9]\\d{0,6}${END})`,
    `(?<cell>\\$?[A-Za-z]{1,3}\\$?[1-9]\\d{0,6}${END})`,
    '(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)',
    '(?<word>[\\p{L}_\\\\][\\p{L}\\p{N}_.?\\\\]*[(!]?)',
    '(?<rest>.)',
  ].join('|'),
  'gsu',
);

const REFERENCES = ['cell', 'columns', 'rows'] as const;

/** The formula as tokens; joined together they are the formula again, character for character. */
export function tokenize(formula: string): Token[] {
  return Array.from(formula.matchAll(TOKEN), ({ 0: text, groups = {} }) => {
    if (groups.string !== undefined) return { kind: 'string', text };
    if (groups.number !== undefined) return { kind: 'number', text };
    const reference = REFERENCES.find((kind) => groups[kind] !== undefined);
    // XFE1 and beyond lie outside every sheet, so they are names.
    if (reference === undefined || !ends(text).every(isPossible)) return { kind: 'other', text };
    return { kind: reference, text };
  });
}

/**
 * Moves a formula: the result gives its text as it reads in another cell, relative references
 * shifted by the distance from `from`, absolute ones kept. A reference that would leave the sheet
 * becomes `#REF!`.
 */
export function translator(formula: string, from: Position): (to: Position) => string {
  const pieces = tokenize(formula).map(({ kind, text }) =>
    kind === 'string' || kind === 'number' || kind === 'other' ? text : ends(text),
  );
  return (to) => {
    const by = { row: to.row - from.row, column: to.column - from.column };
    return pieces.map((piece) => (typeof piece === 'string' ? piece : shifted(piece, by))).join('');
  };
}

/** One end of a reference. Whole columns have no row, whole rows no column. */
interface End {
  readonly column: number | undefined;
  readonly row: number | undefined;
  readonly fixedColumn: boolean;
  readonly fixedRow: boolean;
}

function ends(reference: string): End[] {
  return reference.split(':').map((end) => {
    const [, columnSign, letters, rowSign, digits] = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(end) ?? [];
    return {
      column: letters ? columnNumber(letters) : undefined,
      row: digits ? Number(digits) : undefined,
      fixedColumn: columnSign === '$',
      // In `$3` the sign stands where a column's would.
      fixedRow: (letters ? rowSign : columnSign) === '$',
    };
  });
}

function isPossible({ row = 1, column = 1 }: End): boolean {
  return isOnSheet({ row, column });
}

function shifted(reference: readonly End[], by: Position): string {
  const moved = reference.map((end) => ({
    ...end,
    column: end.column === undefined || end.fixedColumn ? end.column : end.column + by.column,
    row: end.row === undefined || end.fixedRow ? end.row : end.row + by.row,
  }));
  return moved.every(isPossible) ? moved.map(endText).join(':') : '#REF!';
}

function endText({ column, row, fixedColumn, fixedRow }: End): string {
  const columnText = column === undefined ? '' : (fixedColumn ? '$' : '') + columnLetters(column);
  const rowText = row === undefined ? '' : (fixedRow ? '$' : '') + row;
  return columnText + rowText;
}
