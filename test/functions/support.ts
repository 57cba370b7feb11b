import type { FunctionParameter, Parameters } from '../../src/functions/parameters.ts';
import type { Engine } from '../engines/engine.ts';
import { type Content, type Grid, gridFile, valueAt } from '../support/grid.ts';

/** Net inputs: around every kink, where exponentials are flat, and where they overflow. */
export const GRID = [
  -300, -50, -11, -9.5, -5, -2.5, -1, -0.6, -0.1, -1e-3, 0, 1e-3, 0.1, 0.5, 0.75, 1, 2.5, 5, 9.5,
  11, 50, 300,
];

/** Net inputs of whole layers of 1 to 5 units: alike, far apart, and everything between. */
export const LAYERS: readonly (readonly number[])[] = [
  [0],
  [300],
  [-300],
  [0, 0],
  [0.3, -1.2],
  [300, -300],
  [-300, -299.5],
  [2, 2, 2],
  [1.5, -0.25, 0.75],
  [300, 0, -300],
  [-5, 11, 9.5, 10.75],
  [0.1, 0.2, 0.3, 0.4],
  [-0.6, 2.5, 2.5, -1e-3, 1],
  [50, 49, 48, -50, 0],
  [-300, -300, -300, -300, -300],
];

/** The defaults, and other values that the row allows. */
export function parameterSets(
  rows: Readonly<Record<string, FunctionParameter>> = {},
): Partial<Parameters>[] {
  const all = (value: number) =>
    Object.fromEntries(
      Object.entries(rows).map(([key, { least, most }]) => [
        key,
        Math.min(most, Math.max(least, value)),
      ]),
    );
  return Object.keys(rows).length === 0 ? [{}] : [{}, all(0.25), all(-0.75), all(1)];
}

/** A text of a table, numbers for its holes, and what it should come to. */
export interface Check {
  readonly name: string;
  readonly text: string;
  readonly holes: Readonly<Record<string, number>>;
  readonly expected: number;
}

/** What a program computes otherwise. Every number stands in a cell, a check a row. */
export async function wrongTexts(engine: Engine, checks: readonly Check[]): Promise<unknown[]> {
  const grid = checks.map(({ text, holes }, row): Content[] => {
    const keys = Object.keys(holes);
    const filled = text.replace(/\{(\w+)\}/g, (hole, key) => {
      if (!keys.includes(key)) throw new Error(`no ${hole} for "${text}"`);
      return String.fromCharCode(66 + keys.indexOf(key)) + (row + 1);
    });
    return [{ formula: filled }, ...Object.values(holes)];
  });
  const got = await computed(engine, grid);
  return checks.flatMap(({ name, holes, expected }, row) => {
    const value = got(row, 0);
    return isNear(value, expected) ? [] : [{ name, holes, expected, got: value }];
  });
}

/** The cells of a sheet as an engine computes them, by row and column from 0. */
export async function computed(
  engine: Engine,
  grid: Grid,
): Promise<(row: number, column: number) => unknown> {
  const [cells] = await engine.recalculate([await gridFile({ Sheet: grid })]);
  return (row, column) => valueAt(cells, 'Sheet', row, column);
}

/** Within what engines differ by where they agree. */
export function isNear(got: unknown, expected: number, relative = 1e-12): boolean {
  const allowed = 1e-14 + relative * Math.abs(expected);
  return typeof got === 'number' && Math.abs(got - expected) <= allowed;
}

/** (f(x + h) − f(x − h)) / 2h */
export function quotient(f: (x: number) => number, x: number, size = 1e-5): number {
  const h = size * Math.max(1, Math.abs(x));
  return (f(x + h) - f(x - h)) / (2 * h);
}
