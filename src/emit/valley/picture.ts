import type { Worksheet } from 'exceljs';
import { TINTS } from '../../functions/valley.ts';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import {
  VALLEY,
  VALLEY_COLUMNS,
  VALLEY_LIST,
  type ValleyLayout,
  valleyRows,
} from '../../layout/valley.ts';
import type { Axis } from '../../network/axis.ts';
import { axisNumber } from '../../numeric/surface.ts';
import { niceDecimals } from '../../numeric/valley/axes.ts';
import { heightOr, type Valley } from '../../numeric/valley/valley.ts';
import { valleyPlaces } from '../../spec/limits.ts';
import { drawable, numberOnAxis } from '../../symbolic/cells/surface.ts';
import {
  holdsAnyMark,
  holdsLoss,
  holdsMark,
  liesBelow,
  stepOrLoss,
  tintFrom,
} from '../../symbolic/cells/valley.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { addRules, put, type Rule } from '../sheet.ts';
import { solid } from '../theme/cells.ts';
import { STYLES } from '../theme/styles.ts';
import { MARK_STYLES, TINT_COLOURS, TINT_STYLES, VALLEY_SQUARE_STYLE } from '../theme/valley.ts';

const { across, up } = valleyPlaces;
const { firstColumn, firstRow, lastColumn, lastRow, scaleColumn, scaleLabelColumn } = VALLEY;
/** The darkest tint stands at the foot of the scale, level with the foot of the picture. */
const scaleRow = (tint: number) => lastRow - tint;

const onData = (column: number, row: number, absolute?: 'both') =>
  cellAddress(column, row, { sheet: SHEETS.valleyData, ...(absolute && { absolute }) });

/** The squares with their axes, and the scale of their tints. */
export function addValleyPicture(
  sheet: Worksheet,
  plan: Plan,
  layout: ValleyLayout,
  valley: Valley,
): void {
  addSquares(sheet, layout, valley);
  addAxes(sheet, plan, layout, valley);
  addScale(sheet, valley);
  addRules(sheet, squaresRange(), rulesOf());
}

const squaresRange = () =>
  `${cellAddress(firstColumn, firstRow)}:${cellAddress(lastColumn, lastRow)}`;

/** In a square stands the number of the first step on it, or else its loss. */
function addSquares(sheet: Worksheet, layout: ValleyLayout, valley: Valley): void {
  const { squareRow } = valleyRows(layout);
  for (const [i, visit] of valley.visits.entries()) {
    const row = lastRow - Math.floor(i / across);
    const at = (column: number) => onData(column, squareRow + i);
    const { loss } = valley.squares[i]!;
    const formula = stepOrLoss(at(VALLEY_COLUMNS.visit), drawable(at(layout.lossColumn)));
    const result = visit > 0 ? markOf(visit) : Number.isNaN(heightOr(loss, Number.NaN)) ? '' : loss;
    put(sheet, row, firstColumn + (i % across), { formula, result }, VALLEY_SQUARE_STYLE);
  }
}

/** The mark of who was first on a square. */
const markOf = (visit: number) => (visit === 1 ? '✓' : visit === 2 ? '●' : String(visit - 2));

/** Six numbers each, their names beside them. */
function addAxes(sheet: Worksheet, plan: Plan, layout: ValleyLayout, valley: Valley): void {
  const { squareRow } = valleyRows(layout);
  const { axisColumn, axisRow, axisTitleColumn, axisTitleRow } = VALLEY;
  const numbers = (k: 0 | 1, places: number, apart: number) => {
    const decimals = onData(VALLEY_LIST.valueColumn + k, VALLEY_LIST.decimalsRow, 'both');
    const axis: Axis = valley.offered.axes[k];
    for (let place = 0; place < places; place += (places - 1) / apart) {
      const square = k === 0 ? place : place * across;
      const formula = numberOnAxis(onData(VALLEY_COLUMNS.point + k, squareRow + square), decimals);
      const result = axisNumber(valley.squares[square]!.point[k], niceDecimals(axis));
      if (k === 0) {
        // A number is wider than its square.
        const from = Math.max(firstColumn, firstColumn + place - 1);
        const to = Math.min(lastColumn, firstColumn + place + 1);
        sheet.mergeCells(axisRow, from, axisRow, to);
        put(sheet, axisRow, from, { formula, result }, STYLES.caption);
      } else {
        put(sheet, lastRow - place, axisColumn, { formula, result }, STYLES.axisBeside);
      }
    }
  };
  numbers(0, across, 5);
  numbers(1, up, 5);
  const [first, second] = layout.axes.map((axis) => plan.names.of(axis));
  sheet.mergeCells(axisTitleRow, firstColumn, axisTitleRow, lastColumn);
  put(sheet, axisTitleRow, firstColumn, first!, STYLES.axisTitleBelow);
  sheet.mergeCells(firstRow, axisTitleColumn, lastRow, axisTitleColumn);
  put(sheet, firstRow, axisTitleColumn, second!, STYLES.axisTitleBeside);
}

/** What loss each tint begins at; the darkest has all that lies below the next. */
function addScale(sheet: Worksheet, { tints, least }: Valley): void {
  put(sheet, scaleRow(TINTS), scaleLabelColumn, 'loss from', STYLES.smallNote);
  const [low, high] = [VALLEY_LIST.lowRow, VALLEY_LIST.highRow].map((row) =>
    onData(VALLEY_LIST.valueColumn, row, 'both'),
  );
  for (const [tint, colour] of TINT_COLOURS.entries()) {
    put(sheet, scaleRow(tint), scaleColumn, null, { fill: solid(colour) });
    const content =
      tint === 0
        ? {
            formula: cellAddress(VALLEY.valueColumn, VALLEY.leastLossRow),
            result: least,
          }
        : { formula: tintFrom(low!, high!, tint), result: tints[tint]! };
    put(sheet, scaleRow(tint), scaleLabelColumn, content, STYLES.scaleNumber);
  }
}

/** Marks first; then the tints from the darkest on; an overflow has none. */
function rulesOf(): Rule[] {
  const square = cellAddress(firstColumn, firstRow);
  const rule = (formula: string, style: object) =>
    ({ type: 'expression', formulae: [formula], style }) as Rule;
  const upTo = (tint: number) =>
    cellAddress(scaleLabelColumn, scaleRow(tint + 1), { absolute: 'both' });
  return [
    rule(holdsMark(square, '●'), MARK_STYLES.start),
    rule(holdsMark(square, '✓'), MARK_STYLES.end),
    rule(holdsAnyMark(square), MARK_STYLES.step),
    ...TINT_STYLES.map((style, tint) =>
      tint === TINTS - 1
        ? rule(holdsLoss(square), style)
        : rule(liesBelow(square, upTo(tint)), style),
    ),
  ];
}
