import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnFrom, columnUntil, leftOf } from '../../src/layout/network/picture/page.ts';
import type { Picture } from '../../src/layout/network/picture/parts.ts';
import { pictureOf } from '../../src/layout/network/picture/picture.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { refKey } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { mazur, seed } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

const fill = (count: number) => Array.from({ length: count }, () => 0.5);

/** A network of these widths, from the inputs to the outputs. */
function specOf([inputs, ...units]: readonly number[], biases: boolean): Spec {
  const widths = [inputs, ...units];
  return {
    ...seed,
    inputs: fill(inputs),
    targets: fill(units.at(-1)!),
    layers: units.map((count, l) => ({
      units: count,
      activation: 'sigmoid',
      weights: Array.from({ length: count }, () => fill(widths[l])),
      biases: biases ? fill(count) : null,
    })),
  };
}

function draw(spec: Spec) {
  const network = buildNetwork(spec);
  const picture = pictureOf(network);
  const { of } = namesOf(network);
  return {
    picture,
    names: picture.names.map(({ ref }) => of(ref)),
    wires: picture.fans.map(({ wires }) => wires.map(({ ref }) => of(ref)).join(' ')),
    gaps: picture.gaps.map(({ text }) => text),
    captions: picture.captions.map(({ text }) => text),
  };
}

describe('the seed lesson', () => {
  const { picture, names, wires, captions } = draw(seed);

  it('has its weights at the units that receive them', () => {
    expect(names.join(' ')).toBe(
      'i1 i2 w1 w2 h1 a_h1 w3 w4 h2 a_h2 w5 w6 o1 a_o1 w7 w8 o2 a_o2 t1 E1 t2 E2 E_total',
    );
    expect(picture.stacks.map(({ top, bottom, towards }) => [top, bottom, towards])).toEqual([
      [8, 9, 9],
      [12, 13, 13],
      [8, 9, 9],
      [12, 13, 13],
    ]);
  });

  it('has a wire for each weight, and arrows to the errors', () => {
    expect(wires).toEqual(['w1 w2 w3 w4', 'w5 w6 w7 w8']);
    expect(picture.lines).toHaveLength(4);
  });

  it('says above each column what it is', () => {
    expect(captions).toEqual([
      'Inputs',
      ...['weights', '∂E/∂w', 'Hidden layer, sigmoid'],
      ...['weights', '∂E/∂w', 'Output layer, sigmoid'],
      ...['Errors', 'Total'],
    ]);
  });

  it('fits the first screen of a laptop, and leaves room for eight rows of tiles', () => {
    expect(leftOf(picture.widths, picture.lastColumn + 1)).toBeLessThan(1190);
    const { desk } = planWorkbook(buildNetwork(seed));
    // The rows above the picture are 135 pixels high.
    expect(135 + 20 * (picture.lastRow - 8 + 2) + 8 * 20).toBeLessThanOrEqual(520);
    expect(leftOf(picture.widths, desk.chart.lastColumn + 1)).toBeLessThan(1190);
  });
});

it('has the bias of a unit below its weights', () => {
  const { names } = draw(mazur);
  expect(names.slice(2, 7)).toEqual(['w1', 'w2', 'b1', 'h1', 'a_h1']);
});

describe('large networks', () => {
  it('leave out units, and say how many', () => {
    const { names, gaps } = draw(specOf([20, 30, 3], false));
    expect(names.slice(0, 7).join(' ')).toBe('i1 i2 i3 i4 i5 i6 i20');
    expect(gaps).toContain('⋮ 13 more');
    expect(gaps).toContain('⋮ 23 more');
  });

  it('leave out layers in the middle, and say how many', () => {
    const { names, gaps, picture } = draw(specOf(Array(12).fill(1), false));
    expect(names.filter((name) => /^a_/.test(name)).join(' ')).toBe(
      'a_h1_1 a_h2_1 a_h3_1 a_h10_1 a_o1',
    );
    expect(gaps).toContain('⋯ 6 more layers');
    expect(picture.fans).toHaveLength(4);
  });

  it('keep a cell for every input and target that is typed', () => {
    const plan = planWorkbook(buildNetwork(specOf([20, 2, 12], false)));
    const { leftOut } = plan.desk.settings;
    expect(leftOut.map(plan.names.of).join(' ')).toBe(
      'i7 i8 i9 i10 i11 i12 i13 i14 i15 i16 i17 i18 i19 t7 t8 t9 t10 t11',
    );
    const places = leftOut.map((r) => plan.desk.placeOf(r));
    expect(new Set(places.map(({ row }) => row)).size).toBe(leftOut.length);
  });

  it.each([
    [[8, 8, 8], 128],
    [Array(7).fill(8), 384],
    [[9, 9], 49],
    [[1000, 1], 7],
  ])('%j has %d wires', (widths, count) => {
    expect(draw(specOf(widths, true)).wires.flatMap((each) => each.split(' '))).toHaveLength(count);
  });
});

