import {
  firstRowOfPeriod,
  firstRowOfStep,
  periodOfRow,
  periodsOf,
  rowOfPeriod,
  rowOfStep,
  stepOfRow,
  type Trained,
} from '../network/batches.ts';
import { at, type Formula, f, lastTerm } from '../ops/formula.ts';
import { heldIn, type Quantity } from '../symbolic/quantity.ts';
import { cellAddress } from '../xlsx/address.ts';
import { printAt, readsOtherSheets, type Table } from './place.ts';

/**
 * A column behind the table that checks each row of it: 0, or the number of a column whose cell is
 * not as it should be.
 */
export interface RowCheck {
  readonly kind: 'typed' | 'rule';
  /** Header, and what it means. */
  readonly name: string;
  readonly meaning: string;
  readonly column: number;
  /**
   * The formula of a row, counted from 0, as it reads in the first row that is of its kind: the rows of
   * a kind share it.
   */
  readonly formulaOf: (row: number) => string;
}

/** Less than the 8,192 characters that a formula may have, and the 255 arguments of MAX. */
const LONGEST = 7900;
const MOST_TERMS = 200;
/** Rows further down have longer addresses. */
const GROWTH = 1.25;

const TYPED = 'column of a cell that should hold a formula and does not; 0: there is none';
const RULE = 'column of a cell that does not follow its formula; 0: there is none';

/** What one cell adds to the check of its row; null for nothing. */
type Term = (table: Table, quantity: Quantity, row: number) => string | null;

/**
 * Checks of every row of the table, as few columns as their formulas fit into. They stand on the sheet
 * of the table, because a formula that reads another sheet cannot be shared by many rows.
 *
 * - `typed`: does every cell that should hold a formula hold one?
 * - `rule`: is every cell what its formula, computed once more, makes of the cells it reads? What is
 *   computed from an error cannot be told, and counts as right: `finite` says where that is so.
 */
export function rowChecksOf(
  table: Table,
  quantities: readonly Quantity[],
  firstColumn: number,
): RowCheck[] {
  const kinds = kindsOfRows(table);
  const typed = inParts(table, quantities, kinds, typedTerm);
  const rules = inParts(table, quantities, kinds, ruleTerm);
  const { trained } = table;
  const columns = (
    kind: RowCheck['kind'],
    name: string,
    meaning: string,
    parts: readonly ReadonlyMap<string, string>[],
    from: number,
  ) =>
    parts.map(
      (formulas, part): RowCheck => ({
        kind,
        name: parts.length === 1 ? name : `${name} ${part + 1}`,
        meaning,
        column: from + part,
        formulaOf: (row) => formulas.get(kindOfRow(trained, row))!,
      }),
    );
  return [
    ...columns('typed', 'typed', TYPED, typed, firstColumn),
    ...columns('rule', 'off rule', RULE, rules, firstColumn + typed.length),
  ];
}

/** The first row of each kind. */
function kindsOfRows({ trained, firstRow, lastRow }: Table): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>();
  for (let row = 0; row <= lastRow - firstRow; row++) {
    const kind = kindOfRow(trained, row);
    if (!kinds.has(kind)) kinds.set(kind, row);
  }
  return kinds;
}

/** What decides which formulas a row holds, and how far up they reach. */
function kindOfRow(trained: Trained, row: number): string {
  if (row === 0) return 'first';
  const step = stepOfRow(trained, row);
  const [start, end] = [firstRowOfStep(trained, step), rowOfStep(trained, step)];
  const ofStep = row === end ? `ends a step of ${end - start + 1}` : '';
  const begins = row === start ? 'begins a step' : '';
  const period = periodOfRow(trained, row);
  if (period >= periodsOf(trained) || row !== rowOfPeriod(trained, period)) {
    return `${begins} ${ofStep}`;
  }
  const length = row - firstRowOfPeriod(trained, period);
  return `${begins} ${ofStep} ends a period of ${length}${period === 0 ? ', the first' : ''}`;
}

/** The formulas of each kind of row, in parts that fit; a quantity is in one part of all kinds. */
function inParts(
  table: Table,
  quantities: readonly Quantity[],
  kinds: ReadonlyMap<string, number>,
  termOf: Term,
): ReadonlyMap<string, string>[] {
  const parts: Map<string, string[]>[] = [];
  let [length, count] = [Number.POSITIVE_INFINITY, 0];
  for (const quantity of quantities) {
    const terms = [...kinds].map(([kind, row]) => [kind, termOf(table, quantity, row)] as const);
    const longest = terms.reduce((most, [, text]) => Math.max(most, text?.length ?? 0), 0);
    if (longest === 0) continue;
    const size = GROWTH * longest + 1;
    if (length + size > LONGEST || count >= MOST_TERMS) {
      parts.push(new Map([...kinds.keys()].map((kind) => [kind, []])));
      [length, count] = [0, 0];
    }
    length += size;
    count++;
    for (const [kind, text] of terms) if (text !== null) parts.at(-1)!.get(kind)!.push(text);
  }
  return parts.map(
    (part) => new Map([...part].map(([kind, terms]) => [kind, greatest(terms)] as const)),
  );
}

const greatest = (terms: readonly string[]) =>
  terms.length === 0 ? '0' : `MAX(0,${terms.join(',')})`;

const typedTerm: Term = (table, quantity, row) => {
  const held = heldIn(quantity, table.trained, row);
  if (held === null || held === 'typed' || held === 'zero') return null;
  const column = table.columnOf(quantity.ref);
  return `(1-_xlfn.ISFORMULA(${cellAddress(column, table.firstRow + row)}))*${column}`;
};

const ruleTerm: Term = (table, quantity, row) => {
  const held = heldIn(quantity, table.trained, row);
  if (held === null || held === 'typed') return null;
  const column = table.columnOf(quantity.ref);
  const from = { sheet: table.sheet, row: table.firstRow + row };
  const cell = cellAddress(column, from.row);
  if (held === 'zero') return `IFERROR((${cell}<>0)*${column},0)`;
  // What stays the same in a step is what it was in the row above.
  const formula: Formula = held === quantity.stays ? f`${at(quantity.ref, 'previous')}` : held;
  // Of a data set; `Gradient check` compares them with it.
  if (row > 0 && readsOtherSheets(formula)) return null;
  const last = lastTerm(formula);
  const sizes = [cell, ...(last ? [printAt(last, table, from)] : [])].map((x) => `ABS(${x})`);
  const scale = sizes.length === 1 ? sizes[0] : `MAX(${sizes.join(',')})`;
  const right = printAt(formula, table, from);
  // Next to nothing is nothing: LibreOffice makes 0 of a difference that is all but 0.
  const text = `IFERROR((ABS(${cell}-(${right}))>${scale}/10^12+1/10^14)*${column},0)`;
  // Longer ones stay unchecked here; `Gradient check` adds up for itself.
  return text.length * GROWTH > LONGEST - 200 ? null : text;
};
