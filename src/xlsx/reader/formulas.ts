import { addressOf, type Position, parseRange, type Range } from '../address.ts';
import { translator } from '../formula-text.ts';
import { EXCEL } from '../limits.ts';
import { tooLarge, unreadable } from './problem.ts';

/** A formula as its element has it. */
export interface RawFormula {
  text: string;
  /** `normal`, `shared`, `array` or `dataTable`. */
  readonly type: string;
  /** Of the formula that is shared. */
  readonly number: string;
  /** The cells it is for: those that share it, or those that one result fills. */
  readonly reach: string;
}

/** What a cell's formula comes to. */
export interface ReadFormula {
  /** Without `=`; undefined for none. */
  readonly text: string | undefined;
  /** The cells that an array formula fills. */
  readonly array?: Range | undefined;
  /** Whether others share it. */
  readonly isMaster: boolean;
}

const none: ReadFormula = { text: undefined, isMaster: false };

/**
 * Reads the formulas of one sheet, cell by cell in their order. A formula that is shared comes out
 * as it reads in the cell. Each is given once, in a cell it is for and before those that share it,
 * and no cell has a formula of its own where one result fills it: programs would differ in which of
 * two they take.
 *
 * @param sheet its name, for messages.
 */
export function formulasOf(sheet: string) {
  const masters = new Map<number, Master>();
  const blocks = blocksOf(sheet);

  return {
    read({ formula, position }: Placed): ReadFormula {
      if (formula === undefined) return none;
      const { text, type } = formula;
      blocks.refuseWithin(position);
      switch (type) {
        case 'normal':
          return text === '' ? none : { text, isMaster: false };
        case 'shared':
          return shared(formula, position);
        case 'array':
        case 'dataTable': {
          const block = blocks.add(formula, position);
          if (text === '') return none;
          return { text, isMaster: false, ...(type === 'array' && { array: block }) };
        }
        default:
          throw unreadable(
            `sheet "${sheet}" has a formula of the kind "${type.slice(0, 40)}" in ${addressOf(position)}`,
          );
      }
    },
  };

  function shared({ text, number, reach }: RawFormula, position: Position): ReadFormula {
    const shown = number.slice(0, 40);
    const at = addressOf(position);
    if (!/^\d{1,10}$/.test(number)) {
      throw unreadable(`sheet "${sheet}" shares a formula "${shown}" in ${at}`);
    }
    const master = masters.get(Number(number));
    if (text === '') {
      if (master === undefined) {
        throw unreadable(`sheet "${sheet}" shares formula ${shown} before it is given`);
      }
      if (!holds(master.range, position)) {
        throw unreadable(`sheet "${sheet}" shares formula ${shown} in ${at}, for which it is not`);
      }
      return { text: master.at(position), isMaster: false };
    }
    if (master !== undefined) {
      throw unreadable(`sheet "${sheet}" has the shared formula ${shown} twice, again in ${at}`);
    }
    if (text.length > EXCEL.formulaCharacters) {
      throw tooLarge('a formula', EXCEL.formulaCharacters, 'characters');
    }
    const range = parseRange(reach);
    if (range === undefined || !holds(range, position)) {
      throw unreadable(`sheet "${sheet}" has a formula in ${at} that only other cells share`);
    }
    masters.set(Number(number), { range, at: translator(text, position) });
    return { text, isMaster: true };
  }
}

interface Placed {
  readonly formula: RawFormula | undefined;
  readonly position: Position;
}

interface Master {
  readonly range: Range;
  readonly at: (to: Position) => string;
}

/** More array formulas side by side than any sheet has. */
const mostOpen = 1000;

/** The blocks of cells that one result fills, as far as the rows still to come reach into them. */
function blocksOf(sheet: string) {
  // They have no cell in common, so that their order by columns is one.
  let open: Range[] = [];
  let row = 0;
  /** The last block that begins in this column or before it. */
  const before = (column: number): number => {
    let [low, high] = [0, open.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (open[middle]!.first.column <= column) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const isTaken = ({ first, last }: Range): boolean => {
    const block = open[before(last.column)];
    return block !== undefined && block.last.column >= first.column;
  };
  const refuse = (position: Position) =>
    unreadable(`sheet "${sheet}" has a formula in ${addressOf(position)}, which another one fills`);

  return {
    /** @throws where another formula's result fills the cell. */
    refuseWithin(position: Position): void {
      if (position.row !== row) {
        row = position.row;
        if (open.length > 0) open = open.filter(({ last }) => last.row >= row);
      }
      if (isTaken({ first: position, last: position })) throw refuse(position);
    },
    /** @throws unless the block begins in the cell and has no cell of another. */
    add({ reach, type }: RawFormula, position: Position): Range | undefined {
      if (reach === '') return undefined;
      const range = parseRange(reach);
      if (range?.first.row !== position.row || range.first.column !== position.column) {
        const kind = type === 'array' ? 'an array formula' : 'a what-if table';
        throw unreadable(`sheet "${sheet}" has ${kind} in ${addressOf(position)} for other cells`);
      }
      if (isTaken(range)) throw refuse(position);
      open.splice(before(position.column) + 1, 0, range);
      if (open.length > mostOpen) throw tooLarge('a row', mostOpen, 'array formulas');
      return range;
    },
  };
}

function holds({ first, last }: Range, { row, column }: Position): boolean {
  return row >= first.row && row <= last.row && column >= first.column && column <= last.column;
}
