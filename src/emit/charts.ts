import { cellAddress } from '../layout/address.ts';
import type { Plan } from '../layout/plan.ts';
import { CHART_DATA, LEARNING_RATES, NETWORK, SHEETS } from '../layout/sheets.ts';
import { plottedLoss, SMALLEST_PLOTTED } from './blocks.ts';
import type { Series } from './parts/chart.ts';
import { EMU } from './parts/drawingml.ts';
import type { ChartAddition } from './parts/package.ts';
import { CHART_STYLE, FORMATS, SERIES_COLOURS, SERIES_DASHES } from './theme.ts';

/** Rates up to this one are drawn on the first chart, from this one up on the second. */
const DIVIDING_RATE = 30;

/** E_total against the step, beside the inputs on `Network`. */
export function lossChart(plan: Plan, losses: Float64Array): ChartAddition {
  return {
    name: 'Loss',
    altText: `Line chart of the total error E_total at steps 0 to ${plan.network.steps}`,
    anchor: { column: NETWORK.noteColumn + 2, row: NETWORK.etaRow, ...size(560, 340) },
    chart: {
      title: 'Loss',
      x: stepAxis(plan),
      y: { title: 'E_total', numberFormat: FORMATS.value, min: 0 },
      legend: 'none',
      series: [series(plan, CHART_DATA.totalColumn, losses, { kind: 'text', text: 'E_total' }, 0)],
      style: CHART_STYLE,
    },
  };
}

/**
 * "LR vs Step vs Loss": the rates up to 30, the rates from 30 up (one chart if either side is
 * empty), and all of them on a logarithmic axis.
 */
export function rateCharts(plan: Plan, losses: readonly Float64Array[]): ChartAddition[] {
  const { compare } = plan.network;
  const all = compare.map((_, index) => index);
  const low = all.filter((index) => compare[index] <= DIVIDING_RATE);
  const high = all.filter((index) => compare[index] >= DIVIDING_RATE);
  const divided = low.length > 0 && high.length > 0 && low.length + high.length > 2;
  const groups = divided
    ? [
        { indexes: low, which: `learning rates up to ${DIVIDING_RATE}`, log: false },
        { indexes: high, which: `learning rates from ${DIVIDING_RATE} up`, log: false },
      ]
    : [{ indexes: all, which: 'all learning rates', log: false }];
  groups.push({ indexes: all, which: 'all learning rates, logarithmic', log: true });

  return groups.map(({ indexes, which, log }, place) => ({
    name: `LR vs Step vs Loss, ${which}`,
    altText: `Line chart of the total error against the step, one line per learning rate: ${which}`,
    anchor: {
      column: LEARNING_RATES.stepColumn + place * LEARNING_RATES.columnsPerChart,
      row: LEARNING_RATES.chartRow,
      ...size(580, 400),
    },
    chart: {
      title: log ? 'LR vs Step vs Loss (log)' : 'LR vs Step vs Loss',
      x: stepAxis(plan),
      y: log
        ? { title: 'E_total (logarithmic)', numberFormat: '0E+00', log: true, min: SMALLEST_PLOTTED }
        : { title: 'E_total', numberFormat: FORMATS.value, min: 0 },
      legend: 'right',
      series: indexes.map((index, order) => rateSeries(plan, index, losses[index], order)),
      style: CHART_STYLE,
    },
  }));
}

function rateSeries(plan: Plan, index: number, losses: Float64Array, order: number): Series {
  const { sheet, column, row } = plan.ratePlace(index);
  const name = {
    kind: 'cell',
    ref: cellAddress(column, row, { sheet, absolute: 'both' }),
    text: `LR = ${plan.network.compare[index]}`,
  } as const;
  return series(plan, CHART_DATA.firstColumn + index, losses, name, order);
}

function series(
  { network }: Plan,
  column: number,
  losses: Float64Array,
  name: Series['name'],
  order: number,
): Series {
  const { firstRow, stepColumn } = CHART_DATA;
  const range = (at: number) =>
    `${cellAddress(at, firstRow, { sheet: SHEETS.chartData, absolute: 'both' })}:` +
    cellAddress(at, firstRow + network.steps, { absolute: 'both' });
  return {
    name,
    x: { ref: range(stepColumn), values: Float64Array.from(losses, (_, step) => step) },
    y: { ref: range(column), values: losses.map(plottedLoss) },
    line: {
      color: SERIES_COLOURS[order % SERIES_COLOURS.length],
      width: 1.75,
      dash: SERIES_DASHES[Math.floor(order / SERIES_COLOURS.length) % SERIES_DASHES.length],
    },
  };
}

const stepAxis = ({ network }: Plan) => ({
  title: 'step',
  numberFormat: FORMATS.step,
  min: 0,
  max: network.steps,
});

const size = (width: number, height: number) => ({
  width: width * EMU.pixel,
  height: height * EMU.pixel,
});
