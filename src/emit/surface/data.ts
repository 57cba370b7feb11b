import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { SHEETS } from '../../layout/sheets.ts';
import { SURFACE, SURFACE_DATA, type SurfaceLayout } from '../../layout/surface.ts';
import type { Run } from '../../numeric/run.ts';
import { axisDecimals } from '../../numeric/surface.ts';
import { columnOf } from '../../numeric/value.ts';
import { ref } from '../../ref.ts';
import { decimalsOfAxis, endOfTargets } from '../../symbolic/cells/surface.ts';
import { cellAddress, columnRange } from '../../xlsx/address.ts';
import type { TableRows, TemplateStyles } from '../../xlsx/writer/package.ts';
import type { Block } from '../../xlsx/writer/rows.ts';
import { atSelectedStep } from '../selected.ts';
import { type Computed, type Open, put } from '../sheet.ts';
import { ROLE_STYLES, STYLES } from '../theme/styles.ts';
import { shownTargets } from './marks.ts';
import { columnsOfPoint } from './points.ts';

const { settingRow, firstRow, placeColumn, resolutionColumn, firstAxisColumn } = SURFACE_DATA;

/** The skeleton of `Surface data`: settings, weights and headers; the points are streamed in. */
export function addSurfaceData(open: Open, plan: Plan, layout: SurfaceLayout, run: Run): void {
  const { axes, lastColumn, parameters, table } = layout;
  const sheet = open({
    title: 'Surface data',
    purpose: `What ${SHEETS.surface} is drawn from: the weights of the selected step, and every point sent through the network with them. Nothing to change here.`,
    widths: Array<number>(Math.max(lastColumn, table.columnOf(parameters.at(-1)!))).fill(16),
    frozen: { rows: SURFACE_DATA.headerRow, columns: axes.length },
  });
  addSettings(sheet, plan, layout, run);
  for (const { column, header, band, style } of columnsOfPoint(plan, layout, run)) {
    const { headerRow, bandRow } = SURFACE_DATA;
    put(sheet, bandRow, column, band, band === '' ? STYLES.label : style.band);
    put(sheet, headerRow, column, header, style.header);
    for (const row of [firstRow, firstRow + 1]) put(sheet, row, column, 0, style.value);
  }
}

/** The row that every point reads: what the reader chose, and the parameters. */
function addSettings(sheet: Worksheet, plan: Plan, layout: SurfaceLayout, run: Run): void {
  const { settingBandRow, settingHeaderRow } = SURFACE_DATA;
  const { names } = plan;
  const putSetting = (column: number, header: string, content: Computed) => {
    put(sheet, settingHeaderRow, column, header, STYLES.stepHeader);
    put(sheet, settingRow, column, content, STYLES.copy);
  };
  const onPicture = (row: number, result: number): Computed => {
    const { valueColumn } = SURFACE;
    const options = { sheet: SHEETS.surface, absolute: 'both' } as const;
    return { formula: cellAddress(valueColumn, row, options), result };
  };
  put(sheet, settingBandRow, 1, `Chosen on ${SHEETS.surface}`, STYLES.subheading);
  putSetting(resolutionColumn, 'resolution', onPicture(SURFACE.resolutionRow, layout.most));
  for (const [k, { from, to }] of layout.axes.entries()) {
    const name = names.of(ref('input', 0, k));
    const [row, column] = [SURFACE.firstAxisRow + 2 * k, firstAxisColumn + 2 * k];
    putSetting(column, `${name} from`, onPicture(row, from));
    putSetting(column + 1, `${name} to`, onPicture(row + 1, to));
  }
  for (const [k, axis] of axesOfPicture(layout).entries()) {
    const end = (at: number) =>
      cellAddress(firstAxisColumn + 2 * k + at, settingRow, { absolute: 'both' });
    const ends = { from: end(0), to: end(1) };
    const content = { formula: decimalsOfAxis(ends), result: axisDecimals(axis) };
    putSetting(layout.decimalsColumn + k, `${names.of(ref('input', 0, k))} decimals`, content);
  }
  if (layout.choice) {
    const { row, first, settingColumn } = layout.choice;
    putSetting(settingColumn, 'shown output', onPicture(row, first));
  }
  if (layout.targetsColumn !== null) {
    const targets = shownTargets(plan, layout.choice);
    const putEnd = (i: number, header: string, end: 'MIN' | 'MAX', result: number) => {
      const content = { formula: targetFormula(plan, layout, end), result };
      putSetting(layout.targetsColumn! + i, header, content);
    };
    putEnd(0, 'least target', 'MIN', Math.min(...targets));
    putEnd(1, 'greatest target', 'MAX', Math.max(...targets));
  }
  for (const [index, parameter] of layout.parameters.entries()) {
    const column = layout.table.columnOf(parameter);
    const band = index === 0 ? 'Parameters at the selected step' : null;
    put(sheet, settingBandRow, column, band, ROLE_STYLES.weight.band);
    put(sheet, settingHeaderRow, column, names.of(parameter), ROLE_STYLES.weight.header);
    const result = columnOf(run, parameter)(0);
    const content = { ...atSelectedStep(plan, parameter), result };
    put(sheet, settingRow, column, content, ROLE_STYLES.weight.linked);
  }
}

function targetFormula({ network, data }: Plan, { choice }: SurfaceLayout, end: 'MIN' | 'MAX') {
  const ranges = Array.from(network.targets, (_, j) => {
    const { sheet, column, firstRow, lastRow } = data!.placeOf(ref('target', 0, j));
    return columnRange(sheet, column, firstRow, lastRow);
  });
  return endOfTargets(end, ranges, choice && cellAddress(choice.settingColumn, settingRow));
}

/** The axis of a curve is a chart's, which numbers it itself. */
const axesOfPicture = ({ axes }: SurfaceLayout) => (axes.length > 1 ? axes : []);

/** The rows of `Surface data`, a row a point. */
export function surfaceRows(plan: Plan, layout: SurfaceLayout, run: Run): TableRows {
  return {
    firstTemplateRow: firstRow,
    lastRow: firstRow + layout.points - 1,
    lastColumn: layout.lastColumn,
    blocks: (styles) => [surfaceBlock(plan, layout, run, styles)],
  };
}

function surfaceBlock(plan: Plan, layout: SurfaceLayout, run: Run, styles: TemplateStyles): Block {
  return {
    firstRow,
    rows: layout.points,
    firstColumn: placeColumn,
    columns: columnsOfPoint(plan, layout, run).map((each) => ({
      ...each.block,
      styles: styles(each.column),
    })),
  };
}
