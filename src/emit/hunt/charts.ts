import type { Workbook } from 'exceljs';
import { HUNT_CHARTS, type HuntPlan } from '../../layout/hunt.ts';
import { SHEETS } from '../../layout/sheets.ts';
import type { Ref } from '../../ref.ts';
import { cellAddress, columnRange } from '../../xlsx/address.ts';
import type { Series } from '../../xlsx/writer/chart.ts';
import { EMU } from '../../xlsx/writer/drawingml.ts';
import type { ChartAddition, TemplateStyles } from '../../xlsx/writer/package.ts';
import type { Block } from '../../xlsx/writer/rows.ts';
import { addSheet, put } from '../sheet.ts';
import { CHART_STYLE, seriesColour, seriesDash } from '../theme/charts.ts';
import { TABS } from '../theme/colours.ts';
import { FORMATS } from '../theme/formats.ts';
import { STYLES } from '../theme/styles.ts';
import type { ValueAt } from './value.ts';

const { chartRow, headerRow, firstRow, stepColumn } = HUNT_CHARTS;
const COLUMN_WIDTH = 13;
/** In pixels; three side by side above the table, on one page that can be read. */
const SIZE = { width: 448, height: 400 } as const;
const COLUMNS_PER_CHART = 5;

/** The skeleton of `Charts`. */
export function addHuntCharts(workbook: Workbook, { charts, names }: HuntPlan): void {
  const sheet = addSheet(workbook, SHEETS.charts, {
    tab: TABS.charts,
    title: 'Charts',
    purpose:
      'The loss, the path of every weight, and every gradient. Below the charts is what they are drawn from.',
    widths: Array<number>(Math.max(charts.columns.length + 1, 3 * COLUMNS_PER_CHART)).fill(
      COLUMN_WIDTH,
    ),
    onePage: true,
  });
  const end = cellAddress(stepColumn - 1 + 3 * COLUMNS_PER_CHART, headerRow - 1);
  sheet.pageSetup.printArea = `A1:${end}`;
  put(sheet, headerRow, stepColumn, 'step', STYLES.stepHeader);
  for (const row of [firstRow, firstRow + 1]) put(sheet, row, stepColumn, 0, STYLES.step);
  for (const [i, ref] of charts.columns.entries()) {
    put(sheet, headerRow, columnAt(i), names.of(ref), STYLES.stepHeader);
    for (const row of [firstRow, firstRow + 1]) put(sheet, row, columnAt(i), 0, STYLES.linked);
  }
}

const columnAt = (index: number) => stepColumn + 1 + index;

/** The table below the charts: each cell a link to `Training`. */
export function chartTable(plan: HuntPlan, valueAt: ValueAt, styles: TemplateStyles): Block {
  const { charts, training } = plan;
  return {
    firstRow,
    rows: charts.steps.length,
    firstColumn: stepColumn,
    columns: [
      { styles: styles(stepColumn), rest: { kind: 'number' }, value: (row) => charts.steps[row]! },
      ...charts.columns.map((ref, i) => ({
        styles: styles(columnAt(i)),
        rest: {
          kind: 'each' as const,
          formula: (row: number) =>
            cellAddress(training.columnOf(ref), training.firstRow + charts.rows[row]!, training),
        },
        value: (row: number) => valueAt(SHEETS.charts, firstRow + row, columnAt(i)),
      })),
    ],
  };
}

/** Loss, weights and gradients against the step. */
export function huntCharts(plan: HuntPlan, valueAt: ValueAt): ChartAddition[] {
  const { charts, names } = plan;
  const lastRow = firstRow + charts.steps.length - 1;
  const range = (column: number) => columnRange(SHEETS.charts, column, firstRow, lastRow);
  const series = (ref: Ref, order: number): Series => {
    const column = columnAt(charts.columns.indexOf(ref));
    const header = cellAddress(column, headerRow, { sheet: SHEETS.charts, absolute: 'both' });
    return {
      name: { kind: 'cell', ref: header, text: names.of(ref) },
      x: { ref: range(stepColumn), values: charts.steps },
      y: {
        ref: range(column),
        values: charts.steps.map((_, row) => valueAt(SHEETS.charts, firstRow + row, column)),
      },
      line: {
        color: seriesColour(order),
        width: 1.75,
        dash: seriesDash(order),
      },
    };
  };
  const chart = (place: number, title: string, axis: string, refs: readonly Ref[]) => ({
    name: title,
    altText: `Line chart against the step: ${title}`,
    anchor: {
      column: stepColumn + place * COLUMNS_PER_CHART,
      row: chartRow,
      width: SIZE.width * EMU.pixel,
      height: SIZE.height * EMU.pixel,
    },
    chart: {
      title,
      x: { title: 'step', numberFormat: FORMATS.axis.whole, min: 0, max: plan.network.steps },
      y: { title: axis, numberFormat: FORMATS.axis.number },
      legend: 'bottom' as const,
      series: refs.map(series),
      style: CHART_STYLE,
    },
  });
  return [
    chart(0, 'Loss', names.of(charts.loss), [charts.loss]),
    chart(1, 'The path of every weight', 'value', charts.parameters),
    chart(2, 'Every gradient', '∂E/∂w', charts.gradients),
  ];
}
