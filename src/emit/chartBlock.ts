import { LARGEST, SMALLEST_PLOTTED } from '../functions/thresholds.ts';
import type { ChartPoint, Course } from '../layout/chartPoints.ts';
import type { Plan } from '../layout/plan.ts';
import { CHART_DATA, LEARNING_RATES, SHEETS, SUMMARY } from '../layout/sheets.ts';
import { summaryColumnOf } from '../layout/summary.ts';
import { firstRowOfStep, rowOfStep } from '../network/batches.ts';
import type { Network } from '../network/network.ts';
import { stepGradientOf } from '../network/parameters.ts';
import { lossOfStep } from '../numeric/diagnose.ts';
import type { Run } from '../numeric/run.ts';
import { columnOf } from '../numeric/value.ts';
import { lossRef, type Ref } from '../ref.ts';
import { extremeOf, meanSizeOf, type Plot, pointOf } from '../symbolic/cells/points.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { TableRows, TemplateStyles } from '../xlsx/writer/package.ts';
import type { Block, BlockColumn } from '../xlsx/writer/rows.ts';

/** What the charts are bound to, with gaps (#N/A) where there is nothing to plot. */
export function chartDataRows(plan: Plan, run: Run, losses: readonly Float64Array[]): TableRows {
  const { steps, last } = plan.chartData;
  return {
    firstTemplateRow: CHART_DATA.firstRow,
    lastRow: CHART_DATA.firstRow + steps.points.length - 1,
    lastColumn: last,
    blocks: (styles) => [chartDataBlock(plan, run, losses, styles)],
  };
}

function chartDataBlock(
  plan: Plan,
  run: Run,
  losses: readonly Float64Array[],
  styles: TemplateStyles,
): Block {
  const { training, network, chartData } = plan;
  const { steps, periods, trajectories } = chartData;
  const gradientOfStep = (r: Ref) => stepGradientOf(network, r);
  const column = (
    at: number,
    source: { sheet: string; column: number; firstRow: number },
    value: (step: number) => number,
    plot: Plot,
    stretches: readonly CellStretch[] = ofSteps,
    points: readonly ChartPoint[] = steps.points,
  ): BlockColumn => ({
    styles: styles(at),
    rows: points.length,
    rest: { kind: 'each', formula: (row) => pointFormula(source, stretches[row]!, plot) },
    value: (row) => pointValue(value, points[row]!, plot),
    error: '#N/A',
  });
  const [ofSteps, ofPeriods] = [cellsOf(steps.points), cellsOf(periods.points)];
  const rows = steps.points.map((point) => rowsOfPoint(network, point));
  // The mean over a batch stands in one row of its step.
  const ends = rows.map((stretch, i) => ({ ...stretch, count: ofSteps[i]!.count }));
  const ofTraining = (at: number, r: Ref, plot: Plot, stretches: readonly CellStretch[]) =>
    column(at, { ...training, column: training.columnOf(r) }, valueOfStep(run, r), plot, stretches);
  const loss = lossRef(network);
  const ofLoss = (at: number) => {
    if (!plan.summary) return ofTraining(at, loss, 'size', rows);
    const cost = { column: summaryColumnOf(plan.summary, loss.kind), firstRow: SUMMARY.firstRow };
    return column(at, { sheet: SHEETS.summary, ...cost }, lossOfStep(run.trace), 'size');
  };
  const rates = network.compare.map((_, index) => {
    const { firstColumn } = LEARNING_RATES;
    const { firstRow } = plan.rates;
    const source = { sheet: SHEETS.learningRates, column: firstColumn + index, firstRow };
    const loss = (period: number) => losses[index]![period]!;
    return column(chartData.rate(index), source, loss, 'size', ofPeriods, periods.points);
  });
  const places = ({ column: at, points }: Course): BlockColumn => ({
    styles: styles(at),
    rows: points.length,
    rest: { kind: 'number' },
    value: (row) => points[row]!.step,
  });
  return {
    firstRow: CHART_DATA.firstRow,
    rows: steps.points.length,
    firstColumn: CHART_DATA.stepColumn,
    columns: [
      places(steps),
      ofLoss(CHART_DATA.totalColumn),
      ...(periods === steps ? [] : [places(periods)]),
      ...rates,
      ...trajectories.map((each, i) =>
        each.kind === 'single'
          ? ofTraining(chartData.parameter(i), each.parameter, 'value', rows)
          : sizeColumn(plan, run, styles(chartData.parameter(i)), each.parameters),
      ),
      ...trajectories.map((each, i) => {
        const at = chartData.gradient(i);
        if (each.kind === 'layer') {
          return sizeColumn(plan, run, styles(at), each.parameters.map(gradientOfStep));
        }
        return ofTraining(at, gradientOfStep(each.parameter), 'size', ends);
      }),
    ],
  };
}

