import type { Worksheet } from 'exceljs';
import { LARGEST } from '../../../functions/thresholds.ts';
import { WIRE_ROWS } from '../../../layout/network/data.ts';
import { HEIGHTS } from '../../../layout/network/picture/page.ts';
import type { Fan, WeightWire } from '../../../layout/network/picture/parts.ts';
import type { Plan } from '../../../layout/plan.ts';
import { NAMES, PICTURE_DATA, SHEETS } from '../../../layout/sheets.ts';
import { gradientOf } from '../../../network/parameters.ts';
import type { Ref } from '../../../ref.ts';
import {
  classOfWire,
  largestSize,
  pointOfWire,
  shownByWire,
} from '../../../symbolic/cells/picture.ts';
import { cellAddress, columnRange } from '../../../xlsx/address.ts';
import type { Series } from '../../../xlsx/writer/chart.ts';
import { cellAnchor } from '../../../xlsx/writer/ink.ts';
import type { ChartAddition } from '../../../xlsx/writer/package.ts';
import type { Selected } from '../../selected.ts';
import { put } from '../../sheet.ts';
import { CHART_STYLE } from '../../theme/charts.ts';
import { SIGNS } from '../../theme/colours.ts';
import { FORMATS } from '../../theme/formats.ts';
import { WIRES } from '../../theme/picture.ts';
import { STYLES } from '../../theme/styles.ts';

const { shownColumn, classColumn, xColumn, yColumn, seriesColumn, wireColumn } = PICTURE_DATA;

/** A class of wires is one series: 1, 2, 3 above 0 and −1, −2, −3 below, the thicker the larger. */
const CLASSES = [1, -1].flatMap((sign) =>
  WIRES.map(({ width }, i) => ({ sign, width, of: sign * (i + 1) })),
);

/** The largest of what the wires show. */
const LARGEST_SHOWN = cellAddress(shownColumn, PICTURE_DATA.headerRow - 1, { absolute: 'both' });

/** What the wires show at first, forward. */
function shownNow(selected: Selected, r: Ref): number {
  const value = selected(r);
  return Math.abs(value) < LARGEST.value ? value : 0;
}

function classNow(shown: number, largest: number): number {
  if (shown === 0) return 0;
  const steps = WIRES.filter(({ share }) => Math.abs(shown) >= share * largest).length;
  return Math.sign(shown) * steps;
}

const wiresIn = ({ networkSheet: { picture } }: Plan): WeightWire[] =>
  picture.fans.flatMap(({ wires }) => wires);

const largestNow = (plan: Plan, selected: Selected): number =>
  wiresIn(plan).reduce((most, { ref }) => Math.max(most, Math.abs(shownNow(selected, ref))), 0);

/** The table behind the wires on `Picture data`: each wire its two ends and an empty row. */
export function addWireData(sheet: Worksheet, plan: Plan, selected: Selected): void {
  const { names, networkSheet, pictureData } = plan;
  const { headerRow, firstRow } = PICTURE_DATA;
  const { picture } = networkSheet;
  if (pictureData.lastWireRow < firstRow) return;
  const largest = largestNow(plan, selected);
  const range = `${cellAddress(shownColumn, firstRow)}:${cellAddress(shownColumn, pictureData.lastWireRow)}`;
  put(sheet, headerRow - 1, wireColumn, 'largest', STYLES.label);
  put(
    sheet,
    headerRow - 1,
    shownColumn,
    { formula: largestSize(range), result: largest },
    STYLES.value,
  );
  for (const [i, text] of ['wire', 'shows', 'class', 'x', 'y'].entries()) {
    put(sheet, headerRow, wireColumn + i, text, STYLES.stepHeader);
  }
  for (const [i, { of }] of CLASSES.entries()) {
    put(sheet, headerRow, seriesColumn + i, of, STYLES.stepHeader);
  }
  const height = heightOf(plan);
  for (const [f, { wires }] of picture.fans.entries()) {
    for (const [w, wire] of wires.entries()) {
      const row = pictureData.fans[f]!.firstRow + WIRE_ROWS * w;
      const shown = shownNow(selected, wire.ref);
      const own = classNow(shown, largest);
      put(sheet, row, wireColumn, names.of(wire.ref), STYLES.label);
      put(
        sheet,
        row,
        shownColumn,
        { formula: shownFormula(plan, wire.ref), result: shown },
        STYLES.linked,
      );
      const number = cellAddress(shownColumn, row);
      // The largest is looked for in all rows: what is typed into an empty one would count.
      for (const at of [row + 1, row + 2]) {
        put(sheet, at, shownColumn, { formula: number, result: shown }, STYLES.linked);
      }
      const shares = WIRES.map(({ share }) => share);
      put(
        sheet,
        row,
        classColumn,
        { formula: classOfWire(number, LARGEST_SHOWN, shares), result: own },
        STYLES.value,
      );
      const classCell = cellAddress(classColumn, row, { absolute: 'both' });
      for (const [end, at] of [wire.from, wire.to].entries()) {
        put(sheet, row + end, xColumn, end, STYLES.step);
        const y = height - ((at - picture.firstRow) * HEIGHTS.row + HEIGHTS.row / 2);
        put(sheet, row + end, yColumn, y, STYLES.step);
        const from = cellAddress(yColumn, row + end, { absolute: 'column' });
        for (const [i, { of }] of CLASSES.entries()) {
          const formula = pointOfWire(classCell, of, from);
          const result = own === of ? y : Number.NaN;
          put(sheet, row + end, seriesColumn + i, { formula, result, error: '#N/A' }, STYLES.value);
        }
      }
      // The x of the row that parts two wires; its y is empty.
      put(sheet, row + 2, xColumn, 1, STYLES.step);
    }
  }
}

