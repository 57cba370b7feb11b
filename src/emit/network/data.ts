import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { PICTURE_DATA, type Place } from '../../layout/sheets.ts';
import { biasesOf, weightsOf } from '../../network/parameters.ts';
import { type Ref, ref } from '../../ref.ts';
import {
  inputFollowed,
  layerFollowed,
  stretchOf,
  unitFollowed,
} from '../../symbolic/cells/picture.ts';
import { inRow } from '../../symbolic/cells/selection.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { Facts } from '../facts.ts';
import { FOLLOWED_ROW } from '../followed.ts';
import { remarkOn } from '../remarks.ts';
import { type Open, put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';
import { addWireData } from './picture/wires.ts';

const { headerRow, firstRow, followedColumn } = PICTURE_DATA;
/** Of the wires: a column a class. */
const LAST_COLUMN = PICTURE_DATA.seriesColumn + 5;

/** `Picture data`: what the picture and the lines of `Network` are computed with. */
export function addPictureData(open: Open, facts: Facts): void {
  const { plan, selected } = facts;
  const sheet = open({
    title: 'Picture data',
    purpose:
      'What the picture on Network is drawn from: remarks on its inputs, what is followed, the points of the wires (#N/A where a wire is drawn by another series). Nothing to change here.',
    widths: Array<number>(LAST_COLUMN).fill(12),
    frozen: { rows: headerRow, columns: 0 },
  });
  addRemarks(sheet, plan);
  addFollowed(sheet, plan);
  addWireData(sheet, plan, selected);
}

const header = (sheet: Worksheet, column: number, text: string) =>
  put(sheet, headerRow, column, text, STYLES.stepHeader);

/** The inputs on `Network` but η, which has a verdict of its own. */
export function remarkedInputs({
  network,
  desk,
  names,
  data,
}: Plan): { label: string; place: Place }[] {
  const given = (kind: 'input' | 'target', values: Float64Array): Ref[] =>
    data ? [] : Array.from(values, (_, j) => ref(kind, 0, j));
  return [
    { label: 'Tolerance', place: desk.tolerance },
    ...network.descent.settings.map(({ parameter: { cell, symbol } }, index) => ({
      label: `${cell}, ${symbol}`,
      place: desk.placeOf(ref('setting', 0, index)),
    })),
    ...[...given('input', network.inputs), ...given('target', network.targets)].map((r) => ({
      label: names.of(r),
      place: desk.placeOf(r),
    })),
  ];
}

function addRemarks(sheet: Worksheet, plan: Plan): void {
  header(sheet, PICTURE_DATA.labelColumn, 'input');
  header(sheet, PICTURE_DATA.remarkColumn, 'remark');
  for (const [i, { label, place }] of remarkedInputs(plan).entries()) {
    const cell = cellAddress(place.column, place.row, { sheet: place.sheet });
    put(sheet, firstRow + i, PICTURE_DATA.labelColumn, label, STYLES.label);
    put(sheet, firstRow + i, PICTURE_DATA.remarkColumn, remarkOn(cell), STYLES.label);
  }
}

/** Where what is followed stands: its layer and unit, found by its number. */
function addFollowed(sheet: Worksheet, { network }: Plan): void {
  const { startColumn, layerColumn, fanColumn, followedNameColumn } = PICTURE_DATA;
  const stretches = [weightsOf, biasesOf].flatMap((of) =>
    network.layers.map((layer, l) => ({
      layer: l,
      count: of(layer, l).length,
      fan: of === weightsOf ? layer.fanIn : 1,
    })),
  );
  for (const [column, text] of [
    [startColumn, 'from'],
    [layerColumn, 'layer'],
    [fanColumn, 'a unit'],
  ] as const) {
    header(sheet, column, text);
  }
  let [row, start] = [firstRow as number, 1];
  for (const { layer, count, fan } of stretches) {
    if (count === 0) continue;
    put(sheet, row, startColumn, start, STYLES.step);
    put(sheet, row, layerColumn, layer, STYLES.step);
    put(sheet, row, fanColumn, fan, STYLES.step);
    row++;
    start += count;
  }
  const range = (column: number) =>
    `${cellAddress(column, firstRow, { absolute: 'both' })}:${cellAddress(column, row - 1, { absolute: 'both' })}`;
  const index = cellAddress(followedColumn, firstRow, { absolute: 'both' });
  const found = cellAddress(followedColumn, firstRow + 1, { absolute: 'both' });
  // Of a single cell Gnumeric's INDEX finds none.
  const of = (column: number) =>
    row - 1 === firstRow ? range(column).split(':')[0]! : inRow(range(column), found);
  const lines = [
    ['number', FOLLOWED_ROW, 1],
    ['row', stretchOf(range(startColumn), index), 1],
    ['layer', layerFollowed(index, of(layerColumn)), 0],
    ['unit', unitFollowed(index, of(startColumn), of(fanColumn)), 0],
    ['input', inputFollowed(index, of(startColumn), of(fanColumn)), 0],
  ] as const;
  header(sheet, followedNameColumn, 'followed');
  for (const [i, [text, formula, result]] of lines.entries()) {
    put(sheet, firstRow + i, followedNameColumn, text, STYLES.label);
    put(sheet, firstRow + i, followedColumn, { formula, result }, STYLES.value);
  }
}

/** Where what is followed stands. */
export const FOLLOWED_ROWS = {
  layer: firstRow + 2,
  unit: firstRow + 3,
  input: firstRow + 4,
} as const;
