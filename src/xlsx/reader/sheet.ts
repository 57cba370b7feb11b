import { addressOf, isOnSheet, type Position, parseAddress } from '../address.ts';
import type { Cell, CellValue } from '../cells.ts';
import { formulasOf, type RawFormula } from './formulas.ts';
import { once } from './once.ts';
import { unreadable } from './problem.ts';
import { decodeString, type Element } from './xml.ts';

/** A formula that others share is taken apart, which costs so many times its length. */
const masterCost = 50;

/** Called for every cell read, with the number of characters it keeps; may throw to stop. */
export type Toll = (characters: number) => void;

/**
 * Reads the XML of one worksheet into `rows`. `texts` are the workbook's shared strings. Formulas
 * that a cell shares with a master come out as they read in that cell. Rows and cells stand in
 * their order and once, as every program writes them; where one stood twice, each reader would take
 * another.
 */
export function sheetReader(name: string, texts: readonly string[], toll: Toll) {
  const rows = new Map<number, Map<number, Cell>>();
  const formulas = formulasOf(name);
  let position = { row: 0, column: 0 };
  let cell: RawCell | undefined;

  const row: Element = {
    open({ r }) {
      position = { row: nextRow(r, position.row, name), column: 0 };
    },
    children: {
      c: {
        open({ r, t = 'n' }) {
          position = nextCell(r, position, name);
          cell = { position, type: t, value: '', has: false, formula: undefined };
        },
        close() {
          if (cell !== undefined) add(cell);
          cell = undefined;
        },
        children: {
          v: valueReader(() => cell),
          f: formulaReader(() => cell),
          is: inlineReader(() => cell),
        },
      },
    },
  };

  function add(raw: RawCell): void {
    const { text: formula, array, isMaster } = formulas.read(raw);
    const value = cellValue(raw, texts, name);
    if (value === null && formula === undefined) return;
    const { row, column } = raw.position;
    toll((formula?.length ?? 0) * (isMaster ? masterCost : 1) + raw.value.length);
    const cells = rows.get(row) ?? new Map<number, Cell>();
    rows.set(row, cells);
    const address = addressOf(raw.position);
    cells.set(column, { row, column, address, value, formula, ...(array && { array }) });
  }

  const worksheet: Element = {
    open: once(`sheets in the part of "${name}"`),
    children: { sheetData: { open: once(`tables of cells on "${name}"`), children: { row } } },
  };
  return { rows, roots: { worksheet } };
}

interface RawCell {
  readonly position: Position;
  readonly type: string;
  value: string;
  /** Whether there is a value at all: an empty text is one. */
  has: boolean;
  formula: RawFormula | undefined;
}

type Current = () => RawCell | undefined;

function valueReader(current: Current) {
  return {
    open() {
      const cell = current()!;
      if (cell.has) throw unreadable(`${addressOf(cell.position)} has two values`);
      cell.has = true;
    },
    text(piece: string) {
      current()!.value += piece;
    },
  };
}

/** Text in the cell itself, whole or in formatted runs; how a Japanese text is spoken is left out. */
function inlineReader(current: Current): Element {
  const t: Element = {
    text(piece) {
      current()!.value += piece;
    },
  };
  const { open } = valueReader(current);
  return { open, children: { t, r: { children: { t } } } };
}

function formulaReader(current: Current): Element {
  return {
    open({ t = 'normal', si = '', ref = '', r1 = '', r2 = '' }) {
      const cell = current()!;
      if (cell.formula !== undefined) {
        throw unreadable(`${addressOf(cell.position)} has two formulas`);
      }
      cell.formula = {
        // A what-if table has no text; it is shown as the function that Excel shows.
        text: t === 'dataTable' ? `TABLE(${r1},${r2})` : '',
        type: t,
        number: si,
        reach: ref,
      };
    },
    text(piece) {
      current()!.formula!.text += piece;
    },
  };
}

function nextRow(number: string | undefined, before: number, sheet: string): number {
  const row = number === undefined ? before + 1 : /^[1-9]\d{0,6}$/.test(number) ? +number : 0;
  if (row > before && isOnSheet({ row, column: 1 })) return row;
  const shown = number?.slice(0, 40) ?? before + 1;
  throw unreadable(`sheet "${sheet}" has a row "${shown}" that is out of order or off the sheet`);
}

/** A cell may leave out its address: it then follows the cell before it. */
function nextCell(address: string | undefined, before: Position, sheet: string): Position {
  const next = { row: before.row, column: before.column + 1 };
  const position = address === undefined ? next : parseAddress(address);
  if (position === undefined || !isOnSheet(position)) {
    const shown = (address ?? addressOf(next)).slice(0, 40);
    throw unreadable(`sheet "${sheet}" has a cell at "${shown}"`);
  }
  if (position.row !== before.row || position.column < next.column) {
    throw unreadable(`sheet "${sheet}" has ${addressOf(position)} twice or out of order`);
  }
  return position;
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
