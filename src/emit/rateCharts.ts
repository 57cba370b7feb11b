import { SMALLEST_PLOTTED } from '../functions/thresholds.ts';
import type { Plan } from '../layout/plan.ts';
import { CHART_DATA, LEARNING_RATES, SHEETS } from '../layout/sheets.ts';
import { lossRef } from '../ref.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { ScatterChart, Series } from '../xlsx/writer/chart.ts';
import type { ChartAddition } from '../xlsx/writer/package.ts';
import { plotted, sizeInPixels, stepAxis, stepSeries } from './charts.ts';
import type { ComparedRate } from './facts.ts';
import { CHART_STYLE, SERIES_COLOURS } from './theme/charts.ts';
import { FORMATS } from './theme/formats.ts';

/** Four fit beside the table on the first screen of a laptop. */
const SIZE = { width: 360, height: 212 } as const;
/** Columns and rows from one chart to the next. */
const STEP = { columns: 4, rows: 11 } as const;

type Chart = Pick<ScatterChart, 'title' | 'x' | 'y' | 'legend' | 'series'>;

/**
 * What the rates come to: those up to the best one, those beyond it (one chart if there are none),
 * all of them on a logarithmic axis, and what each came to at the end.
 */
export function rateCharts(plan: Plan, compared: readonly ComparedRate[]): ChartAddition[] {
  const charts = [...courses(plan, compared), finals(plan, compared)];
  return charts.map((chart, place) => ({
    name: chart.title,
    altText: `Chart of learning rates. ${chart.title}`,
    anchor: {
      column: LEARNING_RATES.chartColumn + (place % 2) * STEP.columns,
      row: LEARNING_RATES.titleRow + Math.floor(place / 2) * STEP.rows,
      ...sizeInPixels(SIZE.width, SIZE.height),
    },
    chart: { ...chart, style: CHART_STYLE },
  }));
}

/** The loss against the step, a line a rate. */
function courses(plan: Plan, compared: readonly ComparedRate[]): Chart[] {
  const { compare } = plan.network;
  const name = plan.names.of(lossRef(plan.network));
  const all = compare.map((_, index) => index);
  const best = compare[bestOf(compared)]!;
  const high = all.filter((index) => compare[index]! > best);
  const linear = { title: name, numberFormat: FORMATS.axis.number, min: 0 };
  const log = {
    title: name,
    numberFormat: FORMATS.axis.power,
    log: true,
    min: SMALLEST_PLOTTED.value,
  };
  const chart = (title: string, indexes: readonly number[], y: Chart['y']): Chart => ({
    title,
    x: stepAxis(plan),
    y,
    // The rates of the first charts have the same colours on this one.
    legend: y === log && high.length > 0 ? 'none' : 'right',
    series: indexes.map((index) => rateSeries(plan, index, compared[index]!.losses)),
  });
  if (high.length === 0) {
    return [chart('All rates', all, linear), chart('All rates, logarithmic', all, log)];
  }
  const low = all.filter((index) => compare[index]! <= best);
  return [
    chart(`Too small to just right: up to ${best}`, low, linear),
    chart(`Too large: beyond ${best}`, high, linear),
    chart('All rates, logarithmic', all, log),
  ];
}

/** The rate that came to the least loss; of several the smallest. */
function bestOf(compared: readonly ComparedRate[]): number {
  const finals = compared.map(({ final }) => (Number.isFinite(final) ? final : Infinity));
  return finals.indexOf(Math.min(...finals));
}

/** A rate looks the same on every chart. */
function rateSeries(plan: Plan, index: number, losses: Float64Array): Series {
  const { sheet, column, row } = plan.rates.placeOf(index);
  const name = {
    kind: 'cell',
    ref: cellAddress(column, row, { sheet, absolute: 'both' }),
    text: `LR = ${plan.network.compare[index]}`,
  } as const;
  const values = plotted(plan, (row) => losses[row]!, 'size');
  return stepSeries(plan, plan.chartData.rate(index), values, name, index);
}

/** The final loss against the rate, both on logarithmic axes. */
function finals({ network, chartData }: Plan, compared: readonly ComparedRate[]): Chart {
  const { drawnRateRow, finalRow } = CHART_DATA;
  const { compare } = network;
  const range = (row: number) => {
    const [first, last] = [chartData.rate(0), chartData.rate(compare.length - 1)].map((column) =>
      cellAddress(column, row, { absolute: 'both' }),
    );
    return `'${SHEETS.chartData}'!${first}:${last}`;
  };
  return {
    title: 'Final loss against η',
    x: { title: 'learning rate η', numberFormat: FORMATS.axis.power, log: true },
    y: {
      title: 'final loss (0 at the foot)',
      numberFormat: FORMATS.axis.power,
      log: true,
      min: SMALLEST_PLOTTED.value,
    },
    legend: 'none',
    series: [
      {
        name: { kind: 'text', text: 'final loss' },
        x: { ref: range(drawnRateRow), values: compare.map(drawnRate) },
        y: { ref: range(finalRow), values: compared.map(({ final }) => drawnFinal(final)) },
        // Points only: a rate that is typed over need not stand in its order.
        marker: { symbol: 'circle', size: 7, color: SERIES_COLOURS[0] },
      },
    ],
  };
}

/** A rate that a logarithmic axis can show; NaN stands for #N/A. */
export const drawnRate = (rate: number) => (rate > 0 ? rate : Number.NaN);

/** A final loss that a logarithmic axis can show. */
export const drawnFinal = (final: number) =>
  Number.isFinite(final) ? Math.max(Math.abs(final), SMALLEST_PLOTTED.value) : Number.NaN;
