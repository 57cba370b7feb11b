import type { ConditionalFormattingRule, Worksheet } from 'exceljs';
import type { ColumnPlace } from '../../layout/place.ts';
import type { Plan } from '../../layout/plan.ts';
import { MOST_MARKED, SURFACE, SURFACE_PICTURE, type SurfaceLayout } from '../../layout/surface.ts';
import type { Network, Sample } from '../../network/network.ts';
import { type Ref, ref } from '../../network/ref.ts';
import { largest, NUDGE, nearestPlace } from '../../numeric/surface.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';
import { signFormat } from '../theme/surface.ts';
import { panelCell } from './panel.ts';

const { firstColumn, firstRow, most } = SURFACE;
const { lastRow, sampleColumn, sampleHeaderRow, firstSampleRow } = SURFACE_PICTURE;
/** After the number and the two inputs of a sample. */
const placeColumn = sampleColumn + 3;
const markColumn = sampleColumn + 5;

/**
 * A table beside the picture that says on which square each sample lies: the rules that mark the
 * squares may not look at other sheets.
 */
export function addSamples(sheet: Worksheet, plan: Plan, layout: SurfaceLayout): void {
  const { samples } = plan.network;
  const marked = markedSamples(plan.network);
  const names = layout.axes.map((_, k) => plan.names.of(ref('input', 0, k)));
  const title = samples.length > marked ? `The first ${marked} samples` : 'The samples';
  put(sheet, sampleHeaderRow - 1, sampleColumn, title, STYLES.subheading);
  for (const [i, header] of ['sample', ...names, 'column', 'row', 'mark'].entries()) {
    put(sheet, sampleHeaderRow, sampleColumn + i, header, STYLES.stepHeader);
  }
  for (const [index, sample] of samples.slice(0, marked).entries()) {
    addSample(sheet, plan, layout, sample, index);
  }
}

function addSample(
  sheet: Worksheet,
  plan: Plan,
  layout: SurfaceLayout,
  sample: Sample,
  index: number,
): void {
  const row = firstSampleRow + index;
  put(sheet, row, sampleColumn, index + 1, STYLES.step);
  for (const [k, axis] of layout.axes.entries()) {
    const value = sample.inputs[k];
    const formula = onData(plan, ref('input', 0, k), index);
    put(sheet, row, sampleColumn + 1 + k, { formula, result: value }, STYLES.linked);
    const content = {
      formula: placeFormula(cellAddress(sampleColumn + 1 + k, row), k),
      result: nearestPlace(axis, most, value),
    };
    put(sheet, row, placeColumn + k, content, STYLES.value);
  }
  const { formula, result } = markOf(plan, layout, sample, index);
  if (formula === null) put(sheet, row, markColumn, result, STYLES.value);
  else put(sheet, row, markColumn, { formula, result }, STYLES.linked);
}

/** A cell of `Data` in the row of a sample. */
function onData({ data }: Plan, r: Ref, index: number): string {
  const { sheet, column, firstRow: first }: ColumnPlace = data!.placeOf(r);
  return cellAddress(column, first + index, { sheet });
}

/** `nearestPlace` on the sheet. */
function placeFormula(value: string, k: number): string {
  const [from, to] = [0, 1].map((end) => panelCell(SURFACE.firstAxisRow + 2 * k + end));
  const share = `(${value}-${from})/(${to}-${from})`;
  const place = `INT(${share}*${most - 1}+${1.5 + NUDGE})`;
  return `IF(${to}=${from},0,IF(ABS(${share}-0.5)>${0.5 + NUDGE},0,${place}))`;
}

/** The number of a sample's class; 1 or 0 for the side of its target; 1 where all are alike. */
function markOf(
  plan: Plan,
  { marks, choice }: SurfaceLayout,
  { targets }: Sample,
  index: number,
): { formula: string | null; result: number } {
  const cells = Array.from(targets, (_, j) => onData(plan, ref('target', 0, j), index));
  const { column, firstRow: first } = plan.data!.placeOf(ref('target', 0, targets.length - 1));
  const range = `${cells[0]}:${cellAddress(column, first + index)}`;
  switch (marks.kind) {
    case 'classes':
      return { formula: `MATCH(MAX(${range}),${range},0)`, result: largest(targets) };
    case 'sides': {
      const shown = choice ? `INDEX(${range},1,MAX(1,${panelCell(choice.row)}))` : cells[0];
      const target = targets[Math.max(0, (choice?.first ?? 1) - 1)];
      return {
        formula: `IF(${shown}>=${marks.threshold},1,0)`,
        result: target >= marks.threshold ? 1 : 0,
      };
    }
    case 'alike':
      return { formula: null, result: 1 };
  }
}

/**
 * The rules that mark the samples: where one lies, another number format shows a sign instead of
 * the number. (Google Sheets has no such formats in rules: there the table has to do.)
 */
export function markRules(
  { network }: Plan,
  { marks }: SurfaceLayout,
): ConditionalFormattingRule[] {
  const signs: readonly (readonly [mark: number, sign: string])[] = {
    classes: Array.from(network.targets, (_, j) => [j + 1, String(j + 1)] as const),
    sides: [[1, '●'] as const, [0, '○'] as const],
    alike: [[1, '◆'] as const],
  }[marks.kind];
  const last = firstSampleRow + markedSamples(network) - 1;
  const range = (column: number) =>
    [firstSampleRow, last].map((row) => cellAddress(column, row, { absolute: 'both' })).join(':');
  const column = `COLUMN()-COLUMN(${cellAddress(firstColumn - 1, firstRow, { absolute: 'both' })})`;
  const row = `ROW(${cellAddress(firstColumn, lastRow + 1, { absolute: 'both' })})-ROW()`;
  const here = `${range(placeColumn)},${column},${range(placeColumn + 1)},${row}`;
  return signs.map(([mark, sign], index) => ({
    type: 'expression',
    formulae: [`COUNTIFS(${here},${range(markColumn)},${mark})>0`],
    priority: 1 + index,
    style: { numFmt: signFormat(sign) as never },
  }));
}

const markedSamples = ({ samples }: Network) => Math.min(samples.length, MOST_MARKED);
