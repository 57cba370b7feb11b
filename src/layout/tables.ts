import { rowsOf } from '../network/batches.ts';
import type { Network } from '../network/network.ts';
import type { Ref } from '../ref.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { DataLayout } from './data.ts';
import { leadsOf } from './leads.ts';
import type { DeskLayout } from './network/desk.ts';
import { columnsOf, type Table } from './place.ts';
import type { RatesLayout } from './rates.ts';
import { type Place, RUNS, SELECTED, SHEETS, TRAINING } from './sheets.ts';

/** The tables that hold a run, or a row of one. */
export interface Tables {
  readonly training: Table;
  /** One a compared learning rate, in their order, stacked on `Runs`. */
  readonly runs: readonly Table[];
  /** One row: the selected sample at the selected step. */
  readonly selected: Table;
}

const fixedCell = ({ sheet, column, row }: Place) =>
  cellAddress(column, row, { sheet, absolute: 'both' });

/** Lays out the tables. */
export function tablesOf(
  network: Network,
  quantities: readonly Quantity[],
  data: DataLayout | null,
  { desk, rates }: { desk: Pick<DeskLayout, 'eta' | 'placeOf'>; rates: RatesLayout },
): Tables {
  const refs = [...leadsOf(network), ...quantities.map((q) => q.ref)];
  const rows = rowsOf(network);
  const common = {
    trained: network,
    settings: network.descent.settings.map(({ parameter }) => parameter.cell),
    dataOf: (r: Ref) => {
      if (!data) throw new Error('no data set');
      return data.placeOf(r);
    },
  };
  const stretch = (firstRow: number) => ({
    firstRow,
    lastRow: firstRow + rows - 1,
  });
  const training: Table = {
    ...common,
    sheet: SHEETS.training,
    ...stretch(TRAINING.firstRow),
    columnOf: columnsOf(refs, TRAINING.firstColumn),
    eta: 'eta',
    etaGiven: fixedCell(desk.eta),
    givenAt: desk.placeOf,
  };
  const runsColumn = columnsOf(refs, RUNS.firstColumn);
  const runs = network.compare.map(
    (_, index): Table => ({
      ...common,
      sheet: SHEETS.runs,
      ...stretch(RUNS.firstRow + index * rows),
      columnOf: runsColumn,
      eta: { column: RUNS.rateColumn },
      etaGiven: fixedCell(rates.placeOf(index)),
      givenAt: (r) => ({
        sheet: SHEETS.training,
        column: training.columnOf(r),
        row: training.firstRow,
      }),
    }),
  );
  const row = SELECTED.valueRow;
  const selected = { ...training, sheet: SHEETS.selected, firstRow: row, lastRow: row };
  return { training, runs, selected };
}
