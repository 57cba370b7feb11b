import type { Ref } from '../ref.ts';

/** Where a hole points. */
export type At =
  /** In the table of the run: the row that the formula stands in. */
  | 'row'
  /** The row above. */
  | 'previous'
  /** The first row, the whole column, and the column without its last or its first row. */
  | 'top'
  | 'column'
  | 'butLast'
  | 'butFirst'
  /** The first row of the formula's step, and all rows of the step down to the formula's. */
  | 'stepTop'
  | 'stepRows'
  /** Of the periods that the verdict judges: all rows of the formula's, down to its own; the last row of the one before. */
  | 'periodRows'
  | 'periodBefore'
  /** The last row of the first one, of the last one, and of the one ten before that (the first, if there are fewer). */
  | 'first'
  | 'last'
  | 'tenBeforeLast'
  /** All rows of the last one. */
  | 'lastRows'
  /** Outside the table: the cell in which the number was given, or its column in the data set. */
  | 'given'
  | 'data';

/** A place in a formula that a quantity fills. */
export interface Hole {
  readonly ref: Ref;
  readonly at: At;
}

type Part = string | Hole;

/**
 * A formula as text with holes, once in the words of a spreadsheet and once in those of a textbook.
 * It says nothing of cells: whoever prints it says what goes into the holes.
 */
export interface Formula {
  readonly cell: readonly Part[];
  readonly symbol: readonly Part[];
}

/** Points a ref at another row than the one the formula stands in. */
export function at(ref: Ref, where: At): Hole {
  return { ref, at: where };
}

/**
 * Writes a formula as it reads in a cell: f`${w}*${x}`. The textbook form follows by changing the
 * operators (`*` to `·`); what needs other words there is made by `worded`.
 */
export function f(
  text: TemplateStringsArray,
  ...values: readonly (Formula | Hole | Ref)[]
): Formula {
  const cell: Part[] = [];
  const symbol: Part[] = [];
  for (const [i, literal] of text.entries()) {
    if (literal !== '') {
      cell.push(literal);
      symbol.push(textbook(literal));
    }
    const value = values[i];
    if (value === undefined) continue;
    const inner = asFormula(value);
    cell.push(...inner.cell);
    symbol.push(...inner.symbol);
  }
  return { cell, symbol };
}

/**
 * Fills the `{x}` holes of a function row's texts: worded(row, { x: net }).
 * @throws Error if a text names a hole that is not given.
 */
export function worded(
  text: { readonly cell: string; readonly symbol: string },
  holes: Readonly<Record<string, Formula | Hole | Ref>>,
): Formula {
  const fill = (template: string, words: 'cell' | 'symbol'): Part[] =>
    template
      .split(/(\{\w+-?\})/)
      .filter((part) => part !== '')
      .flatMap((part): readonly Part[] => {
        if (!/^\{\w+-?\}$/.test(part)) return [part];
        const inner = holes[part.slice(1, -1)];
        if (!inner) throw new Error(`no ${part} for "${template}"`);
        return asFormula(inner)[words];
      });
  return { cell: fill(text.cell, 'cell'), symbol: fill(text.symbol, 'symbol') };
}

/** The same formula with other things in some of its holes; undefined leaves a hole as it is. */
export function rewritten(formula: Formula, other: (hole: Hole) => Formula | undefined): Formula {
  const fill = (words: 'cell' | 'symbol') =>
    formula[words].flatMap((part): readonly Part[] => {
      const inner = typeof part === 'string' ? undefined : other(part);
      return inner ? inner[words] : [part];
    });
  return { cell: fill('cell'), symbol: fill('symbol') };
}

/** The sum of the terms, left to right. */
export function sum(terms: readonly (Formula | Hole | Ref)[]): Formula {
  return chained(terms, '+');
}

/** The product of the factors, left to right. */
export function product(factors: readonly (Formula | Hole | Ref)[]): Formula {
  return chained(factors, '*');
}

/** In one go: a sum over a wide layer that grew term by term would be copied as often. */
function chained(terms: readonly (Formula | Hole | Ref)[], operator: '+' | '*'): Formula {
  const all = terms.map(asFormula);
  const parts = (words: 'cell' | 'symbol', between: string) =>
    all.flatMap((term, i) => (i === 0 ? term[words] : [between, ...term[words]]));
  return { cell: parts('cell', operator), symbol: parts('symbol', textbook(operator)) };
}

/**
 * What is added or taken away last: `b` of `w*x+b`; null of what is no sum.
 */
export function lastTerm({ cell }: Formula): Formula | null {
  let depth = 0;
  let found: Formula | null = null;
  for (const [i, part] of cell.entries()) {
    if (typeof part !== 'string') continue;
    for (const [j, character] of [...part].entries()) {
      if (character === '(') depth++;
      else if (character === ')') depth--;
      else if (depth === 0 && /[+-]/.test(character) && i + j > 0) {
        const term = [part.slice(j + 1), ...cell.slice(i + 1)].filter((each) => each !== '');
        found = { cell: term, symbol: [] };
      }
    }
  }
  return found;
}

/** The greatest of the terms. */
export function greatest(terms: readonly (Formula | Hole | Ref)[]): Formula {
  const inner = terms.map(asFormula);
  const list = (parts: readonly (readonly Part[])[], comma: string) =>
    parts.flatMap((part, i) => (i === 0 ? part : [comma, ...part]));
  return {
    cell: [
      'MAX(',
      ...list(
        inner.map(({ cell }) => cell),
        ',',
      ),
      ')',
    ],
    symbol: [
      'max(',
      ...list(
        inner.map(({ symbol }) => symbol),
        ', ',
      ),
      ')',
    ],
  };
}

/** A formula whose textbook form is another's, or some words. */
export function readAs(formula: Formula, textbook: Formula | string): Formula {
  const symbol = typeof textbook === 'string' ? [textbook] : textbook.symbol;
  return { cell: formula.cell, symbol };
}

/** Text that is the same in a cell and in a textbook. */
export function literal(text: string | number): Formula {
  return { cell: [String(text)], symbol: [String(text)] };
}

/** The formula as spreadsheet text (without the leading `=`), each hole filled with an address. */
export function printCell(formula: Formula, address: (hole: Hole) => string): string {
  return print(formula.cell, address);
}

/**
 * The formula as a textbook writes it, each hole filled with a name (or a number). A name that is a
 * quotient or has several words is put in brackets to be squared.
 */
export function printSymbol({ symbol }: Formula, name: (hole: Hole) => string): string {
  const isSquared = (index: number) => /^²/.test(String(symbol[index + 1]));
  return symbol
    .map((part, index) => {
      if (typeof part === 'string') return part;
      const text = name(part);
      return isSquared(index) && /[\s/]/.test(text) ? `(${text})` : text;
    })
    .join('');
}

/** The textbook form piece by piece, for a line that puts something else into each hole. */
export function symbolParts(formula: Formula): readonly (string | Hole)[] {
  return formula.symbol;
}

function print(parts: readonly Part[], fill: (hole: Hole) => string): string {
  return parts.map((part) => (typeof part === 'string' ? part : fill(part))).join('');
}

function asFormula(value: Formula | Hole | Ref): Formula {
  if ('cell' in value) return value;
  const hole: Hole = 'at' in value ? value : { ref: value, at: 'row' };
  return { cell: [hole], symbol: [hole] };
}

/** Text in quotes stays as it is. */
function textbook(literal: string): string {
  const operators: Record<string, string> = { '*': '·', '+': ' + ', '-': ' − ' };
  return literal.replace(/"[^"]*"|[*+-]/g, (found) => operators[found] ?? found);
}