/** Whatever stands in a cell, twice if two things do. */
function cellsIn({ names, numbers, gaps, units }: Picture): string[] {
  const marks = units.map(({ mark }) => mark);
  return [...names, ...numbers, ...gaps, ...marks].map(({ row, column }) => `${column}:${row}`);
}

const widths = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 11 });
const anyDense = fc.tuple(widths, fc.boolean()).map(([w, biases]) => specOf(w, biases));

function checkPicture(picture: Picture): void {
  const cells = cellsIn(picture);
  expect(cells).toHaveLength(new Set(cells).size);
  for (const { row, column } of [...picture.names, ...picture.numbers, ...picture.gaps]) {
    expect(row).toBeGreaterThanOrEqual(picture.firstRow);
    expect(row).toBeLessThanOrEqual(picture.lastRow);
    expect(column).toBeLessThanOrEqual(picture.lastColumn);
  }
  // Nothing stands where wires are.
  const used = new Set(cells.map((cell) => Number(cell.split(':')[0])));
  for (const { column } of [...picture.fans, ...picture.lines]) {
    expect(used.has(column), `column ${column}`).toBe(false);
  }
  // Each stack is a row of weights with the same three columns; wires end at names of weights.
  const byKey = new Map(picture.names.map((name) => [refKey(name.ref), name]));
  for (const { wires } of picture.fans) {
    for (const { ref, to } of wires) expect(byKey.get(refKey(ref))?.row).toBe(to);
  }
}

describe('any network', () => {
  it('has one thing a cell, and none below a wire', () =>
    fc.assert(
      fc.property(anyDense, (spec) => checkPicture(pictureOf(buildNetwork(spec)))),
      { numRuns: 60 },
    ));
  it.each(templates())('$name has', ({ spec }) => checkPicture(pictureOf(buildNetwork(spec))));
});

it.each(templates())('nothing of the strip of $name lies under the loss chart', ({ spec }) => {
  const { desk, networkSheet } = planWorkbook(buildNetwork(spec));
  const fields = [desk.eta, desk.selectedStep, desk.wiresShow, desk.follow, desk.verdict];
  for (const [i, { column, lastColumn }] of fields.entries()) {
    expect(lastColumn).toBeLessThan(desk.chart.column);
    if (i > 0) expect(column).toBeGreaterThan(fields[i - 1].lastColumn);
  }
  const { widths: all } = networkSheet.picture;
  expect(
    leftOf(all, desk.verdict.lastColumn + 1) - leftOf(all, desk.verdict.column),
  ).toBeGreaterThan(200);
  const { symbols, numbers, result } = networkSheet.narrated;
  expect(symbols.last).toBeLessThan(numbers.first);
  expect(numbers.last).toBeLessThan(result.first);
});

describe('columns', () => {
  const all = [10, 30, 58, 84, 30];
  it('are found by where they begin, and by their width', () => {
    expect(columnFrom(all, 0)).toBe(1);
    expect(columnFrom(all, 11)).toBe(3);
    expect(columnFrom(all, 11, 60)).toBe(4);
    expect(columnFrom(all, 500)).toBe(5);
    expect(columnUntil(all, 2, 80)).toBe(3);
    expect(columnUntil(all, 5, 500)).toBe(5);
  });
});
