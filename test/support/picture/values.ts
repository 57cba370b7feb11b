import { expect } from 'vitest';
import { testedUnits } from '../../../src/functions/unit-parts.ts';
import type { WeightWire } from '../../../src/layout/network/picture/parts.ts';
import type { Plan } from '../../../src/layout/plan.ts';
import { PICTURE_DATA, SHEETS } from '../../../src/layout/sheets.ts';
import { gradientOf } from '../../../src/network/parameters.ts';
import { networkAt } from '../../../src/numeric/at.ts';
import { isDead, isSaturated } from '../../../src/numeric/diagnose.ts';
import { type Trace, train } from '../../../src/numeric/train.ts';
import { addressOf, cellAddress } from '../../../src/xlsx/address.ts';
import { type Cells, type CellValue, cellAt, isCellError } from '../../../src/xlsx/cells.ts';
import { valueByName } from '../oracle.ts';

/** Where a cell is read: in the file, or in a program that has computed it. */
export type Reader = (sheet: string, cell: string) => CellValue | null;

export const reading =
  (cells: Cells): Reader =>
  (sheet, cell) =>
    cellAt(cells, sheet, cell)?.value ?? null;

/** The engine's values of a step and sample, of a sample alone. */
export function traceAt(plan: Plan, step: number, sample: number): Trace {
  return train(networkAt(train(plan.network), step, sample));
}

/** Every number of the picture is the engine's. */
export function expectNumbers(
  { networkSheet, names }: Plan,
  read: Reader,
  trace: Trace,
  what = '',
): void {
  const wrong = networkSheet.picture.numbers.flatMap((number) => {
    const got = read(SHEETS.network, addressOf(number));
    const name = names.of(number.ref);
    const expected = valueByName(trace, name, 0);
    if (expected === undefined) return [`nobody knows ${name}`];
    const isNumber = typeof got === 'number' && Number.isFinite(got);
    const near = Number.isFinite(expected)
      ? isNumber && Math.abs(got - expected) <= 1e-14 + 1e-12 * Math.abs(expected)
      : !isNumber;
    return near ? [] : [`${name} ${addressOf(number)}: ${JSON.stringify(got)} for ${expected}`];
  });
  expect(wrong, what).toEqual([]);
}

/** How thick a wire is drawn: 1 to 3, by its share of the largest. */
function classOf(value: number, largest: number): number {
  if (value === 0) return 0;
  const share = Math.abs(value) / largest;
  return Math.sign(value) * (share >= 0.45 ? 3 : share >= 0.12 ? 2 : 1);
}

/** Nothing, as programs have it of an empty cell. */
const isNothing = (value: CellValue | null) => value === null || value === '';

/** Each wire is drawn by one series, from its source to its weight, by the value that it shows. */
export function expectWires(
  { networkSheet: { picture }, names }: Plan,
  read: Reader,
  trace: Trace,
  mode: 'forward' | 'backward',
  what = '',
): void {
  const { firstRow, headerRow, seriesColumn, xColumn } = PICTURE_DATA;
  const shown = ({ ref: r }: WeightWire) =>
    valueByName(trace, names.of(mode === 'backward' ? gradientOf(r) : r), 0)!;
  const wires = picture.fans.flatMap((fan) => fan.wires);
  if (wires.length === 0) return;
  const largest = Math.max(0, ...wires.map((wire) => Math.abs(shown(wire))));
  const at = (row: number, column: number) => read(SHEETS.pictureData, cellAddress(column, row));
  const classes = [0, 1, 2, 3, 4, 5].map((i) => at(headerRow, seriesColumn + i));
  expect(classes).toEqual([1, 2, 3, -1, -2, -3]);
  const height = 20 * (picture.lastRow - picture.firstRow + 1);
  const wrong = wires.flatMap((wire, w) => {
    const own = classOf(shown(wire), largest);
    return [wire.from, wire.to, null].flatMap((end, i) => {
      const row = firstRow + 3 * w + i;
      const ys = classes.map((_, column) => at(row, seriesColumn + column));
      const y = end === null ? null : height - 20 * (end - picture.firstRow) - 10;
      const drawn = ys.every((value, column) => {
        if (end === null) return isNothing(value);
        if (classes[column] === own) return value === y;
        return value !== null && isCellError(value) && value.error === '#N/A';
      });
      const x = at(row, xColumn);
      return drawn && x === [0, 1, 1][i] ? [] : [`${names.of(wire.ref)}: ${JSON.stringify(ys)}`];
    });
  });
  expect(wrong, what).toEqual([]);
}

/** Below a unit stands whether it is dead or saturated, as the engine has it. */
export function expectMarks(
  { networkSheet: { picture }, network }: Plan,
  read: Reader,
  { layers }: Trace,
  what = '',
): void {
  const tested = testedUnits(network.layers);
  for (const { layer, unit, mark } of picture.units) {
    const of = [network, layer, layers[layer].activation[unit], layers[layer].slope[unit]] as const;
    const word =
      tested.dead[layer] > 0 && isDead(...of)
        ? 'dead'
        : tested.saturated[layer] > 0 && isSaturated(...of)
          ? 'saturated'
          : '';
    expect(read(SHEETS.network, addressOf(mark)) ?? '', `${addressOf(mark)}, ${what}`).toBe(word);
  }
}
