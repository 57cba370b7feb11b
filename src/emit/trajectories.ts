import { SMALLEST_PLOTTED } from '../functions/thresholds.ts';
import type { Plan } from '../layout/plan.ts';
import { CHART_DATA, SHEETS } from '../layout/sheets.ts';
import type { Trajectory } from '../layout/trajectories.ts';
import { rowOfStep } from '../network/batches.ts';
import { stepGradientOf } from '../network/parameters.ts';
import type { Run } from '../numeric/run.ts';
import { columnOf } from '../numeric/value.ts';
import type { Ref } from '../ref.ts';
import type { Plot } from '../symbolic/cells/points.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { ScatterChart, Series } from '../xlsx/writer/chart.ts';
import type { ChartAddition } from '../xlsx/writer/package.ts';
import { meanSize, valueOfStep } from './chartBlock.ts';
import { courseSeries, plotted, sizeInPixels, stepAxis } from './charts.ts';
import { withEndLabelsApart } from './endLabels.ts';
import type { Open } from './sheet.ts';
import { CHART_STYLE, layerLine } from './theme/charts.ts';
import { FORMATS } from './theme/formats.ts';

const SIZE = { width: 960, height: 420 } as const;

/** Below the title, which Gnumeric would draw over the lines, and beside names as `|mean ∂E/∂w1|`. */
const BESIDE_LEGEND = { x: 0.09, y: 0.14, w: 0.74, h: 0.7 } as const;

/** Height of a row of `Charts` in pixels: 16 points. */
const ROW_PIXELS = 64 / 3;

/** Row of `Charts` from which on the weights are drawn, below their gradients. */
const SECOND_ROW = 6 + Math.ceil(SIZE.height / ROW_PIXELS);

/** What a line and the one of its gradient are called, on `Chart data` and on the charts. */
export function trajectoryNames({ names, network }: Plan, trajectory: Trajectory) {
  if (trajectory.kind === 'layer')
    return { parameter: trajectory.title, gradient: trajectory.title };
  const { parameter } = trajectory;
  return {
    parameter: names.of(parameter),
    gradient: `|${names.of(stepGradientOf(network, parameter))}|`,
  };
}

const isByLayer = ({ chartData }: Plan) => chartData.trajectories[0]!.kind === 'layer';

/** The skeleton of `Charts`. */
export function addCharts(open: Open, plan: Plan): void {
  open({
    title: 'Charts',
    purpose: isByLayer(plan)
      ? `How the gradients of each layer fade or grow through training, and the size of its weights: the root mean square of all of them. A size of exactly 0 is drawn at ${SMALLEST_PLOTTED.words}.`
      : `How every gradient fades or grows through training, and the path of every weight; a gradient of exactly 0 is drawn at ${SMALLEST_PLOTTED.words}.`,
    widths: [],
    landscape: false,
    onePage: true,
  });
}

/** The sizes of all gradients, and the paths of all parameters, on `Charts`. */
export function trajectoryCharts(plan: Plan, run: Run): ChartAddition[] {
  const byLayer = isByLayer(plan);
  const { trajectories, parameter, gradient } = plan.chartData;
  const lines = (column: (index: number) => number, of: (r: Ref) => Ref, plot: Plot) =>
    trajectories.map((each, i) =>
      trajectoryLine(plan, run, { each, i, of, plot, column: column(i) }),
    );
  const legend = byLayer
    ? ({ legend: 'bottom' } as const)
    : ({ legend: 'right', plot: BESIDE_LEGEND } as const);
  const apart = (chart: ScatterChart) => withEndLabelsApart(chart, SIZE.height);
  const ofStep = (r: Ref) => stepGradientOf(plan.network, r);
  return [
    {
      name: 'Gradients',
      altText: `Line chart of the size of ${byLayer ? "each layer's gradients" : 'every gradient'} against the step, logarithmic`,
      anchor: { column: 1, row: 4, ...sizeInPixels(SIZE.width, SIZE.height) },
      chart: apart({
        title: byLayer
          ? "The size of each layer's gradients (log)"
          : 'The size of every gradient (log)',
        x: stepAxis(plan),
        y: {
          title: byLayer ? 'root mean square of ∂E/∂w (logarithmic)' : '|∂E/∂w| (logarithmic)',
          numberFormat: FORMATS.axis.power,
          log: true,
        },
        ...legend,
        series: lines(gradient, ofStep, 'size'),
        style: CHART_STYLE,
      }),
    },
    {
      name: 'Weights',
      altText: `Line chart of ${byLayer ? "the size of each layer's weights" : 'every weight and bias'} against the step`,
      anchor: { column: 1, row: SECOND_ROW, ...sizeInPixels(SIZE.width, SIZE.height) },
      chart: apart({
        title: byLayer ? "The size of each layer's weights" : 'The path of every weight',
        x: stepAxis(plan),
        y: {
          title: byLayer ? 'root mean square of w' : 'value',
          numberFormat: FORMATS.axis.number,
          ...(byLayer && { min: 0 }),
        },
        ...legend,
        series: lines(parameter, (r) => r, 'value'),
        style: CHART_STYLE,
      }),
    },
  ];
}

interface Drawn {
  readonly each: Trajectory;
  readonly i: number;
  readonly column: number;
  /** What is drawn of a parameter. */
  readonly of: (r: Ref) => Ref;
  readonly plot: Plot;
}

function trajectoryLine(plan: Plan, run: Run, { each, i, column, of, plot }: Drawn): Series {
  const { parameter, gradient } = trajectoryNames(plan, each);
  const text = plot === 'size' ? gradient : parameter;
  const cell = cellAddress(column, CHART_DATA.headerRow, {
    sheet: SHEETS.chartData,
    absolute: 'both',
  });
  const name = { kind: 'cell', ref: cell, text } as const;
  const { steps } = plan.chartData;
  if (each.kind === 'single') {
    const value = valueOfStep(run, of(each.parameter));
    return courseSeries(steps, column, plotted(steps, value, plot), name, i);
  }
  const columns = each.parameters.map((r) => columnOf(run, of(r)));
  const sizes = steps.points.map(({ step }) => {
    const row = rowOfStep(plan.network, step);
    return meanSize(columns.map((value) => value(row)));
  });
  const line = layerLine(each.place, plan.chartData.trajectories.length);
  return {
    ...courseSeries(steps, column, Float64Array.from(sizes), name, i),
    line,
    endLabel: { color: line.color },
  };
}
