import type { Course } from '../layout/chartPoints.ts';
import { HEIGHTS, TOP_ROWS } from '../layout/network/picture/page.ts';
import type { Plan } from '../layout/plan.ts';
import { CHART_DATA, SHEETS, SUMMARY } from '../layout/sheets.ts';
import {
  type EpochColumns,
  lastColumnOf,
  type SummaryLayout,
  summaryColumnOf,
} from '../layout/summary.ts';
import { epochAccuracies, lossOfStep } from '../numeric/diagnose.ts';
import type { Run } from '../numeric/run.ts';
import { lossRef } from '../ref.ts';
import { mostPoints } from '../spec/limits.ts';
import type { Plot } from '../symbolic/cells/points.ts';
import { cellAddress, columnRange } from '../xlsx/address.ts';
import type { Series } from '../xlsx/writer/chart.ts';
import { EMU } from '../xlsx/writer/drawingml.ts';
import { cellAnchor } from '../xlsx/writer/ink.ts';
import type { ChartAddition } from '../xlsx/writer/package.ts';
import { pointValue } from './chartBlock.ts';
import {
  CHART_STYLE,
  SERIES_COLOURS,
  SERIES_DASHES,
  seriesColour,
  seriesDash,
} from './theme/charts.ts';
import { SELECTED_COLOUR } from './theme/colours.ts';
import { FORMATS } from './theme/formats.ts';

/** Below the small chart, which has no room for a legend. */
const DASHED_LINE = 'step; dashed: mean of the epoch';

/** E_total against the step, beside the strip on `Network`; the selected step is marked. */
export function lossChart(plan: Plan, run: Run): ChartAddition {
  const { markerRow, stepColumn, totalColumn } = CHART_DATA;
  const { network, selectedStep, desk } = plan;
  const loss = lossOfStep(run.trace);
  const name = plan.names.of(lossRef(network));
  const {
    summary,
    chartData: { steps },
  } = plan;
  const cell = (column: number) =>
    cellAddress(column, markerRow, { sheet: SHEETS.chartData, absolute: 'both' });
  const marked: Series = {
    name: { kind: 'text', text: 'selected step' },
    x: { ref: cell(stepColumn), values: [selectedStep] },
    y: {
      ref: cell(totalColumn),
      values: [pointValue(loss, { from: selectedStep, to: selectedStep, pick: 'value' }, 'size')],
    },
    marker: { symbol: 'circle', size: 9, color: SELECTED_COLOUR },
  };
  return {
    name: 'Loss',
    altText: `Line chart of ${network.hasData ? 'the cost' : 'the total error E_total'} at steps 0 to ${network.steps}; the selected step is marked`,
    anchor: cellAnchor(
      { column: desk.chart.column, row: desk.chart.row, x: 0, y: 2 },
      { column: desk.chart.lastColumn + 1, row: TOP_ROWS.heading, x: 1, y: HEIGHTS.heading - 3 },
    ),
    chart: {
      title: '',
      x: { ...stepAxis(plan), title: summary?.epochs ? DASHED_LINE : '' },
      y: { title: name, numberFormat: FORMATS.axis.number, min: 0 },
      legend: 'none',
      series: [
        courseSeries(
          steps,
          totalColumn,
          plotted(steps, loss, 'size'),
          { kind: 'text', text: name },
          0,
        ),
        ...(summary?.epochs ? [epochCostSeries(summary.epochs, run)] : []),
        marked,
      ],
      style: CHART_STYLE,
    },
  };
}

/** The mean over each epoch, drawn at its last step. */
function epochSeries(
  { step, lastRow }: EpochColumns,
  { trace }: Run,
  column: number,
  values: Float64Array,
): Series {
  const range = (of: number) => columnRange(SHEETS.summary, of, SUMMARY.firstRow, lastRow);
  const { periodEnds, step: stepOf } = trace.network.batches;
  return {
    name: { kind: 'text', text: 'mean of the epoch' },
    x: { ref: range(step), values: Array.from(periodEnds, (row) => stepOf[row]!) },
    y: { ref: range(column), values },
    line: { color: SERIES_COLOURS[2], width: 2.25, dash: SERIES_DASHES[1] },
  };
}

function epochCostSeries(epochs: EpochColumns, run: Run): Series {
  return epochSeries(epochs, run, epochs.cost, run.trace.epochCosts!);
}

/** The share of samples that are classified right, beside the tables of `Summary`. */
export function accuracyChart(plan: Plan, summary: SummaryLayout, run: Run): ChartAddition[] {
  const { network } = plan;
  const { accuracies } = run.trace;
  const { epochs, lastRow } = summary;
  if (!accuracies || network.steps >= mostPoints) return [];
  const range = (kind: 'step' | 'accuracy') =>
    columnRange(SHEETS.summary, summaryColumnOf(summary, kind), SUMMARY.firstRow, lastRow);
  const steps = Array.from({ length: network.steps + 1 }, (_, step) => step);
  const ofSteps: Series = {
    name: { kind: 'text', text: 'accuracy' },
    x: { ref: range('step'), values: steps },
    y: {
      ref: range('accuracy'),
      values: Float64Array.from(steps, (step) => accuracies[step]!),
    },
    line: { color: SERIES_COLOURS[0], width: 1.75, dash: SERIES_DASHES[0] },
  };
  const ofEpochs = epochs?.accuracy
    ? [epochSeries(epochs, run, epochs.accuracy, epochAccuracies(run.trace))]
    : [];
  return [
    {
      name: 'Accuracy',
      altText: `Line chart of the share of samples classified right at steps 0 to ${network.steps}`,
      anchor: {
        column: lastColumnOf(summary) + 2,
        row: SUMMARY.firstRow,
        ...sizeInPixels(540, 380),
      },
      chart: {
        title: 'Accuracy',
        x: stepAxis(plan),
        y: {
          title: 'share of samples that are right',
          numberFormat: FORMATS.axis.percent,
          min: 0,
          max: 1,
        },
        legend: 'bottom',
        series: [ofSteps, ...ofEpochs],
        style: CHART_STYLE,
      },
    },
  ];
}

/** A line from a column of `Chart data`. */
export function courseSeries(
  { points, column: places }: Course,
  column: number,
  values: Float64Array,
  name: Series['name'],
  order: number,
): Series {
  const { firstRow } = CHART_DATA;
  const lastRow = firstRow + points.length - 1;
  const range = (at: number) => columnRange(SHEETS.chartData, at, firstRow, lastRow);
  return {
    name,
    x: { ref: range(places), values: points.map(({ step }) => step) },
    y: { ref: range(column), values },
    line: {
      color: seriesColour(order),
      width: 1.75,
      dash: seriesDash(order),
    },
  };
}

export function plotted(
  { points }: Course,
  value: (step: number) => number,
  plot: Plot,
): Float64Array {
  return Float64Array.from(points, (point) => pointValue(value, point, plot));
}

/** An axis of so many steps or epochs. */
export const axisOf = (title: 'step' | 'epoch', max: number) => ({
  title,
  numberFormat: FORMATS.axis.whole,
  min: 0,
  max,
});

export const stepAxis = ({ network }: Plan) => axisOf('step', network.steps);

export const sizeInPixels = (width: number, height: number) => ({
  width: width * EMU.pixel,
  height: height * EMU.pixel,
});
