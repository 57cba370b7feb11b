import type { ColorScaleRuleType, Worksheet } from 'exceljs';
import { cellAddress } from '../../layout/address.ts';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import {
  SURFACE,
  SURFACE_DATA,
  SURFACE_PICTURE,
  type SurfaceLayout,
} from '../../layout/surface.ts';
import { ref } from '../../network/ref.ts';
import { classSteps, evenly, largestOutput, scaleOf } from '../../numeric/surface.ts';
import type { Trace } from '../../numeric/trace.ts';
import { columnOf, type Run } from '../../numeric/value.ts';
import { LARGEST } from '../chartBlock.ts';
import { put } from '../sheet.ts';
import { AXIS_DECIMALS, axisFormat, STYLES, SURFACE_COLOURS, squareStyle } from '../theme.ts';
import { panelCell } from './panel.ts';
import { markRules } from './samples.ts';
import { inputTitle } from './words.ts';

const { firstColumn, firstRow, most } = SURFACE;
const { lastColumn, lastRow, axisColumn, axisRow, scaleColumn, scaleLabelColumn } = SURFACE_PICTURE;

/** A rectangle of this sheet, fixed. */
const area = (left: number, top: number, right: number, bottom: number) =>
  [cellAddress(left, top), cellAddress(right, bottom)].join(':');
const SQUARES = area(firstColumn, firstRow, lastColumn, lastRow);

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

function shownValues({ choice, points, quantities }: SurfaceLayout, trace: Trace): number[] {
  const { length } = trace.network.targets;
  const output = quantities[quantities.length - length + Math.max(0, (choice?.first ?? 1) - 1)];
  const value = columnOf({ trace } as Run, output.ref);
  const shown = choice?.first === 0 ? (row: number) => largestOutput(trace, row) : value;
  return Array.from({ length: points }, (_, row) => shown(row));
}

/** A cell of `Surface data` beside a point, and of the picture beside a place, counted from 1. */
const pointCell = (column: number, point: number) =>
  cellAddress(column, SURFACE_DATA.firstRow + point, { sheet: SHEETS.surfaceData });
const rowOfPlace = (place: number) => lastRow + 1 - place;
const columnOfPlace = (place: number) => firstColumn + place - 1;

function addSquares(sheet: Worksheet, layout: SurfaceLayout, trace: Trace): void {
  const column = shownColumn(layout);
  for (const [point, value] of shownValues(layout, trace).entries()) {
    const [x, y] = [(point % most) + 1, Math.floor(point / most) + 1];
    const cell = pointCell(column, point);
    const content = {
      formula: `IFERROR(IF(ABS(${cell})<${LARGEST},${cell},""),"")`,
      result: Number.isNaN(value) ? '' : value,
    };
    const edges = { left: x === 1, right: x === most, bottom: y === 1, top: y === most };
    put(sheet, rowOfPlace(y), columnOfPlace(x), content, squareStyle(edges));
  }
}

/** Numbers left and below, their names beside them. */
function addAxes(sheet: Worksheet, plan: Plan, { axes }: SurfaceLayout, trace: Trace): void {
  const { axisTitleColumn, axisTitleRow } = SURFACE_PICTURE;
  for (const [k, { from, to }] of axes.entries()) {
    const input = columnOf({ trace } as Run, ref('input', 0, k));
    const style = k === 0 ? STYLES.axisBelow : STYLES.axisBeside;
    const numFmt = axisFormat(AXIS_DECIMALS.find(({ least }) => Math.abs(to - from) >= least)!);
    for (let place = 1; place <= most; place++) {
      const point = (place - 1) * (k === 0 ? 1 : most);
      const formula = pointCell(SURFACE_DATA.placeColumn + 2 + k, point);
      const content = { formula, result: input(point) };
      const [row, column] =
        k === 0 ? [axisRow, columnOfPlace(place)] : [rowOfPlace(place), axisColumn];
      if (k === 0) sheet.mergeCells(row, column, row + 1, column);
      put(sheet, row, column, content, { ...style, numFmt });
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
        ? area(firstColumn, axisRow, lastColumn, axisRow)
        : area(axisColumn, firstRow, axisColumn, lastRow),
    rules: AXIS_DECIMALS.map((each, index) => ({
      type: 'expression',
      formulae: [`ABS(${to}-${from})>=${each.least}`],
      priority: 210 + 10 * k + index,
      style: { numFmt: axisFormat(each) as never },
    })),
  });
}

