import type { Cell, Cells } from '../xlsx/cells.ts';
import type { Node } from './formula/node.ts';
import { type PlacedTable, parseFormula } from './formula/parse.ts';
import { type CellId, type CellPlace, nowhere, placesOf } from './places.ts';
import { compile, type Program } from './program.ts';
import { type Run, runner } from './run.ts';
import { elementOf, settled, spillsOf } from './spills.ts';
import { type Template, templateReader } from './templates.ts';
import { errors, type Grid, isGrid, type Scalar, type Value } from './value.ts';

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
  /** The formula as it stands to its cell; undefined for a constant, and where there is no cell. */
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

const untouched = 0;
const started = 1;
const done = 2;

/** Builds the graph. Nothing is parsed or computed before it is asked for. */
export function openBook(cells: Cells): Book {
  const places = placesOf(cells);
  const { sheets, size, cells: held, find } = places;
  const state = new Uint8Array(size);
  const orders = new Float64Array(size);
  const values: Value[] = new Array(size).fill(null);
  const templates: (Template | undefined)[] = new Array(size);
  const unknown = new Map<string, CellId>();
  const spills = spillsOf(places);
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

  function templateOf(id: CellId): Template | undefined {
    const cell = id === nowhere ? undefined : held[id];
    if (cell?.formula === undefined) return undefined;
    templates[id] ??= read(cell.formula, cell);
    return templates[id];
  }

  /** A fixed range whose cells have all been computed need not be walked again. */
  const ready = new Set<string>();

  function* reads(program: Program, id: CellId): Generator<CellId> {
    for (const operation of program.operations) {
      if (operation.kind === 'cell' || operation.kind === 'spill') {
        const found = places.read(operation.node, id);
        if (found !== nowhere) yield found;
      } else if (operation.kind === 'range' || operation.kind === 'crossing') {
        yield* places.within(places.cornersOf(operation.node, id));
      }
    }
  }

  function references(id: CellId): CellId[] {
    const anchor = spills.get(id);
    if (anchor !== undefined && anchor !== id) return [anchor];
    const template = templateOf(id);
    return template === undefined ? [] : [...reads(template.program, id)];
  }

  /** Computes cells in the order of what they need, on a stack of its own: chains may be long. */
  function compute(wanted: CellId): void {
    const stack = [wanted];
    while (stack.length > 0) {
      const id = stack.at(-1)!;
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
    if (anchor !== undefined && anchor !== id) {
      if (state[anchor] === untouched) stack.push(anchor);
      return stack.length > before;
    }
    const template = templateOf(id);
    if (template === undefined) return false;
    for (const operation of template.program.operations) {
      if (operation.kind === 'cell' || operation.kind === 'spill') {
        const found = places.read(operation.node, id);
        if (found !== nowhere && state[found] === untouched) stack.push(found);
      } else if (operation.kind === 'range' || operation.kind === 'crossing') {
        const corners = places.cornersOf(operation.node, id);
        const { sheet, top, left, bottom, right } = corners;
        const key = `${sheet} ${top} ${left} ${bottom} ${right}`;
        if (ready.has(key)) continue;
        let open = false;
        for (const found of places.within(corners)) {
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
    if (anchor !== undefined && anchor !== id) {
      const from = held[anchor]!;
      return elementOf(values[anchor]!, held[id]!.row - from.row, held[id]!.column - from.column);
    }
    const template = templateOf(id);
    if (template === undefined) {
      const { value } = held[id]!;
      return typeof value === 'number' && !Number.isFinite(value) ? errors.number : value;
    }
    for (const what of template.program.unknown) if (!unknown.has(what)) unknown.set(what, id);
    const { results } = run(template.program, id);
    const value = results.at(-1)!;
    if (anchor !== undefined) return isGrid(value) ? settled(value) : value;
    // An empty cell that is read shows 0. A block in one cell shows its first value.
    return isGrid(value) ? value.at(0, 0) : (value ?? 0);
  }

  const scalar = (id: CellId): Scalar => {
    if (id === nowhere) return null;
    if (state[id] === started) return errors.circle;
    if (state[id] === untouched) compute(id);
    const value = values[id]!;
    return isGrid(value) ? value.at(0, 0) : value;
  };

  const run = runner(places, {
    scalar,
    spillAt(anchor) {
      if (anchor === nowhere || !spills.has(anchor)) return undefined;
      scalar(anchor);
      return values[anchor];
    },
  });

  return {
    sheets,
    size,
    find,
    placeOf: places.placeOf,
    cellOf: (id) => held[id]!,
    templateOf,
    value(id) {
      if (id !== nowhere && state[id] !== done) compute(id);
      return scalar(id);
    },
    order: (id) => orders[id]!,
    anchorOf: (id) => spills.get(id) ?? id,
    indexInBlock(id, { rows, columns }) {
      const from = held[spills.get(id) ?? id]!;
      const row = rows === 1 ? 0 : held[id]!.row - from.row;
      const column = columns === 1 ? 0 : held[id]!.column - from.column;
      return row < rows && column < columns ? row * columns + column : -1;
    },
    references,
    run,
    compile: (node) => compile(node, names),
    unknown,
  };
}