/** A weight or its gradient, as the picture has it; 0 for what is no number. */
function shownFormula({ networkSheet }: Plan, weight: Ref): string {
  const at = (r: Ref) => {
    const { row, column } = networkSheet.cellOf(r)!;
    return cellAddress(column, row, { sheet: SHEETS.network });
  };
  return shownByWire({
    mode: NAMES.wiresShow,
    weight: at(weight),
    gradient: at(gradientOf(weight)),
    largest: LARGEST.cell,
  });
}

const heightOf = ({ networkSheet: { picture } }: Plan): number =>
  (picture.lastRow - picture.firstRow + 1) * HEIGHTS.row;

/**
 * The wires by sign and size: a see-through chart over each gap between two layers, one series a sign
 * and width. It covers no cell that holds anything.
 */
export function wireCharts(plan: Plan, selected: Selected): ChartAddition[] {
  const largest = largestNow(plan, selected);
  return plan.networkSheet.picture.fans.map((fan, index) => ({
    name: `Wires ${index + 1}`,
    altText: `The weights to layer ${index + 1}, or their gradients, as lines: the thicker, the larger; those below 0 dashed`,
    anchor: frameOf(plan, fan),
    chart: {
      title: '',
      x: { title: '', numberFormat: FORMATS.axis.number, min: 0, max: 1 },
      y: { title: '', numberFormat: FORMATS.axis.number, min: 0, max: heightOf(plan) },
      legend: 'none',
      series: seriesOf(plan, selected, index, largest),
      style: CHART_STYLE,
      bare: true,
    },
  }));
}

function frameOf({ networkSheet: { picture } }: Plan, { column }: Fan) {
  const corner = (at: number, row: number, offset: number) => ({
    column: at,
    row,
    x: offset,
    y: offset,
  });
  return cellAnchor(
    corner(column, picture.firstRow, 0),
    corner(column + 1, picture.lastRow + 1, 1),
  );
}

function seriesOf(plan: Plan, selected: Selected, index: number, largest: number): Series[] {
  const { pictureData, networkSheet } = plan;
  const { firstRow, lastRow } = pictureData.fans[index]!;
  const { picture } = networkSheet;
  const { wires } = picture.fans[index]!;
  const height = heightOf(plan);
  const range = (column: number) => columnRange(SHEETS.pictureData, column, firstRow, lastRow);
  const y = (row: number) => height - ((row - picture.firstRow) * HEIGHTS.row + HEIGHTS.row / 2);
  return CLASSES.map(({ sign, width, of }, i) => ({
    name: { kind: 'text', text: `${sign > 0 ? 'above' : 'below'} 0, ${width} points` },
    x: { ref: range(xColumn), values: wires.flatMap(() => [0, 1, 1]) },
    y: {
      ref: range(seriesColumn + i),
      values: wires.flatMap(({ ref, from, to }) => {
        const drawn = classNow(shownNow(selected, ref), largest) === of;
        return drawn ? [y(from), y(to), Number.NaN] : [Number.NaN, Number.NaN, Number.NaN];
      }),
    },
    line: {
      color: sign > 0 ? SIGNS.positive.ink : SIGNS.negative.ink,
      width,
      dash: sign > 0 ? 'solid' : 'sysDash',
    },
  }));
}
