import { buildNetwork, type Network } from '../../src/network/network.ts';
import { diagnose } from '../../src/numeric/diagnose.ts';
import { train } from '../../src/numeric/train.ts';
import { columnOf } from '../../src/numeric/value.ts';
import { type Formula, f, type Hole } from '../../src/ops/formula.ts';
import { type Ref, ref } from '../../src/ref.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { type Quantity, quantitiesOf } from '../../src/symbolic/quantities.ts';
import { columnLetters } from '../../src/xlsx/address.ts';
import { seed, withTraining } from '../support/specs.ts';

/**
 * How a table writes the gradients.
 *
 * - `expanded`: the workbook that started this project. 31 columns, each gradient one long formula,
 *   as its derivation prints it.
 * - `factored`: the chain rule factor by factor, 43 columns.
 * - `shipped`: the table of the sheet Training, `factored` with the step and the diagnostics.
 */
export type Formulation = 'expanded' | 'factored' | 'shipped';

/** A formula as text; a number stands for a row, counted from the row of the cell itself. */
export type Pieces = readonly (string | number)[];

export interface TableColumn {
  readonly header: string;
  readonly format: string;
  /** What row 0 holds; absent if it holds what the rows below it hold. */
  readonly first?: 'constant' | Pieces;
  readonly rest: 'constant' | Pieces;
  /** One a row. */
  readonly values: Float64Array;
}

/** One sheet with a header and a row a step, as every contender writes it. */
export interface Table {
  readonly sheet: string;
  /** Single cells above the table. */
  readonly settings: readonly { readonly row: number; readonly value: number }[];
  readonly headerRow: number;
  /** Sheet row of row 0; columns begin at A. */
  readonly firstRow: number;
  readonly rows: number;
  readonly columns: readonly TableColumn[];
}

const ETA_ROW = 1;
const TOLERANCE_ROW = 2;
const HEADER_ROW = 3;
const FIRST_ROW = 4;
const NUMBER = '0.000000';
const GRADIENT = '0.00E+00';
const COUNT = '0';

/** A table of the seed's network, with the values it has at that learning rate. */
export function tableOf(formulation: Formulation, rows: number, learningRate = 1): Table {
  const network = buildNetwork(withTraining(seed, { learningRate, steps: rows - 1 }));
  const trace = train(network);
  const run = { trace, diagnosis: diagnose(trace) };
  const quantities = formulationOf(network, formulation);
  const names = namesOf(network);
  const refs = [...(formulation === 'shipped' ? [ref('step')] : []), ...quantities.map(refOf)];
  const letters = new Map(refs.map((each, i) => [key(each), columnLetters(i + 1)]));
  const pieces = (formula: Formula): Pieces =>
    joined(
      formula.cell.flatMap((part) => (typeof part === 'string' ? part : place(part, letters))),
    );
  const values = (each: Ref) =>
    Float64Array.from({ length: rows }, (_, row) => columnOf(run, each)(row));

  const columns = quantities.map((quantity): TableColumn => {
    const { first, role } = quantity;
    const typed = first === 'typed' || role === 'input' || role === 'target';
    return {
      header: names.of(quantity.ref),
      format: role === 'gradient' ? GRADIENT : role === 'diagnosis' ? COUNT : NUMBER,
      ...(typed ? { first: 'constant' } : first && { first: pieces(first as Formula) }),
      rest: pieces(quantity.formula),
      values: values(quantity.ref),
    };
  });
  const step: TableColumn = {
    header: 'step',
    format: COUNT,
    rest: 'constant',
    values: values(ref('step')),
  };
  return {
    sheet: 'Training',
    settings: [
      { row: ETA_ROW, value: learningRate },
      { row: TOLERANCE_ROW, value: network.tolerance },
    ],
    headerRow: HEADER_ROW,
    firstRow: FIRST_ROW,
    rows,
    columns: formulation === 'shipped' ? [step, ...columns] : columns,
  };
}

/** The formula as it reads in a row of the sheet. */
export function formulaAt(pieces: Pieces, sheetRow: number): string {
  let text = '';
  for (const piece of pieces) text += typeof piece === 'number' ? sheetRow + piece : piece;
  return text;
}

/** What a row of the table (counted from 0) holds in that column. */
export function contentAt(column: TableColumn, row: number): 'constant' | Pieces {
  return row === 0 ? (column.first ?? column.rest) : column.rest;
}

/** How many of its cells hold a formula. */
export function formulaCells({ rows, columns }: Table): number {
  const count = (content: 'constant' | Pieces) => (content === 'constant' ? 0 : 1);
  return columns.reduce(
    (sum, column) => sum + count(contentAt(column, 0)) + (rows - 1) * count(column.rest),
    0,
  );
}

function formulationOf(network: Network, formulation: Formulation): Quantity[] {
  const all = quantitiesOf(network);
  if (formulation === 'shipped') return all;
  const measured = all.filter(({ role }) => role !== 'diagnosis');
  if (formulation === 'factored') return measured;
  return measured
    .filter(({ ref }) => !['gradActivation', 'slope', 'gradNet'].includes(ref.kind))
    .map((quantity) =>
      quantity.ref.kind === 'gradWeight'
        ? { ...quantity, formula: expandedGradient(network, quantity.ref) }
        : quantity,
    );
}

/** ∂E/∂w in one formula, in the words of the seed's derivation; for one hidden layer. */
function expandedGradient({ layers }: Network, { layer, unit, input }: Ref): Formula {
  const a = (l: number, j: number) => ref('activation', l, j);
  const error = (j: number) => f`(${a(1, j)}-${ref('target', 0, j)})*${a(1, j)}*(1-${a(1, j)})`;
  if (layer === 1) return f`${error(unit)}*${a(0, input)}`;
  const paths = Array.from(
    { length: layers[1].units },
    (_, m) => f`${error(m)}*${ref('weight', 1, m, unit)}`,
  ).reduce((sum, path) => f`${sum}+${path}`);
  return f`(${paths})*${a(0, unit)}*(1-${a(0, unit)})*${ref('input', 0, input)}`;
}

const refOf = (quantity: Quantity): Ref => quantity.ref;
const key = ({ kind, layer, unit, input }: Ref) => [kind, layer, unit, input].join('/');

function place({ ref, at }: Hole, letters: ReadonlyMap<string, string>): (string | number)[] {
  if (ref.kind === 'eta') return [`$B$${ETA_ROW}`];
  if (ref.kind === 'tolerance') return [`$B$${TOLERANCE_ROW}`];
  const letter = letters.get(key(ref));
  if (letter === undefined) throw new Error(`the table has no column for ${key(ref)}`);
  if (at === 'row') return [letter, 0];
  // With one sample a period is a step, and its row the row.
  if (at === 'previous' || at === 'periodBefore') return [letter, -1];
  if (at === 'first' || at === 'top') return [`${letter}$${FIRST_ROW}`];
  throw new Error(`no formula of a row points at ${at}`);
}

/** The same with neighbouring texts made one. */
function joined(pieces: Pieces): Pieces {
  const all: (string | number)[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece;
    else all.push(piece);
  }
  return all;
}
