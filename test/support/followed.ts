import { expect } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { type Place, SHEETS } from '../../src/layout/sheets.ts';
import { firstRowOfStep, rowOfStep } from '../../src/network/batches.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { isTrained, parametersOf } from '../../src/network/parameters.ts';
import { networkAt } from '../../src/numeric/at.ts';
import { updateOf } from '../../src/numeric/descend.ts';
import { type Trace, train } from '../../src/numeric/train.ts';
import type { Ref } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { addressOf, cellAddress } from '../../src/xlsx/address.ts';
import { type Cells, type CellValue, isCellError } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { openWorkbook } from '../engines/hyperformula.ts';
import { valueByName } from './oracle.ts';
import { someOf } from './picture/variants.ts';

type Plan = ReturnType<typeof planWorkbook>;
type Read = (row: number, column: number) => CellValue | null | undefined;

/** One factor as a reader sees it: its name and its number. */
export interface Tile {
  readonly name: string;
  readonly value: CellValue | null | undefined;
}

/** What `Network` tells of what is followed, as a reader sees it. */
export interface Told {
  readonly heading: string;
  readonly ways: readonly {
    readonly label: string;
    readonly tiles: readonly Tile[];
    readonly product: CellValue | null | undefined;
  }[];
  readonly sum: CellValue | null | undefined;
  readonly sumWords: string;
  readonly lines: readonly {
    readonly symbols: string;
    readonly numbers: string;
    readonly result: CellValue | null | undefined;
  }[];
}

/** Reads the block, tile by tile. */
export function readFollowed({ ways, networkSheet }: Plan, read: Read): Told {
  const { row, wayRow, sumRow, lineRow, columns } = networkSheet.waysBlock;
  const text = (...at: [number, number]) => String(read(...at) ?? '');
  const told = Array.from({ length: ways.most }, (_, k) => ({
    label: text(wayRow(k), columns.product),
    product: read(wayRow(k) + 1, columns.product),
    tiles: [...ways.slots.keys()].flatMap((slot): Tile[] => {
      const name = text(wayRow(k), columns.slot(slot));
      const value = read(wayRow(k) + 1, columns.slot(slot));
      if (name === '') expect(value, 'a tile without a name').toBe('');
      return name === '' ? [] : [{ name, value }];
    }),
  }));
  return {
    heading: text(row, 1),
    ways: told.filter(({ label, product, tiles }) => {
      if (label === '') expect([product, tiles], 'a way without a name').toEqual(['', []]);
      return label !== '';
    }),
    sum: read(sumRow, columns.result),
    sumWords: text(sumRow, columns.symbols),
    lines: ways.lines.map((_, i) => ({
      symbols: text(lineRow(i), columns.symbols),
      numbers: text(lineRow(i), columns.numbers),
      result: read(lineRow(i), columns.result),
    })),
  };
}

/** Reads from cells that were recalculated. */
export const readerOf =
  (cells: Cells): Read =>
  (row, column) =>
    cells.sheets.get(SHEETS.network)!.rows.get(row)?.get(column)?.value;

/** A number next to another, as sums of `size` may differ in their last digits; errors for overflows. */
function expectNear(got: unknown, expected: number, size: number, what: string): void {
  if (!Number.isFinite(expected)) {
    expect(typeof got === 'number' && Number.isFinite(got), `${what}: ${got}`).toBe(false);
    return;
  }
  const allowed = 1e-14 + 1e-11 * Math.max(size, Math.abs(expected));
  expect(Math.abs(Number(got) - expected), `${what}: ${got}, not ${expected}`).toBeLessThanOrEqual(
    allowed,
  );
}

