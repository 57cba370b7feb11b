import { GradsheetError } from '../errors.ts';
import { periodsOf } from '../network/batches.ts';
import type { Network } from '../network/network.ts';
import type { Ref } from '../ref.ts';
import { pathText } from '../spec/problem.ts';
import { hasSheet, type SheetId } from '../spec/sheets.ts';
import type { Spec } from '../spec/spec.ts';
import { type Names, namesOf } from '../symbolic/names.ts';
import { type Quantity, quantitiesOf } from '../symbolic/quantities.ts';
import { type Course, chartPointsOf } from './chartPoints.ts';
import { type CheckLayout, checkLayoutOf } from './check/layout.ts';
import { type DataLayout, dataLayoutOf } from './data.ts';
import { placesByName, strangerIn } from './experiments.ts';
import { leadsOf } from './leads.ts';
import { type PictureData, pictureDataOf } from './network/data.ts';
import { type DeskLayout, deskOf } from './network/desk.ts';
import { pictureOf } from './network/picture/picture.ts';
import { type NetworkSheet, networkSheetOf } from './network/sheet.ts';
import { waysBlockOf } from './network/waysBlock.ts';
import type { Table } from './place.ts';
import { type RatesLayout, ratesLayoutOf } from './rates.ts';
import { type RowCheck, rowChecksOf } from './rowCheck.ts';
import { CHART_DATA, type Place, TRAINING } from './sheets.ts';
import { type SummaryLayout, summaryLayoutOf } from './summary.ts';
import { type SurfaceLayout, surfaceLayoutOf } from './surface.ts';
import { tablesOf } from './tables.ts';
import { type Trajectory, trajectoriesOf } from './trajectories.ts';
import { type ValleyLayout, valleyLayoutOf } from './valley.ts';
import { type WaysLayout, waysLayoutOf } from './ways.ts';

/** Where everything in the workbook of one network lives. */
export interface Plan {
  readonly network: Network;
  /** What the columns of the tables begin with; then come the quantities. */
  readonly leads: readonly Ref[];
  readonly quantities: readonly Quantity[];
  readonly names: Names;
  readonly training: Table;
  /** The columns of `Training` that check its rows, behind all others. */
  readonly rowChecks: readonly RowCheck[];
  /** One table a compared learning rate, in their order, stacked on `Runs`. */
  readonly runs: readonly Table[];
  /** One row: the selected sample at the selected step; null where there is one sample. */
  readonly selected: Table | null;
  /** Null where there is no such sheet, as `summary` and `surface`. */
  readonly data: DataLayout | null;
  readonly summary: SummaryLayout | null;
  readonly surface: SurfaceLayout | null;
  readonly valley: ValleyLayout | null;
  readonly desk: DeskLayout;
  readonly rates: RatesLayout;
  /** The cell that an experiment of the lesson names. */
  readonly experimentPlace: (name: string) => Place | undefined;
  readonly networkSheet: NetworkSheet;
  readonly pictureData: PictureData;
  readonly check: CheckLayout;
  /** What may be followed from the loss back. */
  readonly ways: WaysLayout;
  readonly chartData: ChartDataColumns;
  /** The step that `selected_step` holds at first. */
  readonly selectedStep: number;
  /** The sample that `selected_sample` holds at first, counted from 0. */
  readonly selectedSample: number;
}

/** Rows and columns of `Chart data`. */
export interface ChartDataColumns {
  /** Of what is drawn against the steps. */
  readonly steps: Course;
  /** Of the compared rates: the periods that the verdict judges, which are the steps or the epochs. */
  readonly periods: Course;
  /** The lines of `Charts`: each has a column for the parameter or layer and one for its gradient. */
  readonly trajectories: readonly Trajectory[];
  readonly rate: (index: number) => number;
  readonly parameter: (index: number) => number;
  readonly gradient: (index: number) => number;
  readonly last: number;
}

/** What a workbook shows when it is opened. */
export interface Selection {
  /** 0 to steps; of a network that learns from a data set the last one if left out, else the first. */
  readonly selectedStep?: number;
  /** Counted from 0; the first one with the fewest inputs of 0 if left out. */
  readonly selectedSample?: number;
}

