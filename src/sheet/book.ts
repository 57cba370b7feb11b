import type { Cell, Cells } from '../xlsx/cells.ts';
import { type CellNode, type Node, type RangeNode, resolve } from './formula/node.ts';
import { type PlacedTable, parseFormula } from './formula/parse.ts';
import type { Place } from './functions/function.ts';
import { compile, type Program } from './program.ts';
import { type Template, templateReader } from './templates.ts';
import { asGrid, errors, type Grid, isGrid, type Scalar, type Value } from './value.ts';

/** A cell's number in a book: cells are counted in the order of the file. */
export type CellId = number;

/** No cell: an empty one. */
export const nowhere: CellId = -1;

/**
 * A workbook as a graph of cells. Every value is computed from the formulas and the typed
 * constants; what the file states as results is not read. Values are computed when asked for.
 */
export interface Book {
  readonly sheets: readonly string[];
  readonly size: number;
  /** The cell at a place, or `nowhere` if it is empty. Rows and columns count from 1. */
  find(sheet: number, row: number, column: number): CellId;
  /** Which sheet, row and column. */
  placeOf(id: CellId): CellPlace;
  cellOf(id: CellId): Cell;
  /** The formula as it stands to its cell; undefined for a constant. */
  templateOf(id: CellId): Template | undefined;
  /** The computed value, first computing all that it depends on. */
  value(id: CellId): Scalar;
  /** Greater than the order of every cell it depends on. The cell must have been computed. */
  order(id: CellId): number;
  /** The cell with the array formula that fills this one; every other cell is its own anchor. */
  anchorOf(id: CellId): CellId;
  /** Which value of its array formula's block a cell shows, counted by rows. */
  indexInBlock(id: CellId, block: Grid): number;
  /** The cells that a formula reads, computed or not; a cell may come twice. */
  references(id: CellId): CellId[];
  /** Works out a program as if it stood in a cell, without changing the book. */
  run(program: Program, at: CellId, held?: (id: CellId) => Scalar | undefined): Run;
  compile(node: Node): Program;
  /** What the formulas computed so far use and the book does not know, each with a cell of it. */
  readonly unknown: ReadonlyMap<string, CellId>;
}

export interface CellPlace {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
}

/** A program's results, operation by operation; the last is its value. */
export interface Run {
  readonly results: readonly Value[];
  readonly place: Place & { readonly kinked: boolean };
  /** The cell an operation of kind `cell` reads, or `nowhere`. */
  cellAt(operation: number): CellId;
  /** The cells a block reads, row by row; undefined if it is not read from the sheet. */
  blockAt(operation: number): BlockCells | undefined;
}

/** Where the values of a block stand. */
export interface BlockCells {
  readonly columns: number;
  cell(index: number): CellId;
}

const untouched = 0;
const started = 1;
const done = 2;

