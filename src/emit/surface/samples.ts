import type { Worksheet } from 'exceljs';
import type { ColumnPlace } from '../../layout/place.ts';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import {
  SURFACE,
  SURFACE_DATA,
  SURFACE_PICTURE,
  type SurfaceLayout,
} from '../../layout/surface.ts';
import type { Sample } from '../../network/samples.ts';
import { type ColourRange, nearestPlace, shadeOf } from '../../numeric/surface.ts';
import { type Ref, ref } from '../../ref.ts';
import {
  answerAt,
  largestOf,
  placeOnAxis,
  shadeNumber,
  sideOf,
  squareNumber,
  targetOf,
} from '../../symbolic/cells/surface.ts';
import { cellAddress, columnRange } from '../../xlsx/address.ts';
import { addRules, type Computed, put } from '../sheet.ts';
import { WHOLE_BESIDE } from '../theme/rules.ts';
import { STYLES } from '../theme/styles.ts';
import { markedSamples, markOf, SAMPLE_COLUMNS, squareOf } from './marks.ts';
import { panelCell } from './panel.ts';

const { most } = SURFACE;
const { sampleColumn, sampleHeaderRow, firstSampleRow } = SURFACE_PICTURE;

/** What the picture shows now. */
export interface Shown {
  /** By points; NaN where there is nothing to show. */
  readonly shown: readonly number[];
  readonly scale: ColourRange;
  /** The column of `Surface data` that is shown. */
  readonly shownColumn: number;
}

/**
 * A table beside the picture of the samples, their marks and the answers to them. Hidden columns
 * behind it say on which square each lies and how that is coloured: the rules of the squares read
 * them, and rules may not look at other sheets.
 */
export function addSamples(
  sheet: Worksheet,
  plan: Plan,
  layout: SurfaceLayout,
  shown: Shown,
): void {
  const { samples } = plan.network;
  const marked = markedSamples(plan.network);
  const names = layout.axes.map((_, k) => plan.names.of(ref('input', 0, k)));
  const title = samples.length > marked ? `The first ${marked} samples` : 'The samples';
  put(sheet, sampleHeaderRow - 1, sampleColumn, title, STYLES.subheading);
  const headers = ['sample', ...names, 'mark', 'answer', 'column', 'row', 'square', 'shade'];
  for (const [i, header] of headers.entries()) {
    put(sheet, sampleHeaderRow, sampleColumn + i, header, STYLES.stepHeader);
  }
  for (let column = SAMPLE_COLUMNS.place; column <= SAMPLE_COLUMNS.shade; column++) {
    sheet.getColumn(column).hidden = true;
  }
  for (const [index, sample] of samples.slice(0, marked).entries()) {
    addPlace(sheet, plan, layout, sample, index);
    addLook(sheet, layout, shown, { sample, row: firstSampleRow + index });
  }
  if (layout.choice) showWholeClasses(sheet, layout.choice.row, firstSampleRow + marked - 1);
}

/** While the picture shows classes, the answers are their numbers. */
function showWholeClasses(sheet: Worksheet, choiceRow: number, lastRow: number): void {
  const [first, last] = [firstSampleRow, lastRow].map((row) =>
    cellAddress(SAMPLE_COLUMNS.answer, row),
  );
  addRules(sheet, `${first}:${last}`, [
    { type: 'expression', formulae: [`${panelCell(choiceRow)}=0`], style: WHOLE_BESIDE },
  ]);
}

/** Where a sample lies, and its mark. */
function addPlace(
  sheet: Worksheet,
  plan: Plan,
  layout: SurfaceLayout,
  sample: Sample,
  index: number,
): void {
  const row = firstSampleRow + index;
  put(sheet, row, sampleColumn, index + 1, STYLES.step);
  for (const [k, axis] of layout.axes.entries()) {
    const value = sample.inputs[k]!;
    const formula = onData(plan, ref('input', 0, k), index);
    put(sheet, row, sampleColumn + 1 + k, { formula, result: value }, STYLES.linked);
    const content = {
      formula: placeFormula(cellAddress(sampleColumn + 1 + k, row), k),
      result: nearestPlace(axis, most, value),
    };
    put(sheet, row, SAMPLE_COLUMNS.place + k, content, STYLES.step);
  }
  const formula = signFormula(plan, layout, index);
  const sign = markOf(layout, sample);
  const content = formula === null ? sign : { formula, result: sign };
  put(sheet, row, SAMPLE_COLUMNS.mark, content, STYLES.sign);
}

/** The square of a sample, what the network answers there, and its shade on the scale. */
function addLook(
  sheet: Worksheet,
  layout: SurfaceLayout,
  { shown, scale, shownColumn }: Shown,
  { sample, row }: { readonly sample: Sample; readonly row: number },
): void {
  const { place, square: squareColumn, answer, shade } = SAMPLE_COLUMNS;
  const cell = (column: number) => cellAddress(column, row);
  const square = squareOf(layout, sample);
  // NaN for no square and for no value.
  const value = shown[square - 1] ?? Number.NaN;
  const { firstRow } = SURFACE_DATA;
  const last = firstRow + layout.points - 1;
  const all = columnRange(SHEETS.surfaceData, shownColumn, firstRow, last);
  const orNothing = (result: number) => (Number.isNaN(result) ? '' : result);
  const contents: Record<number, Computed> = {
    [squareColumn]: {
      formula: squareNumber(cell(place), cell(place + 1), most),
      result: square,
    },
    [answer]: {
      formula: answerAt(all, cell(squareColumn)),
      result: orNothing(value),
    },
    [shade]: {
      formula: shadeNumber(cell(answer), LEAST_CELL, GREATEST_CELL),
      result: orNothing(shadeOf(value, scale)),
    },
  };
  for (const [column, content] of Object.entries(contents)) {
    const style = Number(column) === answer ? STYLES.value : STYLES.step;
    put(sheet, row, Number(column), content, style);
  }
}

/** The cells beside the scale with its least and greatest value. */
const scaleCell = (row: number) =>
  cellAddress(SURFACE_PICTURE.scaleLabelColumn, row, { absolute: 'both' });
const LEAST_CELL = scaleCell(SURFACE_PICTURE.lastRow);
const GREATEST_CELL = scaleCell(SURFACE.firstRow);

/** A cell of `Data` in the row of a sample. */
function onData({ data }: Plan, r: Ref, index: number): string {
  const { sheet, column, firstRow: first }: ColumnPlace = data!.placeOf(r);
  return cellAddress(column, first + index, { sheet });
}

function placeFormula(value: string, k: number): string {
  const row = SURFACE.firstAxisRow + 2 * k;
  return placeOnAxis({ from: panelCell(row), to: panelCell(row + 1) }, most, value);
}

/** `markOf` on the sheet; null where all are alike. */
function signFormula(plan: Plan, { marks, choice }: SurfaceLayout, index: number): string | null {
  const { length } = plan.network.targets;
  const cell = onData(plan, ref('target', 0, 0), index);
  const { column, firstRow: first } = plan.data!.placeOf(ref('target', 0, length - 1));
  const range = `${cell}:${cellAddress(column, first + index)}`;
  switch (marks.kind) {
    case 'classes':
      return `${largestOf(range)}&""`;
    case 'sides': {
      const shown = choice ? targetOf(range, panelCell(choice.row)) : cell;
      return sideOf(shown, marks.threshold);
    }
    case 'alike':
      return null;
  }
}
