import { SHEETS } from '../layout/sheets.ts';
import { isHidden, type SheetId, sheetIds } from '../spec/sheets.ts';
import { lossRows, runRows, trainingRows } from './blocks.ts';
import { chartDataRows } from './chartBlock.ts';
import { addChartData } from './chartData.ts';
import { accuracyChart, lossChart } from './charts.ts';
import { addData, dataRows } from './data.ts';
import type { Facts } from './facts.ts';
import { addGradientCheck, passRows } from './gradientCheck.ts';
import { addLearningRates } from './learningRates.ts';
import { addPictureData } from './network/data.ts';
import { addDigits } from './network/digits.ts';
import { pictureInk } from './network/picture/ink.ts';
import { wireCharts } from './network/picture/wires.ts';
import { addNetwork } from './network/sheet.ts';
import { stepScrollBar } from './network/strip.ts';
import { rateCharts } from './rateCharts.ts';
import { addSelected } from './selectedSheet.ts';
import { everySheet, type MadeSheet, type SheetRow, sheetOf } from './sheetRow.ts';
import { addStart, type Contents } from './start.ts';
import { addSummary, summaryRows } from './summary.ts';
import { curveChart } from './surface/curve.ts';
import { addSurfaceData, surfaceRows } from './surface/data.ts';
import { surfaceScrollBar } from './surface/panel.ts';
import { addSurface } from './surface/sheet.ts';
import { TABS } from './theme/colours.ts';
import { addRuns, addTraining } from './training.ts';
import { addCharts, trajectoryCharts } from './trajectories.ts';
import { addValleyData, valleyDataRows } from './valley/data.ts';
import { addValley } from './valley/sheet.ts';
import { addWays } from './waysSheet.ts';

const losses = ({ compared }: Facts) => compared.map((each) => each.losses);

