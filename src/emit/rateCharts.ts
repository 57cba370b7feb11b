import { SMALLEST_PLOTTED } from '../functions/thresholds.ts';
import type { Plan } from '../layout/plan.ts';
import { CHART_DATA, LEARNING_RATES, SHEETS } from '../layout/sheets.ts';
import { periodsOf } from '../network/batches.ts';
import { lossRef } from '../ref.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { PlotPlace, ScatterChart, Series } from '../xlsx/writer/chart.ts';
import type { ChartAddition } from '../xlsx/writer/package.ts';
import { axisOf, courseSeries, plotted, sizeInPixels } from './charts.ts';
import type { ComparedRate } from './facts.ts';
import { CHART_STYLE, SERIES_COLOURS } from './theme/charts.ts';
import { FORMATS } from './theme/formats.ts';

/** Four fit beside the table on the first screen of a laptop. */
const SIZE = { width: 362, height: 228 } as const;
/** Columns and rows from one chart to the next. */
const STEP = { columns: 4, rows: 11 } as const;

/** Charts so small leave no room for the margins that programs like; in pixels. */
const MARGINS = { left: 62, top: 38, right: 22, bottom: 46 } as const;
/** What a legend takes: its lines, and a character of a name. */
const LEGEND = { lines: 76, character: 6 } as const;

const STYLE = { ...CHART_STYLE, titleSize: 12 };

const LINEAR = { numberFormat: FORMATS.axis.number, min: 0 } as const;

/** A loss of exactly 0 is drawn at the least that is drawn at all, and so at the foot of the axis. */
function logarithmic(title: string, drawn: readonly number[]) {
  const axis = {
    title: `${title} (0 at ${SMALLEST_PLOTTED.words})`,
    numberFormat: FORMATS.axis.power,
    log: true,
  };
  const { value: min } = SMALLEST_PLOTTED;
  return drawn.includes(min) ? { ...axis, min, majorUnit: 1e4 } : axis;
}

/** The verdicts on a rate that is not too large. */
const FINE = /^(?:descending|converged at step \d+)$/;

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
    chart: { ...chart, plot: plotOf(chart), style: STYLE },
  }));
}

function plotOf({ legend, series }: Chart): PlotPlace {
  const { left, top, right, bottom } = MARGINS;
  const longest = Math.max(...series.map(({ name }) => name.text.length));
  const names = legend === 'none' ? 0 : LEGEND.lines + LEGEND.character * longest;
  const { width, height } = SIZE;
  const share = (length: number, whole: number) => Number((length / whole).toFixed(3));
  return {
    x: share(left, width),
    y: share(top, height),
    w: share(width - left - right - names, width),
    h: share(height - top - bottom, height),
  };
}

/** The loss against the step, or its mean against the epoch, a line a rate. */
function courses(plan: Plan, compared: readonly ComparedRate[]): Chart[] {
  const { compare, batches } = plan.network;
  const loss = plan.names.of(lossRef(plan.network));
  const last = periodsOf(plan.network) - 1;
  const axis = (title: 'step' | 'epoch') => ({
    ...axisOf(title, last),
    majorUnit: wholeTick(last),
  });
  const [x, y] = batches.periodIsStep
    ? [axis('step'), loss]
    : [axis('epoch'), `${loss}, epoch mean`];
  const all = compare.map((_, index) => index);
  const best = compare[bestOf(compared)]!;
  const high = all.filter((index) => compare[index]! > best);
  const chart = (title: string, indexes: readonly number[]): Chart => ({
    title,
    x,
    y: { title: y, ...LINEAR },
    legend: 'right',
    series: indexes.map((index) => rateSeries(plan, index, compared[index]!.losses)),
  });
  const whole = chart('All rates, logarithmic', all);
  const drawn = whole.series.flatMap(({ y: { values } }) => Array.from(values));
  const powers: Chart = {
    ...whole,
    y: logarithmic(y, drawn),
    // The rates of the first charts have the same colours on this one.
    ...(high.length > 0 && { legend: 'none' }),
  };
  if (high.length === 0) return [chart('All rates', all), powers];
  const low = all.filter((index) => compare[index]! <= best);
  const fine = high.filter((index) => FINE.test(compared[index]!.verdict)).length;
  const larger =
    fine === high.length ? 'Larger still' : fine > 0 ? 'Larger to too large' : 'Too large';
  return [
    chart(
      low.length > 1 ? `Too small to just right: up to ${best}` : `Best of these: ${best}`,
      low,
    ),
    chart(`${larger}: beyond ${best}`, high),
    powers,
  ];
}

/** The distance of ticks, so that four at most follow the first: labels that lack room stand aslant. */
export function wholeTick(last: number): number {
  const power = Number(`1e${String(last).length - 1}`);
  const ticks = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5].map((share) => share * power);
  return ticks.find((tick) => tick >= 1 && Number.isInteger(tick) && last / tick < 5) ?? 1;
}

/** The rate that came to the least loss; of several the smallest. */
function bestOf(compared: readonly ComparedRate[]): number {
  const finals = compared.map(({ final }) => (Number.isFinite(final) ? final : Infinity));
  return finals.indexOf(Math.min(...finals));
}

/** A rate looks the same on every chart. */
function rateSeries(
  { network, rates, chartData }: Plan,
  index: number,
  losses: Float64Array,
): Series {
  const { sheet, column, row } = rates.placeOf(index);
  const name = {
    kind: 'cell',
    ref: cellAddress(column, row, { sheet, absolute: 'both' }),
    text: `LR = ${network.compare[index]}`,
  } as const;
  const { periods } = chartData;
  const values = plotted(periods, (period) => losses[period]!, 'size');
  return courseSeries(periods, chartData.rate(index), values, name, index);
}

/** The final loss against the rate, both on logarithmic axes. */
function finals({ network, chartData }: Plan, compared: readonly ComparedRate[]): Chart {
  const { drawnRateRow, finalRow } = CHART_DATA;
  const { compare, batches } = network;
  const range = (row: number) => {
    const [first, last] = [chartData.rate(0), chartData.rate(compare.length - 1)].map((column) =>
      cellAddress(column, row, { absolute: 'both' }),
    );
    return `'${SHEETS.chartData}'!${first}:${last}`;
  };
  const loss = batches.periodIsStep ? 'final loss' : "last epoch's mean";
  const drawn = compared.map(({ final }) => drawnFinal(final));
  return {
    title: 'Final loss against η',
    x: { title: 'learning rate η', numberFormat: FORMATS.axis.power, log: true },
    y: logarithmic(loss, drawn),
    legend: 'none',
    series: [
      {
        name: { kind: 'text', text: 'final loss' },
        x: { ref: range(drawnRateRow), values: compare.map(drawnRate) },
        y: { ref: range(finalRow), values: drawn },
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
