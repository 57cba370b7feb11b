import type { Plan } from '../layout/plan.ts';
import { CHART_DATA, DATA, LEARNING_RATES, SHEETS, SUMMARY, TRAINING } from '../layout/sheets.ts';
import { SURFACE_DATA } from '../layout/surface.ts';
import { runOf } from '../numeric/diagnose.ts';
import type { Run } from '../numeric/value.ts';
import { lossBlock, runBlock, trainingBlock } from './blocks.ts';
import { chartDataBlock } from './chartBlock.ts';
import { accuracyChart, lossChart, rateCharts, trajectoryCharts } from './charts.ts';
import { dataBlock } from './data.ts';
import { stepScrollBar } from './network/desk.ts';
import { networkDrawing } from './network/drawing.ts';
import type { SheetAddition, TemplateStyles } from './parts/package.ts';
import type { Block } from './parts/rows.ts';
import { selectedValues } from './selected.ts';
import { summaryBlock } from './summary.ts';
import { curveChart } from './surface/curve.ts';
import { surfaceBlock } from './surface/data.ts';
import { surfaceScrollBar } from './surface/panel.ts';
import { surfaceTrace } from './surface/trace.ts';

/**
 * What exceljs cannot write: the rows of the big sheets, the drawing and the charts.
 * @param onBlock called with each block of rows before it is written.
 */
export function additionsOf(
  plan: Plan,
  run: Run,
  losses: readonly Float64Array[],
  onBlock: (block: Block) => void,
): SheetAddition[] {
  const rows = (
    sheet: string,
    extent: { firstRow: number; lastRow: number; lastColumn: number },
    blocks: (styles: TemplateStyles) => Iterable<Block>,
    charts: SheetAddition['charts'] = [],
  ): SheetAddition => ({
    sheet,
    charts,
    rows: {
      firstTemplateRow: extent.firstRow,
      lastRow: extent.lastRow,
      lastColumn: extent.lastColumn,
      *blocks(styles) {
        for (const block of blocks(styles)) {
          onBlock(block);
          yield block;
        }
      },
    },
  });
  const { data, summary, surface, training, rowChecks, chartData, runs, leads, quantities } = plan;
  const lastColumn = TRAINING.firstColumn + leads.length + quantities.length - 1;
  const additions: SheetAddition[] = [
    {
      sheet: SHEETS.network,
      charts: [lossChart(plan, run)],
      shapes: [networkDrawing(plan, selectedValues(plan, run))],
      scrollBars: stepScrollBar(plan),
    },
    { sheet: SHEETS.charts, charts: trajectoryCharts(plan, run) },
    rows(SHEETS.training, { ...training, lastColumn: lastColumn + rowChecks.length }, (styles) => [
      trainingBlock(plan, run, styles),
    ]),
    rows(SHEETS.chartData, chartExtent(chartData), (styles) => [
      chartDataBlock(plan, run, losses, styles),
    ]),
  ];
  if (data) {
    const extent = { ...DATA, lastRow: data.lastRow, lastColumn: data.columns.length + 1 };
    additions.push(rows(SHEETS.data, extent, (styles) => [dataBlock(plan, data, styles)]));
  }
  if (summary) {
    const { steps, epochs, lastRow } = summary;
    const last = epochs ? (epochs.accuracy ?? epochs.cost) : steps.length;
    const extent = { ...SUMMARY, lastRow, lastColumn: last };
    additions.push(
      rows(
        SHEETS.summary,
        extent,
        (styles) => [summaryBlock(plan, summary, run, styles)],
        accuracyChart(plan, summary, run),
      ),
    );
  }
  const trace = surfaceTrace(plan, run);
  if (surface && trace) {
    const { firstRow } = SURFACE_DATA;
    const extent = { firstRow, lastRow: firstRow + surface.points - 1, ...surface };
    additions.push(
      {
        sheet: SHEETS.surface,
        charts: surface.axes.length === 1 ? [curveChart(plan, surface, trace)] : [],
        scrollBars: surfaceScrollBar(plan),
      },
      rows(SHEETS.surfaceData, extent, (styles) => [surfaceBlock(plan, surface, trace, styles)]),
    );
  }
  if (runs.length === 0) return additions;
  const rates = {
    ...LEARNING_RATES,
    lastRow: LEARNING_RATES.firstRow + plan.network.steps,
    lastColumn: LEARNING_RATES.stepColumn + runs.length,
  };
  const allRuns = {
    firstRow: runs[0].firstRow,
    lastRow: runs[runs.length - 1].lastRow,
    lastColumn: lastColumn + 1,
  };
  return [
    ...additions,
    rows(
      SHEETS.learningRates,
      rates,
      (styles) => [lossBlock(plan, losses, styles)],
      rateCharts(plan, losses),
    ),
    rows(SHEETS.runs, allRuns, (styles) => runBlocks(plan, styles)),
  ];
}

function chartExtent({ points, last }: Plan['chartData']) {
  const { firstRow } = CHART_DATA;
  return { firstRow, lastRow: firstRow + points.length - 1, lastColumn: last };
}

/** Trains each compared rate again just before its rows are written: one trace in memory at a time. */
function* runBlocks(plan: Plan, styles: TemplateStyles): Generator<Block> {
  for (const [index, rate] of plan.network.compare.entries()) {
    yield runBlock(plan, index, runOf(plan.network, rate), styles);
  }
}
