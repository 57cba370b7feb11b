import { SMALLEST_PLOTTED } from '../functions/thresholds.ts';
import { CHART_DATA, LEARNING_RATES, NAMES, SHEETS } from '../layout/sheets.ts';
import { lossOfStep } from '../numeric/diagnose.ts';
import { lossRef } from '../ref.ts';
import { pointOf, positivePoint } from '../symbolic/cells/points.ts';
import { cellAddress } from '../xlsx/address.ts';
import { pointValue } from './chartBlock.ts';
import type { Facts } from './facts.ts';
import { drawnFinal, drawnRate } from './rateCharts.ts';
import { type Open, put } from './sheet.ts';
import { ROLE_STYLES, STYLES, shownAs } from './theme/styles.ts';
import { trajectoryNames } from './trajectories.ts';

/** The skeleton of `Chart data`. */
export function addChartData(open: Open, { plan, run: { trace }, compared }: Facts): void {
  const { network, names, chartData, selectedStep } = plan;
  const loss = lossOfStep(trace);
  const { markerRow, drawnRateRow, finalRow, headerRow, firstRow, stepColumn, totalColumn } =
    CHART_DATA;
  const sheet = open({
    title: 'Chart data',
    purpose: `What the charts are drawn from: losses, weights and sizes of gradients; sizes at least ${SMALLEST_PLOTTED.words}, for the logarithmic axes; a gap (#N/A) where a value is no longer finite. Nothing to change here.`,
    widths: [10, ...Array<number>(chartData.last - 1).fill(14)],
    frozen: { rows: headerRow, columns: 1 },
  });
  const marker = { formula: NAMES.selectedStep, result: selectedStep };
  put(sheet, markerRow, stepColumn, marker, shownAs(STYLES.linked, 'whole'));
  const { column, row } = plan.desk.selectedLoss;
  const selectedLoss = cellAddress(column, row, { sheet: SHEETS.network, absolute: 'both' });
  const selected = { from: selectedStep, to: selectedStep, pick: 'value' } as const;
  const result = pointValue(loss, selected, 'size');
  const point = { formula: pointOf(selectedLoss, 'size'), result, error: '#N/A' } as const;
  put(sheet, markerRow, totalColumn, point, STYLES.linked);
  put(sheet, markerRow, totalColumn + 1, 'the marked point', STYLES.note);

  if (network.compare.length > 0) {
    put(sheet, drawnRateRow, stepColumn, 'rate', STYLES.note);
    put(sheet, finalRow, stepColumn, 'final loss', STYLES.note);
  }
  put(sheet, headerRow, stepColumn, 'step', STYLES.stepHeader);
  if (chartData.periods !== chartData.steps) {
    put(sheet, headerRow, chartData.periods.column, 'epoch', STYLES.stepHeader);
  }
  put(sheet, headerRow, totalColumn, names.of(lossRef(network)), STYLES.stepHeader);
  for (const [index, rate] of network.compare.entries()) {
    const place = plan.rates.placeOf(index);
    const formula = cellAddress(place.column, place.row, { sheet: place.sheet });
    put(sheet, headerRow, chartData.rate(index), { formula, result: rate }, STYLES.rateLink);
    const final = cellAddress(LEARNING_RATES.finalColumn, place.row, { sheet: place.sheet });
    const drawn = {
      formula: positivePoint(formula),
      result: drawnRate(rate),
      error: '#N/A',
    } as const;
    put(sheet, drawnRateRow, chartData.rate(index), drawn, STYLES.linked);
    const end = compared[index]!.final;
    const point = {
      formula: pointOf(final, 'size'),
      result: drawnFinal(end),
      error: '#N/A',
    } as const;
    put(sheet, finalRow, chartData.rate(index), point, STYLES.linked);
  }
  for (const [index, trajectory] of chartData.trajectories.entries()) {
    const { parameter, gradient } = trajectoryNames(plan, trajectory);
    put(sheet, headerRow, chartData.parameter(index), parameter, ROLE_STYLES.weight.header);
    put(sheet, headerRow, chartData.gradient(index), gradient, ROLE_STYLES.gradient.header);
  }
  for (const row of [firstRow, firstRow + 1]) {
    put(sheet, row, stepColumn, 0, STYLES.step);
    for (let column = totalColumn; column <= chartData.last; column++) {
      const isPlace = column === chartData.periods.column;
      put(sheet, row, column, 0, isPlace ? STYLES.step : STYLES.linked);
    }
  }
}