/** Builds the graph. Nothing is parsed or computed before it is asked for. */
export function openBook(cells: Cells): Book {
  const sheets = [...cells.sheets.keys()];
  const sheetNumbers = new Map(sheets.map((name, i) => [name.toLowerCase(), i]));
  const held: Cell[] = [];
  const sheetOf: number[] = [];
  const byPlace: Map<number, CellId>[] = [];
  const extents: { rows: number; columns: number }[] = [];
  for (const [i, sheet] of [...cells.sheets.values()].entries()) {
    const places = new Map<number, CellId>();
    const extent = { rows: 0, columns: 0 };
    for (const row of sheet.rows.values()) {
      for (const cell of row.values()) {
        places.set(cell.row * lane + cell.column, held.push(cell) - 1);
        sheetOf.push(i);
        extent.rows = Math.max(extent.rows, cell.row);
        extent.columns = Math.max(extent.columns, cell.column);
      }
    }
    byPlace.push(places);
    extents.push(extent);
  }
  const size = held.length;
  const state = new Uint8Array(size);
  const orders = new Float64Array(size);
  const values: Value[] = new Array(size).fill(null);
  const templates: (Template | undefined)[] = new Array(size);
  const unknown = new Map<string, CellId>();
  const spills = spillsOf(held, sheetOf, byPlace);
  let computed = 0;

  const definitions = new Map<string, string>();
  for (const { names } of [...cells.sheets.values(), cells]) {
    for (const [name, text] of names) definitions.set(name.toLowerCase(), text);
  }
  const tables = new Map<string, PlacedTable>();
  for (const sheet of cells.sheets.values()) {
    for (const table of sheet.tables)
      tables.set(table.name.toLowerCase(), { sheet: sheet.name, table });
  }
  const names = (name: string): Node | undefined => {
    const text = definitions.get(name.slice(name.lastIndexOf('!') + 1).toLowerCase());
    if (text === undefined) return undefined;
    return parseFormula(text.replace(/^=/, ''), { position: { row: 1, column: 1 }, tables });
  };
  const read = templateReader(tables, names);

  const find = (sheet: number, row: number, column: number): CellId =>
    byPlace[sheet]?.get(row * lane + column) ?? nowhere;

  function templateOf(id: CellId): Template | undefined {
    const { formula } = held[id];
    if (formula === undefined) return undefined;
    const { row, column } = held[id];
    templates[id] ??= read(formula, { row, column });
    return templates[id];
  }

  const sheetNumber = (name: string | undefined, own: number): number =>
    name === undefined ? own : (sheetNumbers.get(name.toLowerCase()) ?? -1);

  function cellAt(node: CellNode, id: CellId): CellId {
    const { row, column } = held[id];
    const sheet = sheetNumber(node.sheet, sheetOf[id]);
    return find(sheet, resolve(node.row, row), resolve(node.column, column));
  }

  /** The corners of a range; whole rows and columns end where the sheet's content ends. */
  function cornersOf(node: RangeNode, id: CellId) {
    const { row, column } = held[id];
    const sheet = sheetNumber(node.sheet, sheetOf[id]);
    const extent = extents[sheet] ?? { rows: 0, columns: 0 };
    const [r1, r2] = (node.rows?.map((axis) => resolve(axis, row)) ?? [1, extent.rows]) as number[];
    const [c1, c2] = (node.columns?.map((axis) => resolve(axis, column)) ?? [
      1,
      extent.columns,
    ]) as number[];
    return {
      sheet,
      top: Math.min(r1, r2),
      left: Math.min(c1, c2),
      bottom: Math.min(Math.max(r1, r2), Math.max(extent.rows, Math.min(r1, r2))),
      right: Math.min(Math.max(c1, c2), Math.max(extent.columns, Math.min(c1, c2))),
    };
  }

  function* cellsIn(node: RangeNode, id: CellId): Generator<CellId> {
    const { sheet, top, left, bottom, right } = cornersOf(node, id);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const found = find(sheet, row, column);
        if (found !== nowhere) yield found;
      }
    }
  }

  /** A fixed range whose cells have all been computed need not be walked again. */
  const ready = new Set<string>();

  function* reads(program: Program, id: CellId): Generator<CellId> {
    for (const operation of program.operations) {
      if (operation.kind === 'cell' || operation.kind === 'spill') {
        const found = cellAt(operation.node, id);
        if (found !== nowhere) yield found;
      } else if (operation.kind === 'range' || operation.kind === 'crossing') {
        yield* cellsIn(operation.node, id);
      }
    }
  }

  function references(id: CellId): CellId[] {
    const anchor = spills.get(id);
    if (anchor !== undefined && anchor.anchor !== id) return [anchor.anchor];
    const template = templateOf(id);
    return template === undefined ? [] : [...reads(template.program, id)];
  }

  /** Computes cells in the order of what they need, on a stack of its own: chains may be long. */
  function compute(wanted: CellId): void {
    const stack = [wanted];
    while (stack.length > 0) {
      const id = stack[stack.length - 1];
      if (state[id] === done) {
        stack.pop();
        continue;
      }
      const first = state[id] === untouched;
      state[id] = started;
      if (first && pushNeeds(id, stack)) continue;
      stack.pop();
      values[id] = evaluate(id);
      orders[id] = ++computed;
      state[id] = done;
    }
  }

  /** Puts what a cell needs on the stack; says whether there was any. A circle is cut where it closes. */
  function pushNeeds(id: CellId, stack: CellId[]): boolean {
    const anchor = spills.get(id);
    const before = stack.length;
    if (anchor !== undefined && anchor.anchor !== id) {
      if (state[anchor.anchor] === untouched) stack.push(anchor.anchor);
      return stack.length > before;
    }
    const template = templateOf(id);
    if (template === undefined) return false;
    for (const operation of template.program.operations) {
      if (operation.kind === 'cell' || operation.kind === 'spill') {
        const found = cellAt(operation.node, id);
        if (found !== nowhere && state[found] === untouched) stack.push(found);
      } else if (operation.kind === 'range' || operation.kind === 'crossing') {
        const { sheet, top, left, bottom, right } = cornersOf(operation.node, id);
        const key = `${sheet} ${top} ${left} ${bottom} ${right}`;
        if (ready.has(key)) continue;
        let open = false;
        for (const found of cellsIn(operation.node, id)) {
          if (state[found] !== done) open = true;
          if (state[found] === untouched) stack.push(found);
        }
        if (!open && (bottom - top) * (right - left + 1) > 8) ready.add(key);
      }
    }
    return stack.length > before;
  }

  function evaluate(id: CellId): Value {
    const anchor = spills.get(id);
    if (anchor !== undefined && anchor.anchor !== id) {
      const from = held[anchor.anchor];
      return elementOf(
        values[anchor.anchor],
        held[id].row - from.row,
        held[id].column - from.column,
      );
    }
    const template = templateOf(id);
    if (template === undefined) {
      const { value } = held[id];
      return typeof value === 'number' && !Number.isFinite(value) ? errors.number : value;
    }
    for (const what of template.program.unknown) if (!unknown.has(what)) unknown.set(what, id);
    const { results } = run(template.program, id);
    const value = results[results.length - 1];
    if (anchor !== undefined) return isGrid(value) ? settled(value) : value;
    // An empty cell that is read shows 0. A block in one cell shows its first value.
    return isGrid(value) ? value.at(0, 0) : (value ?? 0);
  }

  const scalar = (id: CellId): Scalar => {
    if (id === nowhere) return null;
    if (state[id] === started) return errors.circle;
    if (state[id] === untouched) compute(id);
    const value = values[id];
    return isGrid(value) ? value.at(0, 0) : value;
  };

  function run(program: Program, id: CellId, override?: (id: CellId) => Scalar | undefined): Run {
    const { row, column } = held[id];
    const place = { row, column, kinked: false, kink: () => (place.kinked = true) };
    const read =
      override === undefined
        ? scalar
        : (cell: CellId) => (cell === nowhere ? null : (override(cell) ?? scalar(cell)));
    const { operations } = program;
    const results: Value[] = new Array(operations.length);
    for (let i = 0; i < operations.length; i++) {
      const operation = operations[i];
      switch (operation.kind) {
        case 'constant':
          results[i] = operation.value;
          break;
        case 'cell':
          results[i] = isKnownSheet(operation.node)
            ? read(cellAt(operation.node, id))
            : errors.reference;
          break;
        case 'range':
          results[i] = isKnownSheet(operation.node)
            ? blockOf(operation.node, id, read)
            : errors.reference;
          break;
        case 'crossing': {
          const crossed = crossing(cornersOf(operation.node, id), row, column);
          results[i] = crossed === undefined ? errors.value : read(find(...crossed));
          break;
        }
        case 'spill': {
          const anchor = cellAt(operation.node, id);
          scalar(anchor);
          results[i] =
            anchor === nowhere || !spills.has(anchor) ? errors.reference : values[anchor];
          break;
        }
        case 'isFormula': {
          const asked = cellAt(operation.node, id);
          results[i] = asked !== nowhere && held[asked].formula !== undefined;
          break;
        }
        case 'call': {
          const given = operation.arguments.map((place) => results[place]);
          results[i] = operation.row.value(given, place);
        }
      }
    }
    return {
      results,
      place,
      cellAt(i) {
        const operation = operations[i];
        if (operation.kind === 'cell') return cellAt(operation.node, id);
        if (operation.kind !== 'crossing') return nowhere;
        const crossed = crossing(cornersOf(operation.node, id), row, column);
        return crossed === undefined ? nowhere : find(...crossed);
      },
      blockAt(i) {
        const operation = operations[i];
        if (operation.kind === 'spill') {
          const anchor = cellAt(operation.node, id);
          const from = held[anchor];
          const grid = asGrid(values[anchor]);
          const cell = (index: number) =>
            find(
              sheetOf[anchor],
              from.row + Math.floor(index / grid.columns),
              from.column + (index % grid.columns),
            );
          return { columns: grid.columns, cell };
        }
        if (operation.kind !== 'range') return undefined;
        const { sheet, top, left, right } = cornersOf(operation.node, id);
        const columns = right - left + 1;
        const cell = (index: number) =>
          find(sheet, top + Math.floor(index / columns), left + (index % columns));
        return { columns, cell };
      },
    };
  }

  const isKnownSheet = ({ sheet }: { readonly sheet: string | undefined }) =>
    sheet === undefined || sheetNumbers.has(sheet.toLowerCase());

  function blockOf(node: RangeNode, id: CellId, read: (id: CellId) => Scalar): Grid {
    const { sheet, top, left, bottom, right } = cornersOf(node, id);
    return {
      rows: bottom - top + 1,
      columns: right - left + 1,
      at: (row, column) => read(find(sheet, top + row, left + column)),
    };
  }

  return {
    sheets,
    size,
    find,
    placeOf: (id) => ({ sheet: sheetOf[id], row: held[id].row, column: held[id].column }),
    cellOf: (id) => held[id],
    templateOf,
    value(id) {
      if (id !== nowhere && state[id] !== done) compute(id);
      return scalar(id);
    },
    order: (id) => orders[id],
    anchorOf: (id) => spills.get(id)?.anchor ?? id,
    indexInBlock(id, { rows, columns }) {
      const from = held[spills.get(id)?.anchor ?? id];
      const row = rows === 1 ? 0 : held[id].row - from.row;
      const column = columns === 1 ? 0 : held[id].column - from.column;
      return row < rows && column < columns ? row * columns + column : -1;
    },
    references,
    run,
    compile: (node) => compile(node, names),
    unknown,
  };
}

