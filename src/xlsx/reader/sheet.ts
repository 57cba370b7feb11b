import { addressOf, isOnSheet, type Position, parseAddress } from '../address.ts';
import type { Cell, CellValue, SheetCells } from '../cells.ts';
import { translator } from '../formula-text.ts';
import { tooLarge, unreadable } from './problem.ts';
import { decodeString, type XmlHandler } from './xml.ts';

/** Excel's limit. */
const longestFormula = 8192;
/** A formula that others share is taken apart, which costs so many times its length. */
const masterCost = 50;

/** Called for every cell read, with the number of characters it keeps; may throw to stop. */
export type Toll = (characters: number) => void;

/**
 * Reads the XML of one worksheet into `rows`. `texts` are the workbook's shared strings. Formulas
 * that a cell shares with a master come out as they read in that cell.
 */
export function sheetReader(name: string, texts: readonly string[], toll: Toll) {
  const rows = new Map<number, Map<number, Cell>>();
  const sheet: SheetCells = { name, rows };
  const masters = new Map<string, (to: Position) => string>();
  let position = { row: 0, column: 0 };
  let cell: RawCell | undefined;
  let collecting: 'value' | 'formula' | undefined;
  let phonetic = false;

  function add(raw: RawCell): void {
    const formula = formulaOf(raw, masters, name);
    const value = cellValue(raw, texts, name);
    if (value === null && formula === undefined) return;
    const { row, column } = raw.position;
    const isMaster = raw.formula?.shared !== undefined && raw.formula.text !== '';
    toll((formula?.length ?? 0) * (isMaster ? masterCost : 1) + raw.value.length);
    const cells = rows.get(row) ?? new Map<number, Cell>();
    rows.set(row, cells);
    cells.set(column, { row, column, address: addressOf(raw.position), value, formula });
  }

  const handler: XmlHandler = {
    open(element, attributes) {
      if (element === 'row') {
        position = { row: rowNumber(attributes.r) ?? position.row + 1, column: 0 };
      } else if (element === 'c') {
        position = positionAt(attributes.r, position, name);
        cell = { position, type: attributes.t ?? 'n', value: '', has: false, formula: undefined };
      } else if (cell === undefined) {
        return;
      } else if (element === 'v' || (element === 't' && !phonetic)) {
        cell.has = true;
        collecting = 'value';
      } else if (element === 'f') {
        cell.formula = { text: '', shared: attributes.t === 'shared' ? attributes.si : undefined };
        collecting = 'formula';
      } else if (element === 'rPh') {
        // How a Japanese text is spoken: not part of the text.
        phonetic = true;
      }
    },
    text(text) {
      if (cell === undefined) return;
      if (collecting === 'value') cell.value += text;
      if (collecting === 'formula' && cell.formula !== undefined) cell.formula.text += text;
    },
    close(element) {
      collecting = undefined;
      if (element === 'rPh') phonetic = false;
      if (element !== 'c' || cell === undefined) return;
      add(cell);
      cell = undefined;
    },
  };
  return { sheet, handler };
}

interface RawCell {
  readonly position: Position;
  readonly type: string;
  value: string;
  /** Whether there is a value at all: an empty text is one. */
  has: boolean;
  formula: { text: string; readonly shared: string | undefined } | undefined;
}

function rowNumber(text: string | undefined): number | undefined {
  return text === undefined || !/^[1-9]\d{0,6}$/.test(text) ? undefined : Number(text);
}

/** A cell may leave out its address: it then follows the cell before it. */
function positionAt(address: string | undefined, before: Position, sheet: string) {
  const next = { row: before.row, column: before.column + 1 };
  const position = address === undefined ? next : parseAddress(address);
  if (position === undefined || !isOnSheet(position)) {
    throw unreadable(`sheet "${sheet}" has a cell at "${address ?? addressOf(next)}"`);
  }
  return position;
}

function formulaOf(
  { formula, position }: RawCell,
  masters: Map<string, (to: Position) => string>,
  sheet: string,
): string | undefined {
  if (formula === undefined) return undefined;
  const { text, shared } = formula;
  if (shared === undefined) return text === '' ? undefined : text;
  if (text !== '') {
    if (text.length > longestFormula) throw tooLarge('a formula', longestFormula, 'characters');
    masters.set(shared, translator(text, position));
    return text;
  }
  const master = masters.get(shared);
  if (master !== undefined) return master(position);
  throw unreadable(`sheet "${sheet}" shares formula ${shared} before it is given`);
}

function cellValue(raw: RawCell, texts: readonly string[], sheet: string): CellValue | null {
  const { type, value, has } = raw;
  if (!has) return null;
  const broken = () =>
    unreadable(`sheet "${sheet}" has "${value.slice(0, 40)}" in ${addressOf(raw.position)}`);
  switch (type) {
    case 'n': {
      const number = numberOf(value.trim());
      if (number === undefined) throw broken();
      return number;
    }
    case 's': {
      const text = /^\s*\d+\s*$/.test(value) ? texts[Number(value)] : undefined;
      if (text === undefined) throw broken();
      return text;
    }
    case 'b':
      return value.trim() === '1' || value.trim() === 'true';
    case 'e':
      return { error: value };
    default:
      return decodeString(value);
  }
}

/**
 * Numbers as spreadsheets write them, and the infinities and NaNs that only some write. Gnumeric
 * computes with 80 bits: its 1.5e+400 is Infinity here.
 */
function numberOf(text: string): number | null | undefined {
  if (text === '') return null;
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return /^[+-]?nan$/i.test(text) ? NaN : undefined;
}
