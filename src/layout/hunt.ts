import { rowOfStep, rowsOf } from '../network/batches.ts';
import type { Network } from '../network/network.ts';
import { checkedParameters, stepGradientOf } from '../network/parameters.ts';
import { lossRef, type Ref, ref } from '../ref.ts';
import { type Names, namesOf } from '../symbolic/names.ts';
import type { Quantity } from '../symbolic/quantity.ts';
import { leadsOf } from './leads.ts';
import { columnsOf, type Table } from './place.ts';
import { type Place, SHEETS, TRAINING } from './sheets.ts';

/**
 * The places of a workbook in which a mistake is to be found: `Start`, `Training` and `Charts`, and
 * nothing that would give the mistake away.
 */
export interface HuntPlan {
  readonly network: Network;
  readonly names: Names;
  readonly leads: readonly Ref[];
  readonly quantities: readonly Quantity[];
  readonly training: Table;
  /** η and the other numbers that belong to no step, above the table. */
  readonly settings: readonly HuntSetting[];
  /** Below the charts: what they are drawn from. */
  readonly charts: HuntCharts;
}

export interface HuntSetting {
  readonly ref: Ref;
  /** The defined name by which formulas call it. */
  readonly cellName: string;
  readonly value: number;
  readonly place: Place;
}

/** The table that the charts are bound to: a row a step, or evenly chosen steps of a long run. */
export interface HuntCharts {
  readonly steps: readonly number[];
  /** The row of `Training` of each of these steps, counted from 0. */
  readonly rows: readonly number[];
  readonly columns: readonly Ref[];
  readonly loss: Ref;
  readonly parameters: readonly Ref[];
  readonly gradients: readonly Ref[];
}

/** Rows of `Charts`: three charts above the table that they are drawn from. */
export const HUNT_CHARTS = { chartRow: 4, headerRow: 28, firstRow: 29, stepColumn: 1 } as const;

/** Points of a chart. */
const MOST_STEPS = 500;

/** Plans the workbook for quantities that may hold mistakes. */
export function planHunt(network: Network, quantities: readonly Quantity[]): HuntPlan {
  const leads = leadsOf(network);
  const { firstRow, firstColumn } = TRAINING;
  const rows = rowsOf(network);
  const lastRow = firstRow + rows - 1;
  const columnOf = columnsOf([...leads, ...quantities.map((q) => q.ref)], firstColumn);
  const settings = settingsOf(network);
  const none = (): never => {
    throw new Error('a hunt has no other sheets');
  };
  return {
    network,
    names: namesOf(network),
    leads,
    quantities,
    training: {
      sheet: SHEETS.training,
      firstRow,
      lastRow,
      trained: network,
      columnOf,
      eta: 'eta',
      etaGiven: 'eta',
      settings: settings.slice(1).map(({ cellName }) => cellName),
      givenAt: none,
      dataOf: none,
    },
    settings,
    charts: chartsOf(network),
  };
}

function settingsOf({ learningRate, descent }: Network): HuntSetting[] {
  const all = [
    { ref: ref('eta'), cellName: 'eta', value: learningRate },
    ...descent.settings.map(({ parameter, value }, index) => ({
      ref: ref('setting', 0, index),
      cellName: parameter.cell,
      value,
    })),
  ];
  return all.map((each, index) => ({
    ...each,
    place: {
      sheet: SHEETS.training,
      row: TRAINING.settingRow,
      column: TRAINING.etaColumn + 3 * index,
    },
  }));
}

function chartsOf(network: Network): HuntCharts {
  const { steps } = network;
  const count = Math.min(steps + 1, MOST_STEPS);
  const chosen = Array.from({ length: count }, (_, i) =>
    count === 1 ? 0 : Math.round((i * steps) / (count - 1)),
  );
  const parameters = checkedParameters(network);
  const gradients = parameters.map((r) => stepGradientOf(network, r));
  const loss = lossRef(network);
  return {
    steps: chosen,
    rows: chosen.map((step) => rowOfStep(network, step)),
    columns: [loss, ...parameters, ...gradients],
    loss,
    parameters,
    gradients,
  };
}