/**
 * The colours of the squares and, at their right, the scale that says what they mean. Where a
 * reader chooses what is shown the ends of the scale are formulas: 1 to the number of outputs, or
 * the bounds of one.
 */
function addScale(
  sheet: Worksheet,
  plan: Plan,
  layout: SurfaceLayout,
  shown: readonly number[],
): void {
  const { network } = plan;
  const { choice } = layout;
  const { length } = network.targets;
  const { bounds } = network.layers[network.layers.length - 1].activation;
  const scale = scaleOf(shown, choice?.first === 0 ? [1, length] : bounds);
  const chosen = choice && panelCell(choice.row);
  const cell = (row: number) => cellAddress(scaleLabelColumn, row, { absolute: 'both' });
  const middleRow = (firstRow + lastRow) / 2;
  const [high, low] = [firstRow, lastRow].map(cell);

  const end = (row: number, value: number, ofClass: number, bound: number | undefined) => {
    const ofOutput = bound ?? `${row === firstRow ? 'MAX' : 'MIN'}(${SQUARES})`;
    const formula = chosen ? `IF(${chosen}=0,${ofClass},${ofOutput})` : ofOutput;
    const content = typeof formula === 'number' ? formula : { formula, result: value };
    put(sheet, row, scaleLabelColumn, content, STYLES.scaleNumber);
  };
  end(firstRow, scale.high, length, bounds?.[1]);
  end(lastRow, scale.low, 1, bounds?.[0]);
  const half = `(${low}+${high})/2`;
  // Between an even number of classes there is none.
  const noMiddle = choice && length % 2 === 0;
  put(
    sheet,
    middleRow,
    scaleLabelColumn,
    {
      formula: noMiddle ? `IF(${chosen}=0,"",${half})` : half,
      result: noMiddle && choice.first === 0 ? '' : scale.middle,
    },
    STYLES.scaleNumber,
  );
  const classes = classSteps(most, length);
  for (const [index, value] of evenly(most, scale.low, scale.high).entries()) {
    const step = `${low}+(${high}-${low})*${index}/${most - 1}`;
    const content = {
      formula: chosen ? `IF(${chosen}=0,${classes[index]},${step})` : step,
      result: choice?.first === 0 ? classes[index] : value,
    };
    const edges = { left: true, right: true, bottom: index === 0, top: index === most - 1 };
    put(sheet, lastRow - index, scaleColumn, content, squareStyle(edges));
  }
  const live = [low, half, high].map((value) => ({ type: 'formula', value }) as const);
  const fixed = [scale.low, scale.middle, scale.high].map(
    (value) => ({ type: 'num', value }) as const,
  );
  const colourRule = {
    type: 'colorScale',
    priority: 200,
    color: SURFACE_COLOURS[coloursOf(layout, bounds)],
    cfvo: choice ? live : bounds ? fixed : WHOLE_RANGE,
  } as unknown as ColorScaleRuleType;
  // LibreOffice heeds the number format of one set of rules only: marks and colours are in one.
  const rules = [...markRules(plan, layout), colourRule];
  sheet.addConditionalFormatting({ ref: SQUARES, rules });
  const scaleArea = area(scaleColumn, firstRow, scaleColumn, lastRow);
  sheet.addConditionalFormatting({ ref: scaleArea, rules: [{ ...colourRule, priority: 201 }] });
}

const WHOLE_RANGE = [{ type: 'min' }, { type: 'percent', value: 50 }, { type: 'max' }] as const;

function coloursOf({ choice, marks }: SurfaceLayout, bounds: object | null) {
  if (marks.kind === 'classes') return 'classes';
  return choice || bounds ? 'sides' : 'amount';
}
