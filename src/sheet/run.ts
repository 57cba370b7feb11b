import type { RangeNode } from './formula/node.ts';
import type { Place } from './functions/function.ts';
import { type CellId, nowhere, type Places } from './places.ts';
import type { Program } from './program.ts';
import { asGrid, errors, type Grid, type Scalar, type Value } from './value.ts';

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

/** Where a program's values come from. */
export interface Source {
  scalar(id: CellId): Scalar;
  /** All values of the array formula in a cell; undefined where it holds none. */
  spillAt(anchor: CellId): Value | undefined;
}

/** Works out programs as if they stood in a cell. */
export function runner(places: Places, source: Source) {
  return (program: Program, id: CellId, override?: (id: CellId) => Scalar | undefined): Run => {
    const { row, column } = places.cells[id]!;
    const place = { row, column, kinked: false, kink: () => (place.kinked = true) };
    const read =
      override === undefined
        ? source.scalar
        : (cell: CellId) => (cell === nowhere ? null : (override(cell) ?? source.scalar(cell)));
    const { operations } = program;
    const results: Value[] = new Array(operations.length);
    for (let i = 0; i < operations.length; i++) {
      const operation = operations[i]!;
      switch (operation.kind) {
        case 'constant':
          results[i] = operation.value;
          break;
        case 'cell':
          results[i] = places.hasSheet(operation.node)
            ? read(places.read(operation.node, id))
            : errors.reference;
          break;
        case 'range':
          results[i] = places.hasSheet(operation.node)
            ? blockOf(places, operation.node, id, read)
            : errors.reference;
          break;
        case 'crossing': {
          const crossed = places.crossing(operation.node, id);
          results[i] = crossed === undefined ? errors.value : read(crossed);
          break;
        }
        case 'spill':
          results[i] = source.spillAt(places.read(operation.node, id)) ?? errors.reference;
          break;
        case 'isFormula': {
          const asked = places.read(operation.node, id);
          results[i] = asked !== nowhere && places.cells[asked]!.formula !== undefined;
          break;
        }
        case 'call': {
          const given = operation.arguments.map((at) => results[at]!);
          results[i] = operation.row.value(given, place);
        }
      }
    }
    return {
      results,
      place,
      cellAt(i) {
        const operation = operations[i]!;
        if (operation.kind === 'cell') return places.read(operation.node, id);
        if (operation.kind !== 'crossing') return nowhere;
        return places.crossing(operation.node, id) ?? nowhere;
      },
      blockAt(i) {
        const operation = operations[i]!;
        if (operation.kind === 'spill') {
          const anchor = places.read(operation.node, id);
          const { columns } = asGrid(source.spillAt(anchor) ?? null);
          return cellsFrom(places, { ...places.placeOf(anchor), columns });
        }
        if (operation.kind !== 'range') return undefined;
        const { sheet, top, left, right } = places.cornersOf(operation.node, id);
        return cellsFrom(places, { sheet, row: top, column: left, columns: right - left + 1 });
      },
    };
  };
}

function cellsFrom(
  { find }: Places,
  from: { sheet: number; row: number; column: number; columns: number },
): BlockCells {
  const { sheet, row, column, columns } = from;
  return {
    columns,
    cell: (index) => find(sheet, row + Math.floor(index / columns), column + (index % columns)),
  };
}

function blockOf(places: Places, node: RangeNode, id: CellId, read: (id: CellId) => Scalar): Grid {
  const { sheet, top, left, bottom, right } = places.cornersOf(node, id);
  return {
    rows: bottom - top + 1,
    columns: right - left + 1,
    at: (row, column) => read(places.find(sheet, top + row, left + column)),
  };
}