/**
 * The size of many quantities at the step of each point: their root mean square. Of a long run it is
 * that of one step in each stretch, not an extreme.
 */
function sizeColumn(
  { training, network, chartData }: Plan,
  run: Run,
  styles: BlockColumn['styles'],
  refs: readonly Ref[],
): BlockColumn {
  const columns = refs.map((r) => training.columnOf(r)).sort((a, b) => a - b);
  const stretches = stretchesOf(columns);
  const values = refs.map((r) => columnOf(run, r));
  const { points } = chartData.steps;
  const rowAt = (point: number) => rowOfStep(network, points[point]!.step);
  return {
    styles,
    rest: {
      kind: 'each',
      formula: (point) => {
        const row = training.firstRow + rowAt(point);
        const cells = stretches.map(([first, last]) => {
          const from = cellAddress(first, row, { sheet: training.sheet });
          return first === last ? from : `${from}:${cellAddress(last, row)}`;
        });
        return meanSizeOf(cells, refs.length);
      },
    },
    value: (point) => meanSize(values.map((value) => value(rowAt(point)))),
    error: '#N/A',
  };
}

/** Numbers in order as stretches without a gap. */
function stretchesOf(numbers: readonly number[]): [first: number, last: number][] {
  const stretches: [number, number][] = [];
  for (const number of numbers) {
    const stretch = stretches.at(-1);
    if (stretch && stretch[1] === number - 1) stretch[1] = number;
    else stretches.push([number, number]);
  }
  return stretches;
}

/** The root mean square as a point; NaN where the squares add up to nothing finite. */
export function meanSize(values: readonly number[]): number {
  const sum = values.reduce((squares, value) => squares + value * value, 0);
  if (!(sum < LARGEST.value)) return Number.NaN;
  return Math.max(Math.sqrt(sum / values.length), SMALLEST_PLOTTED.value);
}

/** A stretch of rows and what is picked from it. */
type Stretch = Pick<ChartPoint, 'from' | 'to' | 'pick'>;

/** The same as rows of a table, of which so many hold a number. */
interface CellStretch extends Stretch {
  readonly count: number;
}

/** Points of a table with a row a step, or a row a period. */
function cellsOf(points: readonly ChartPoint[]): CellStretch[] {
  return points.map((point) => ({ ...point, count: point.to - point.from + 1 }));
}

/** A point's stretch of steps as rows of the training table. */
function rowsOfPoint(network: Network, { from, to, pick }: ChartPoint): CellStretch {
  const last = rowOfStep(network, to);
  const first = pick === 'value' ? last : firstRowOfStep(network, from);
  return { from: first, to: last, pick, count: last - first + 1 };
}

/** What a quantity comes to at each step: its value in the last row. */
export function valueOfStep(run: Run, r: Ref): (step: number) => number {
  const value = columnOf(run, r);
  return (step) => value(rowOfStep(run.trace.network, step));
}

function pointFormula(
  { sheet, column, firstRow }: { sheet: string; column: number; firstRow: number },
  { from, to, pick, count: numbers }: CellStretch,
  plot: Plot,
): string {
  const first = cellAddress(column, firstRow + from, { sheet });
  if (pick === 'value') return pointOf(first, plot);
  return extremeOf(`${first}:${cellAddress(column, firstRow + to)}`, numbers, plot, pick);
}

/** The value of a point; NaN stands for #N/A, a gap. */
export function pointValue(
  value: (row: number) => number,
  { from, to, pick }: Stretch,
  plot: Plot,
): number {
  let extreme = Number.NaN;
  for (let row = from; row <= to; row++) {
    if (!(Math.abs(value(row)) < LARGEST.value)) return Number.NaN;
    const size = plot === 'size' ? Math.abs(value(row)) : value(row);
    if (row === from || (pick === 'min' ? size < extreme : size > extreme)) extreme = size;
    // Between two signs the size passes through 0.
    const turns = row > from && value(row) * value(row - 1) <= 0;
    if (plot === 'size' && pick === 'min' && turns) extreme = 0;
  }
  return plot === 'size' ? Math.max(extreme, SMALLEST_PLOTTED.value) : extreme;
}
