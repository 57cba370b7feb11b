import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import {
  SURFACE,
  SURFACE_DATA,
  SURFACE_PICTURE,
  type SurfaceLayout,
} from '../../layout/surface.ts';
import type { Run } from '../../numeric/run.ts';
import { axisDecimals, axisNumber, largestOutput } from '../../numeric/surface.ts';
import { columnOf } from '../../numeric/value.ts';
import { ref } from '../../ref.ts';
import { markOrValue, numberOnAxis } from '../../symbolic/cells/surface.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { pointValue } from '../chartBlock.ts';
import { put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';
import { squareStyle } from '../theme/surface.ts';
import { markedSquares, markFormula, squareAt } from './marks.ts';
import { addSamples } from './samples.ts';
import { addScale } from './scale.ts';
import { inputTitle } from './words.ts';

const { firstColumn, firstRow, most, tickEvery } = SURFACE;
const { lastColumn, lastRow, axisColumn, axisRow } = SURFACE_PICTURE;

/** The squares with their axes, the scale of their colours and the table of the samples. */
export function addPicture(sheet: Worksheet, plan: Plan, layout: SurfaceLayout, run: Run): void {
  const shown = shownValues(layout, run);
  addSquares(sheet, plan, layout, shown);
  addAxes(sheet, plan, layout, run);
  const scale = addScale(sheet, plan, layout, shown);
  addSamples(sheet, plan, layout, { shown, scale, shownColumn: shownColumn(layout) });
}

/** What the square of a point shows, on `Surface data`. */
function shownColumn({ choice, quantities, table }: SurfaceLayout): number {
  return choice ? choice.shownColumn : table.columnOf(quantities.at(-1)!.ref);
}

/** The same, as it is now; NaN where there is nothing to show. */
function shownValues({ choice, points, quantities }: SurfaceLayout, run: Run): number[] {
  const { length } = run.trace.network.targets;
  const output = quantities[quantities.length - length + Math.max(0, (choice?.first ?? 1) - 1)]!;
  const value = columnOf(run, output.ref);
  const shown = choice?.first === 0 ? (row: number) => largestOutput(run.trace, row) : value;
  return Array.from({ length: points }, (_, row) =>
    pointValue(shown, { from: row, to: row, pick: 'value' }, 'value'),
  );
}

/** A cell of `Surface data` beside a point, and of the picture beside a place, counted from 1. */
const pointCell = (column: number, point: number) =>
  cellAddress(column, SURFACE_DATA.firstRow + point, { sheet: SHEETS.surfaceData });
const rowOfPlace = (place: number) => lastRow + 1 - place;
const columnOfPlace = (place: number) => firstColumn + place - 1;

/** In a square stands the mark of the first sample on it, or else its value. */
function addSquares(
  sheet: Worksheet,
  plan: Plan,
  layout: SurfaceLayout,
  shown: readonly number[],
): void {
  const column = shownColumn(layout);
  const marks = markedSquares(plan, layout);
  // exceljs is much faster where cells of one style share one object.
  const edge = (place: number) => (place === 1 ? 0 : place === most ? 2 : 1);
  const styles = [0, 1, 2].map((x) =>
    [0, 1, 2].map((y) =>
      squareStyle({ left: x === 0, right: x === 2, bottom: y === 0, top: y === 2 }),
    ),
  );
  for (const [point, value] of shown.entries()) {
    const [x, y] = [(point % most) + 1, Math.floor(point / most) + 1];
    const square = squareAt(x, y);
    const content = {
      formula: markOrValue(markFormula(plan, square), pointCell(column, point)),
      result: marks.get(square) ?? (Number.isNaN(value) ? '' : value),
    };
    put(sheet, rowOfPlace(y), columnOfPlace(x), content, styles[edge(x)]![edge(y)]!);
  }
}

const belowAt = (place: number) =>
  place === 1 ? STYLES.axisBelowFirst : place === most ? STYLES.axisBelowLast : STYLES.axisBelow;

/** Numbers left and below, their names beside them. */
function addAxes(
  sheet: Worksheet,
  plan: Plan,
  { axes, decimalsColumn }: SurfaceLayout,
  run: Run,
): void {
  const { axisTitleColumn, axisTitleRow } = SURFACE_PICTURE;
  for (const [k, { from, to }] of axes.entries()) {
    const input = columnOf(run, ref('input', 0, k));
    const decimals = axisDecimals({ from, to });
    const { settingRow } = SURFACE_DATA;
    const shown = cellAddress(decimalsColumn + k, settingRow, {
      sheet: SHEETS.surfaceData,
      absolute: 'both',
    });
    for (let place = 1; place <= most; place += tickEvery) {
      const point = (place - 1) * (k === 0 ? 1 : most);
      const value = pointCell(SURFACE_DATA.placeColumn + 2 + k, point);
      const content = {
        formula: numberOnAxis(value, shown),
        result: axisNumber(input(point), decimals),
      };
      if (k === 1) {
        put(sheet, rowOfPlace(place), axisColumn, content, STYLES.axisBeside);
        continue;
      }
      // A number is wider than its square.
      const first = columnOfPlace(Math.max(1, place - 1));
      const last = columnOfPlace(Math.min(most, place + 1));
      sheet.mergeCells(axisRow, first, axisRow, last);
      put(sheet, axisRow, first, content, belowAt(place));
    }
  }
  sheet.mergeCells(axisTitleRow, firstColumn, axisTitleRow, lastColumn);
  put(sheet, axisTitleRow, firstColumn, inputTitle(plan, 0), STYLES.axisTitleBelow);
  sheet.mergeCells(firstRow, axisTitleColumn, lastRow, axisTitleColumn);
  put(sheet, firstRow, axisTitleColumn, inputTitle(plan, 1), STYLES.axisTitleBeside);
}
