import { GradsheetError } from '../errors.ts';
import type { Network } from '../network/network.ts';
import type { Ref } from '../network/ref.ts';
import { type Names, namesOf } from '../symbolic/names.ts';
import { type Quantity, quantitiesOf } from '../symbolic/quantities.ts';
import { type ChartPoint, chartPointsOf } from './chartPoints.ts';
import { type CheckLayout, checkLayoutOf } from './gradientCheck.ts';
import { type NetworkSheet, networkSheetOf } from './networkSheet.ts';
import { columnsOf, printAt, type Table } from './place.ts';
import {
  CHART_DATA,
  LEARNING_RATES,
  NETWORK,
  type Place,
  RUNS,
  SHEETS,
  TRAINING,
} from './sheets.ts';

/** Where everything in the workbook of one network lives. */
export interface Plan {
  readonly network: Network;
  readonly quantities: readonly Quantity[];
  readonly names: Names;
  readonly training: Table;
  /** One table a compared learning rate, in their order, stacked on `Runs`. */
  readonly runs: readonly Table[];
  /** Columns of `Runs`, and the sheet row of its last line. */
  readonly runsExtent: { readonly lastColumn: number; readonly lastRow: number };
  /** The input cell of an input or target on `Network`. */
  readonly inputPlace: (r: Ref) => Place;
  /** The header cell of the compared rate `index` on `Learning rates`. */
  readonly ratePlace: (index: number) => Place;
  /** Last row of the control desk on `Network`; it holds the link to the starting weights. */
  readonly deskEndRow: number;
  readonly networkSheet: NetworkSheet;
  readonly check: CheckLayout;
  readonly chartData: ChartDataColumns;
  /** The step that `selected_step` holds at first. */
  readonly selectedStep: number;
}

/** Rows and columns of `Chart data`. */
export interface ChartDataColumns {
  /** One a row. */
  readonly points: readonly ChartPoint[];
  /** The parameters whose trajectories are charted: those of the gradient check. */
  readonly charted: readonly Ref[];
  readonly rate: (index: number) => number;
  readonly parameter: (index: number) => number;
  readonly gradient: (index: number) => number;
  readonly last: number;
}

/** Excel's limit on the text of one formula. */
const LONGEST_FORMULA = 8192;

/**
 * Plans the workbook.
 * @param selectedStep what the cell `selected_step` holds at first, 0 to steps.
 * @throws GradsheetError `TOO_LARGE` if a formula is longer than a cell can hold.
 */
export function planWorkbook(network: Network, selectedStep = 0): Plan {
  const quantities = quantitiesOf(network);
  const { inputs, targets, steps, compare } = network;
  const targetTitleRow = NETWORK.firstInputRow + inputs.length + 1;
  const inputPlace = (r: Ref): Place => ({
    sheet: SHEETS.network,
    column: NETWORK.valueColumn,
    row: (r.kind === 'input' ? NETWORK.firstInputRow : targetTitleRow + 1) + r.unit,
  });
  const training: Table = {
    sheet: SHEETS.training,
    firstRow: TRAINING.firstRow,
    lastRow: TRAINING.firstRow + steps,
    columnOf: columnsOf(quantities, TRAINING),
    eta: 'eta',
    givenAt: inputPlace,
  };
  const runsColumn = columnsOf(quantities, RUNS);
  const runs = compare.map((_, index): Table => {
    const firstRow = RUNS.firstRow + index * (steps + 1);
    return {
      sheet: SHEETS.runs,
      firstRow,
      lastRow: firstRow + steps,
      columnOf: runsColumn,
      eta: { column: RUNS.rateColumn },
      givenAt: (r) => ({
        sheet: SHEETS.training,
        column: training.columnOf(r),
        row: training.firstRow,
      }),
    };
  });
  const names = namesOf(network);
  const deskEndRow = Math.max(targetTitleRow + targets.length + 2, NETWORK.shortestEndRow);
  const check = checkLayoutOf(network);
  const plan: Plan = {
    network,
    quantities,
    names,
    training,
    runs,
    runsExtent: {
      lastColumn: RUNS.firstColumn + quantities.length - 1,
      lastRow: RUNS.firstRow + compare.length * (steps + 1) - 1,
    },
    inputPlace,
    ratePlace: (index) => ({
      sheet: SHEETS.learningRates,
      column: LEARNING_RATES.firstColumn + index,
      row: LEARNING_RATES.headerRow,
    }),
    deskEndRow,
    networkSheet: networkSheetOf(network, quantities, names, deskEndRow),
    check,
    chartData: chartDataColumnsOf(network, check),
    selectedStep,
  };
  refuseLongFormulas(plan);
  return plan;
}

function chartDataColumnsOf({ compare, steps }: Network, { rows }: CheckLayout): ChartDataColumns {
  const { firstColumn } = CHART_DATA;
  const charted = rows.map(({ parameter }) => parameter);
  const firstParameter = firstColumn + compare.length;
  const firstGradient = firstParameter + charted.length;
  return {
    points: chartPointsOf(steps),
    charted,
    rate: (index) => firstColumn + index,
    parameter: (index) => firstParameter + index,
    gradient: (index) => firstGradient + index,
    last: firstGradient + charted.length - 1,
  };
}

function refuseLongFormulas({ quantities, training, runs, names }: Plan): void {
  const table = runs.at(-1) ?? training;
  for (const { ref, formula } of quantities) {
    const { length } = printAt(formula, table, { sheet: table.sheet, row: table.lastRow });
    if (length <= LONGEST_FORMULA) continue;
    throw new GradsheetError(
      'TOO_LARGE',
      `the formula of ${names.of(ref)} has ${length} characters; a cell holds at most ${LONGEST_FORMULA}`,
      { path: 'layers', hint: 'use fewer units or inputs in the layer it reads from' },
    );
  }
}