/** More than the columns of a sheet: row · lane + column is a number for each place. */
const lane = 16_385;

type Corners = { sheet: number; top: number; left: number; bottom: number; right: number };

function crossing(
  { sheet, top, left, bottom, right }: Corners,
  row: number,
  column: number,
): [sheet: number, row: number, column: number] | undefined {
  if (left === right && row >= top && row <= bottom) return [sheet, row, left];
  if (top === bottom && column >= left && column <= right) return [sheet, top, column];
  return top === bottom && left === right ? [sheet, top, left] : undefined;
}

/** The cells that array formulas fill: each leads to the cell that holds the formula. */
function spillsOf(
  held: readonly Cell[],
  sheetOf: readonly number[],
  byPlace: readonly ReadonlyMap<number, CellId>[],
): Map<CellId, { anchor: CellId }> {
  const spills = new Map<CellId, { anchor: CellId }>();
  for (const [id, cell] of held.entries()) {
    if (cell.array === undefined) continue;
    const { first: from, last: to } = cell.array;
    const places = byPlace[sheetOf[id]];
    // A hostile file may claim the whole sheet: only cells that exist are looked at.
    if ((to.row - from.row + 1) * (to.column - from.column + 1) > 4 * places.size + 64) continue;
    for (let row = from.row; row <= to.row; row++) {
      for (let column = from.column; column <= to.column; column++) {
        const filled = places.get(row * lane + column);
        if (filled !== undefined) spills.set(filled, { anchor: id });
      }
    }
  }
  return spills;
}

/** A value of an array formula's block; a single value or row is repeated, as spreadsheets do. */
function elementOf(value: Value, row: number, column: number): Scalar {
  if (!isGrid(value)) return value;
  const r = value.rows === 1 ? 0 : row;
  const c = value.columns === 1 ? 0 : column;
  return r < value.rows && c < value.columns ? (value.at(r, c) ?? 0) : errors.missing;
}

/** A block's values at hand, so that nothing is computed again when one of them is read. */
function settled(grid: Grid): Grid {
  const values: Scalar[] = [];
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const value = grid.at(row, column);
      values.push(value === null ? 0 : value);
    }
  }
  return { rows: grid.rows, columns: grid.columns, at: (r, c) => values[r * grid.columns + c] };
}