/** How each sheet is made; names, order and sizes stand in `spec/sheets.ts`. */
const rows: Record<SheetId, SheetRow> = {
  start: everySheet({
    tab: TABS.start,
    about: null,
    skeleton: (open, facts) => addStart(open, facts, contentsOf(facts)),
  }),
  network: everySheet({
    tab: TABS.network,
    about:
      'what to change, the network at any step as a picture, its numbers line by line, the derivation',
    skeleton: addNetwork,
    drawn: ({ plan, run, selected }) => ({
      charts: [lossChart(plan, run), ...wireCharts(plan, selected)],
      shapes: pictureInk(plan),
      scrollBars: stepScrollBar(plan),
    }),
  }),
  data: sheetOf(({ plan }) => plan.data, {
    tab: TABS.data,
    about: 'the samples that the network learns from',
    skeleton: (open, { plan }, data) => addData(open, plan, data),
    rows: ({ plan }, data) => dataRows(plan, data),
  }),
  training: everySheet({
    tab: TABS.training,
    about: 'every value of every step, with its formula',
    skeleton: (open, { plan }) => addTraining(open, plan),
    rows: ({ plan, run }) => trainingRows(plan, run),
  }),
  summary: sheetOf(({ plan }) => plan.summary, {
    tab: TABS.summary,
    about: 'what each step came to',
    skeleton: (open, { plan }, summary) => addSummary(open, plan, summary),
    rows: ({ plan, run }, summary) => summaryRows(plan, summary, run),
    drawn: ({ plan, run }, summary) => ({ charts: accuracyChart(plan, summary, run) }),
  }),
  gradientCheck: everySheet({
    tab: TABS.gradientCheck,
    about: 'every gradient against its definition',
    skeleton: addGradientCheck,
    rows: passRows,
  }),
  learningRates: sheetOf(comparedIn, {
    tab: TABS.learningRates,
    about: 'the same training at other learning rates, side by side',
    skeleton: (open, { plan }, compared) => addLearningRates(open, plan, compared),
    rows: (facts) => lossRows(facts.plan, losses(facts)),
    drawn: (facts) => ({ charts: rateCharts(facts.plan, facts.compared) }),
  }),
  surface: sheetOf(({ surface }) => surface, {
    tab: TABS.surface,
    about: ({ layout }) =>
      layout.axes.length === 1
        ? 'what the network answers to every input, as a curve'
        : 'what the network answers to every pair of inputs, in colour',
    skeleton: (open, { plan }, { layout, run }) => addSurface(open, plan, layout, run),
    drawn: ({ plan }, { layout, run }) => ({
      charts: layout.axes.length === 1 ? [curveChart(plan, layout, run)] : [],
      scrollBars: surfaceScrollBar(plan),
    }),
  }),
  valley: sheetOf(({ valley }) => valley, {
    tab: TABS.valley,
    about: 'the loss over the two trained parameters, and the way of the training over it',
    skeleton: (open, { plan }, { layout, valley }) => addValley(open, plan, layout, valley),
  }),
  charts: everySheet({
    tab: TABS.charts,
    about: 'how gradients fade or grow, and the paths of the weights',
    skeleton: (open, { plan }) => addCharts(open, plan),
    drawn: ({ plan, run }) => ({ charts: trajectoryCharts(plan, run) }),
  }),
  selected: sheetOf(({ plan }) => plan.selected, {
    tab: TABS.machinery,
    about: 'the selected sample at the selected step',
    skeleton: (open, { plan, selected }, table) => addSelected(open, plan, table, selected),
  }),
  digits: everySheet({
    tab: TABS.machinery,
    about: `how the lines of ${SHEETS.network} write their numbers`,
    skeleton: addDigits,
  }),
  ways: everySheet({
    tab: TABS.machinery,
    about: 'the ways from the loss back to each weight and bias',
    skeleton: addWays,
  }),
  pictureData: everySheet({
    tab: TABS.machinery,
    about: `what the picture on ${SHEETS.network} is drawn from`,
    skeleton: addPictureData,
  }),
  chartData: everySheet({
    tab: TABS.machinery,
    about: 'what the charts are drawn from',
    skeleton: addChartData,
    rows: (facts) => chartDataRows(facts.plan, facts.run, losses(facts)),
  }),
  surfaceData: sheetOf(({ surface }) => surface, {
    tab: TABS.machinery,
    about: `the forward passes behind ${SHEETS.surface}`,
    skeleton: (open, { plan }, { layout, run }) => addSurfaceData(open, plan, layout, run),
    rows: ({ plan }, { layout, run }) => surfaceRows(plan, layout, run),
  }),
  valleyData: sheetOf(({ valley }) => valley, {
    tab: TABS.machinery,
    about: `the losses behind ${SHEETS.valley}`,
    skeleton: (open, { plan }, { layout, valley }) => addValleyData(open, plan, layout, valley),
    rows: ({ plan }, { layout, valley }) => valleyDataRows(plan, layout, valley),
  }),
  runs: sheetOf(comparedIn, {
    tab: TABS.machinery,
    about: `the training runs behind ${SHEETS.learningRates}`,
    skeleton: (open, { plan }) => addRuns(open, plan),
    rows: ({ plan }, compared) => runRows(plan, compared),
  }),
};

function comparedIn({ compared }: Facts) {
  return compared.length > 0 ? compared : null;
}

/** A sheet, as its tab calls it. */
export interface NamedSheet extends MadeSheet {
  readonly id: SheetId;
  readonly name: string;
}

/** The sheets of a workbook, in order. */
export function sheetsOf(facts: Facts): NamedSheet[] {
  return sheetIds.flatMap((id) => {
    const made = rows[id](facts);
    return made ? [{ id, name: SHEETS[id], ...made }] : [];
  });
}

/** The sheets after `Start`, in order, with a line about each. */
function contentsOf(facts: Facts): Contents {
  const all = sheetsOf(facts).flatMap(({ id, name, about }) =>
    about === null ? [] : [{ id, line: [name, about] as const }],
  );
  const linesOf = (hidden: boolean) =>
    all.filter(({ id }) => isHidden(id) === hidden).map(({ line }) => line);
  return { toRead: linesOf(false), behind: linesOf(true) };
}