/**
 * Plans the workbook.
 * @throws GradsheetError SPEC_INVALID if an experiment names a cell that there is not.
 */
export function planWorkbook(
  network: Network,
  { selectedStep = firstShown(network), selectedSample = shownSample(network) }: Selection = {},
): Plan {
  const ground = groundPlanOf(network);
  const experimentPlace = placesByName(ground);
  refuseStrangers(network.spec, experimentPlace);
  const { quantities, names, picture, ways, waysBlock, desk, data, rates, tables } = ground;
  const where = <Layout>(id: SheetId, layout: Layout) =>
    hasSheet(network.spec, id) ? layout : null;
  const leads = leadsOf(network);
  const networkSheet = networkSheetOf(network, quantities, names, picture, {
    waysBlock,
    deskEndRow: desk.endRow,
  });
  const behind = TRAINING.firstColumn + leads.length + quantities.length;
  return {
    network,
    leads,
    quantities,
    names,
    ...tables,
    selected: where('selected', tables.selected),
    rowChecks: rowChecksOf(tables.training, quantities, behind),
    data,
    summary: where('summary', summaryLayoutOf(network)),
    surface: hasSheet(network.spec, 'surface') ? surfaceLayoutOf(network, tables.selected) : null,
    valley: hasSheet(network.spec, 'valley') ? valleyLayoutOf(network) : null,
    desk,
    rates,
    experimentPlace,
    networkSheet,
    pictureData: pictureDataOf(network, networkSheet),
    check: checkLayoutOf(network),
    ways,
    chartData: chartDataColumnsOf(network),
    selectedStep,
    selectedSample,
  };
}

function refuseStrangers(spec: Spec, placeOf: (name: string) => Place | undefined): void {
  const stranger = strangerIn(spec, placeOf);
  if (!stranger) return;
  const { says, path, hint } = stranger;
  throw new GradsheetError('SPEC_INVALID', says, { path: pathText(path), hint });
}

/** The picture, the desk and the tables: the places of all else follow from theirs. */
export function groundPlanOf(network: Network) {
  const quantities = quantitiesOf(network);
  const names = namesOf(network);
  const picture = pictureOf(network);
  const ways = waysLayoutOf(network, quantities);
  // Below the picture there is a row for what its lines mean.
  const waysBlock = waysBlockOf(network, ways, picture, picture.lastRow + 2);
  const desk = deskOf(network, names, picture, waysBlock.lastRow + 2);
  const data = hasSheet(network.spec, 'data') ? dataLayoutOf(network) : null;
  const rates = ratesLayoutOf(network.compare.length);
  const tables = tablesOf(network, quantities, data, { desk, rates });
  return {
    ...{ network, quantities, names, picture, ways, waysBlock, desk, data, rates, tables },
    training: tables.training,
  };
}

/** One sample is followed from the first step on; of a data set one wants to see what was learned. */
export function firstShown({ hasData, steps }: Network): number {
  return hasData ? steps : 0;
}

/**
 * The sample that is seen first: one through which as many weights as possible learn. A weight behind
 * an input of 0 does not, so that of XOR it is (1, 1).
 */
export function shownSample({ samples }: Network): number {
  const active = samples.map(({ inputs }) => inputs.filter((x) => x !== 0).length);
  return active.indexOf(Math.max(...active));
}

function chartDataColumnsOf(network: Network): ChartDataColumns {
  const { compare, batches } = network;
  const { stepColumn, firstColumn } = CHART_DATA;
  const trajectories = trajectoriesOf(network);
  const steps = { points: chartPointsOf(network.steps), column: stepColumn };
  const hasEpochs = compare.length > 0 && !batches.periodIsStep;
  const periods = hasEpochs
    ? { points: chartPointsOf(periodsOf(network) - 1), column: firstColumn }
    : steps;
  const firstRate = firstColumn + (hasEpochs ? 1 : 0);
  const firstParameter = firstRate + compare.length;
  const firstGradient = firstParameter + trajectories.length;
  return {
    steps,
    periods,
    trajectories,
    rate: (index) => firstRate + index,
    parameter: (index) => firstParameter + index,
    gradient: (index) => firstGradient + index,
    last: firstGradient + trajectories.length - 1,
  };
}
