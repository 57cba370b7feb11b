import type { Worksheet } from 'exceljs';
import { LARGEST } from '../../functions/thresholds.ts';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import {
  SURFACE,
  SURFACE_DATA,
  SURFACE_PICTURE,
  type SurfaceLayout,
} from '../../layout/surface.ts';
import { ref } from '../../network/ref.ts';
import { largestOutput } from '../../numeric/surface.ts';
import type { Trace } from '../../numeric/trace.ts';
import { columnOf, type Run } from '../../numeric/value.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { pointValue } from '../chartBlock.ts';
import { put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';
import { AXIS_DECIMALS, axisFormat, squareStyle } from '../theme/surface.ts';
import { panelCell } from './panel.ts';
import { addScale } from './scale.ts';
import { inputTitle } from './words.ts';

const { firstColumn, firstRow, most } = SURFACE;
const { lastColumn, lastRow, axisColumn, axisRow } = SURFACE_PICTURE;

/** The squares with their axes and the scale of their colours. */
export function addPicture(
  sheet: Worksheet,
  plan: Plan,
  layout: SurfaceLayout,
  trace: Trace,
): void {
  addSquares(sheet, layout, trace);
  addAxes(sheet, plan, layout, trace);
  addScale(sheet, plan, layout, shownValues(layout, trace));
}

/** What the square of a point shows, on `Surface data`. */
function shownColumn({ choice, quantities, table }: SurfaceLayout): number {
  return choice ? choice.shownColumn : table.columnOf(quantities.at(-1)!.ref);
}

/** The same, as it is now; NaN where there is nothing to show. */
function shownValues({ choice, points, quantities }: SurfaceLayout, trace: Trace): number[] {
  const { length } = trace.network.targets;
  const output = quantities[quantities.length - length + Math.max(0, (choice?.first ?? 1) - 1)];
  const value = columnOf({ trace } as Run, output.ref);
  const shown = choice?.first === 0 ? (row: number) => largestOutput(trace, row) : value;
  return Array.from({ length: points }, (_, row) =>
    pointValue(shown, { from: row, to: row, pick: 'value' }, 'value'),
  );
}

/** A cell of `Surface data` beside a point, and of the picture beside a place, counted from 1. */
const pointCell = (column: number, point: number) =>
  cellAddress(column, SURFACE_DATA.firstRow + point, { sheet: SHEETS.surfaceData });
const rowOfPlace = (place: number) => lastRow + 1 - place;
const columnOfPlace = (place: number) => firstColumn + place - 1;

function addSquares(sheet: Worksheet, layout: SurfaceLayout, trace: Trace): void {
  const column = shownColumn(layout);
  // exceljs is much faster where cells of one style share one object.
  const edge = (place: number) => (place === 1 ? 0 : place === most ? 2 : 1);
  const styles = [0, 1, 2].map((x) =>
    [0, 1, 2].map((y) =>
      squareStyle({ left: x === 0, right: x === 2, bottom: y === 0, top: y === 2 }),
    ),
  );
  for (const [point, value] of shownValues(layout, trace).entries()) {
    const [x, y] = [(point % most) + 1, Math.floor(point / most) + 1];
    const cell = pointCell(column, point);
    const content = {
      formula: `IFERROR(IF(ABS(${cell})<${LARGEST.cell},${cell},""),"")`,
      result: Number.isNaN(value) ? '' : value,
    };
    put(sheet, rowOfPlace(y), columnOfPlace(x), content, styles[edge(x)][edge(y)]);
  }
}

/** Numbers left and below, their names beside them. */
function addAxes(sheet: Worksheet, plan: Plan, { axes }: SurfaceLayout, trace: Trace): void {
  const { axisTitleColumn, axisTitleRow } = SURFACE_PICTURE;
  for (const [k, { from, to }] of axes.entries()) {
    const input = columnOf({ trace } as Run, ref('input', 0, k));
    const decimals = AXIS_DECIMALS.find(({ least }) => Math.abs(to - from) >= least)!;
    const style = {
      ...(k === 0 ? STYLES.axisBelow : STYLES.axisBeside),
      numFmt: axisFormat(decimals),
    };
    for (let place = 1; place <= most; place++) {
      const point = (place - 1) * (k === 0 ? 1 : most);
      const formula = pointCell(SURFACE_DATA.placeColumn + 2 + k, point);
      const content = { formula, result: input(point) };
      const [row, column] =
        k === 0 ? [axisRow, columnOfPlace(place)] : [rowOfPlace(place), axisColumn];
      if (k === 0) sheet.mergeCells(row, column, row + 1, column);
      put(sheet, row, column, content, style);
    }
    adaptDecimals(sheet, k);
  }
  sheet.mergeCells(axisTitleRow, firstColumn, axisTitleRow, lastColumn);
  put(sheet, axisTitleRow, firstColumn, inputTitle(plan, 0), STYLES.axisTitleBelow);
  sheet.mergeCells(firstRow, axisTitleColumn, lastRow, axisTitleColumn);
  put(sheet, firstRow, axisTitleColumn, inputTitle(plan, 1), STYLES.axisTitleBeside);
}

/** The decimals of an axis follow its length when a reader changes it. */
function adaptDecimals(sheet: Worksheet, k: number): void {
  const [from, to] = [0, 1].map((end) => panelCell(SURFACE.firstAxisRow + 2 * k + end));
  sheet.addConditionalFormatting({
    ref:
      k === 0
        ? `${cellAddress(firstColumn, axisRow)}:${cellAddress(lastColumn, axisRow)}`
        : `${cellAddress(axisColumn, firstRow)}:${cellAddress(axisColumn, lastRow)}`,
    rules: AXIS_DECIMALS.map((each, index) => ({
      type: 'expression',
      formulae: [`ABS(${to}-${from})>=${each.least}`],
      priority: 210 + 10 * k + index,
      style: { numFmt: axisFormat(each) as never },
    })),
  });
}