/** What a factor is, by its name alone: `∂h1/∂w1 = i1` is i1, `∂E2/∂a_o2` is how E changes with a_o2. */
function factorByName(trace: Trace, name: string): number | undefined {
  const [, right] = name.split(' = ');
  if (right === '1') return 1;
  if (right !== undefined) return valueByName(trace, right, 0);
  return valueByName(trace, name.replace(/^∂E\d+\//, '∂E/'), 0);
}

/**
 * What is told of a parameter must be what the engine has: each factor by its name, each product of
 * factors, their sum, and the number after the update.
 */
export function expectTold(
  plan: Plan,
  trace: Trace,
  { parameter, step, sample }: { parameter: Ref; step: number; sample: number },
  told: Told,
): void {
  const { network, names } = plan;
  const own = train(networkAt(trace, step, sample));
  const name = names.of(parameter);
  const at = `${name} at step ${step}`;
  expect(told.heading).toBe(
    `The chain rule for ${name}, read from right to left along the way back`,
  );
  const gradient = valueByName(own, `∂E/∂${name}`, 0)!;
  /** What the next step has; after the last one, what it would have. */
  const updated = (fresh: string) => {
    if (step < network.steps) return valueByName(trace, fresh, firstRowOfStep(network, step + 1))!;
    const now = (r: Ref) =>
      valueByName(trace, names.of(r), rowOfStep(network, step)) ?? network.learningRate;
    const { value, states } = updateOf(network, parameter, now, step + 1);
    return fresh === name ? value : states[stateNames.indexOf(fresh)];
  };
  const stateNames = network.descent.optimizer.states.map(({ symbol }) => `${symbol}_${name}`);
  const factors = told.ways.map(({ tiles }) =>
    tiles.map((tile) => {
      const value = factorByName(own, tile.name);
      expect(value, `what ${tile.name} is`).toBeDefined();
      expectNear(tile.value, value!, 0, `${tile.name}, ${at}`);
      return value!;
    }),
  );
  const products = factors.map((each) => each.reduceRight((all, x) => all * x, 1));
  const rest = factors.findIndex((each) => each.length === 0);
  if (rest >= 0) products[rest] = gradient - products.reduce((a, b) => a + b, -1);
  if (products.every(Number.isFinite)) {
    const size = products.reduce((all, x) => all + Math.abs(x), 0);
    for (const [k, { product, label }] of told.ways.entries()) {
      expectNear(product, products[k], size, `${label}, ${at}`);
    }
    expectNear(told.sum, gradient, size, `sum of ${at}`);
    const sum = products.reduce((a, b) => a + b, 0);
    expectNear(sum, gradient, size, `the ways of ${at} are all there are`);
  }
  expect(told.sumWords).toMatch(new RegExp(`^∂E/∂${name}[ ,:]`));
  for (const { symbols, result } of told.lines) {
    const mean = /^mean [^,=]*(?=, over)/.exec(symbols)?.[0];
    const penalised = /^g_\w+(?= = )/.exec(symbols)?.[0];
    const stays = rowOfStep(network, step);
    if (mean) expectNear(result, valueByName(trace, mean, stays)!, 1e-3, `${mean}, ${at}`);
    if (penalised) expectNear(result, valueByName(trace, penalised, stays)!, 1, penalised);
    const fresh = /^new (\S+) = /.exec(symbols)?.[1];
    if (fresh) expectNear(result, updated(fresh), 1, `new ${fresh} of ${at}`);
  }
  const last = told.lines.at(-1)!;
  if (isTrained(network, parameter)) expect(last.symbols).toMatch(new RegExp(`^new ${name} = `));
  else {
    expect(last).toEqual({
      symbols: `${name} is not trained: it stays as it is`,
      numbers: '',
      result: '',
    });
    for (const line of told.lines.slice(0, -1)) {
      if (!/^mean /.test(line.symbols))
        expect(line).toEqual({ symbols: '', numbers: '', result: '' });
    }
  }
}

/**
 * Makes the workbook, types parameters and steps (and samples) into it one after the other, and
 * expects what it then tells.
 */
export async function expectFollowed(
  spec: Spec,
  { steps, parameters = 4 }: { readonly steps: readonly number[]; readonly parameters?: number },
): Promise<void> {
  const network = buildNetwork({ ...spec, compare: [] });
  const plan = planWorkbook(network);
  const { bytes } = await buildWorkbook(network);
  const cells = await readCells(bytes);
  const trace = train(network);
  const opened = readFollowed(plan, readerOf(cells));
  const { selectedStep, selectedSample } = plan;
  const all = parametersOf(network);
  expectTold(
    plan,
    trace,
    { parameter: all[0], step: selectedStep, sample: selectedSample },
    opened,
  );
  const workbook = openWorkbook(cells);
  const { desk } = plan;
  const type = (place: Place, content: number | string) =>
    workbook.type(place.sheet, addressOf(place), content);
  const read: Read = (row, column) => workbook.value(SHEETS.network, cellAddress(column, row));
  try {
    for (const [i, step] of steps.entries()) {
      const sample = network.hasData ? i % network.samples.length : 0;
      type(desk.selectedStep, step);
      if (desk.selectedSample) type(desk.selectedSample, sample + 1);
      for (const parameter of someOf(all, parameters)) {
        type(desk.follow, plan.names.of(parameter));
        expectTold(plan, trace, { parameter, step, sample }, readFollowed(plan, read));
      }
    }
  } finally {
    workbook.close();
  }
}

/** Whether a cell shows an error. */
export const isErrorCell = (value: CellValue | null | undefined) =>
  value !== null && value !== undefined && isCellError(value);
