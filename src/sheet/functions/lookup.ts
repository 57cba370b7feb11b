import { asGrid, compare, errors, type Grid, isError, type Scalar, type Value } from '../value.ts';
import { adjointLike, type SheetFunction, stepwise } from './function.ts';

/** Where INDEX looks: a row and column counted from 0, undefined for "all of them". */
function indexed(given: readonly Value[]) {
  const grid = asGrid(given[0]!);
  const numbers = given.slice(1).map((value) => (value === null ? 0 : value));
  const fault = numbers.find((value) => isError(value) || typeof value !== 'number');
  if (fault !== undefined) return isError(fault) ? fault : errors.value;
  let [row = 0, column] = numbers.map((value) => Math.trunc(value as number));
  // A single number counts along a single row.
  if (column === undefined && grid.rows === 1) [row, column] = [1, row];
  if (column === undefined && grid.columns === 1) column = 1;
  if (row < 0 || row > grid.rows) return errors.reference;
  if ((column ?? 0) < 0 || (column ?? 0) > grid.columns) return errors.reference;
  return { grid, row: row === 0 ? undefined : row - 1, column: column ? column - 1 : undefined };
}

export const lookups = {
  INDEX: {
    arguments: [2, 3],
    value(given) {
      const place = indexed(given);
      if (isError(place as Value)) return place as { error: string };
      const { grid, row, column } = place as Exclude<typeof place, { error: string }>;
      if (row !== undefined && column !== undefined) return grid.at(row, column);
      return {
        rows: row === undefined ? grid.rows : 1,
        columns: column === undefined ? grid.columns : 1,
        at: (r, c) => grid.at(row ?? r, column ?? c),
      };
    },
    backward(given, result, adjoint) {
      const place = indexed(given);
      if ('error' in place) return [];
      const { grid, row, column } = place;
      const back = new Float64Array(grid.rows * grid.columns);
      if (typeof adjoint === 'number') back[(row ?? 0) * grid.columns + (column ?? 0)] = adjoint;
      else {
        const { columns } = result as Grid;
        for (let i = 0; i < adjoint.length; i++) {
          const r = row ?? Math.floor(i / columns);
          back[r * grid.columns + (column ?? i % columns)] = adjoint[i]!;
        }
      }
      return [adjointLike(given[0]!, back)];
    },
  },
  MATCH: stepwise(2, 3, ([wanted, range = null, kind]) => {
    const place = position(wanted as Scalar, asGrid(range), kind === undefined ? 1 : Number(kind));
    return place === undefined ? errors.missing : place + 1;
  }),
  VLOOKUP: looking(true),
  HLOOKUP: looking(false),
  ROWS: stepwise(1, 1, ([range = null]) => asGrid(range).rows),
  COLUMNS: stepwise(1, 1, ([range = null]) => asGrid(range).columns),
} as const satisfies Record<string, SheetFunction>;

/** MATCH's three ways: 0 the first equal, 1 the last that is not larger, −1 the last not smaller. */
function position(wanted: Scalar, range: Grid, kind: number): number | undefined {
  const along = Math.max(range.rows, range.columns);
  const held = (i: number) => (range.columns === 1 ? range.at(i, 0) : range.at(0, i));
  let found: number | undefined;
  for (let i = 0; i < along; i++) {
    const value = held(i);
    if (value === null || typeof value !== typeof wanted || isError(value)) continue;
    const order = compare(value, wanted);
    if (kind === 0 && order === 0) return i;
    if (kind > 0 && order <= 0) found = i;
    if (kind > 0 && order > 0) break;
    if (kind < 0 && order >= 0) found = i;
    if (kind < 0 && order < 0) break;
  }
  return found;
}

/** VLOOKUP looks down the first column and across, HLOOKUP along the first row and down. */
function looking(down: boolean): SheetFunction {
  const find = ([wanted, range = null, index, near = true]: readonly Value[]) => {
    const grid = asGrid(range);
    const edge: Grid = down
      ? { rows: grid.rows, columns: 1, at: (row) => grid.at(row, 0) }
      : { rows: 1, columns: grid.columns, at: (_, column) => grid.at(0, column) };
    const found = position(wanted as Scalar, edge, near === false || near === 0 ? 0 : 1);
    if (found === undefined) return undefined;
    const other = Number(index) - 1;
    const [row, column] = down ? [found, other] : [other, found];
    return row < grid.rows && column < grid.columns ? { grid, row, column } : undefined;
  };
  return {
    arguments: [3, 4],
    value(given) {
      const fault = given.find(isError);
      if (fault !== undefined) return fault;
      const found = find(given);
      return found === undefined ? errors.missing : found.grid.at(found.row, found.column);
    },
    backward(given, _result, adjoint) {
      const found = find(given);
      if (found === undefined) return [];
      const back = new Float64Array(found.grid.rows * found.grid.columns);
      back[found.row * found.grid.columns + found.column] = adjoint as number;
      return [undefined, back];
    },
  };
}
