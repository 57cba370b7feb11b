import {
  forwardValues,
  parameterCount,
  quantitiesPerStep,
  type Sized,
  tableRows,
} from './count.ts';
import type { DataSpec, Spec } from './spec.ts';

/** A sheet whose size goes by the network and its training: its table, without what stands around it. */
export interface SheetSize {
  readonly sheet: string;
  readonly rows: number;
  readonly columns: number;
}

/** What else one needs to know to count cells. */
export type Compared = Sized & Pick<Spec, 'compare'>;

/** Which row it is: `step`; with a data set `step`, `epoch`, `sample` and the place in the batch. */
const leadColumns = ({ data }: Pick<Spec, 'data'>) => (data ? 4 : 1);

/** `Training` and, if rates are compared, `Runs`, whose rows begin with the learning rate. */
export function tableSizes(spec: Compared): SheetSize[] {
  const columns = leadColumns(spec) + quantitiesPerStep(spec);
  const rows = tableRows(spec);
  const rates = spec.compare.length;
  const runs = { sheet: 'Runs', rows: rates * rows, columns: 1 + columns };
  return [{ sheet: 'Training', rows, columns }, ...(rates > 0 ? [runs] : [])];
}

/** A gradient check has a row, and a chart of trajectories a line, for so many parameters at most. */
const mostChecked = 64;
/** A chart has no more points than these. */
const mostPoints = 1000;
/** What a gradient check says of a parameter besides the two forward passes. */
const checkColumns = 12;
/** `step`, `epoch`, η, cost and accuracy, and beside them as much of each epoch. */
const summaryColumns = 6;
/** Points along one axis of the decision surface of two inputs, and of the curve of one. */
const gridPoints = 25;
const curvePoints = 101;

/**
 * The tables of a workbook, in the order of its sheets; those besides `Training` and `Runs` as
 * nearly as they can be told before the workbook is planned. Pages such as `Start` hold some hundred
 * cells whatever the network.
 */
export function sheetSizes(spec: Compared): SheetSize[] {
  const { layers, targets, training, compare } = spec;
  const steps = training.steps + 1;
  const checked = Math.min(mostChecked, parameterCount(spec));
  const pass = forwardValues(layers) + targets.length + 1;
  const rates = compare.length;
  const [table, ...runs] = tableSizes(spec);
  return [
    ...(spec.data ? dataSheets(spec, spec.data, table) : [table]),
    { sheet: 'Gradient check', rows: checked, columns: checkColumns + 2 * pass },
    ...(rates > 0 ? [{ sheet: 'Learning rates', rows: steps, columns: 1 + rates }] : []),
    {
      sheet: 'Chart data',
      rows: Math.min(steps, mostPoints),
      columns: 2 + rates + 2 * checked,
    },
    ...runs,
  ];
}

export function cellsOf(sheets: readonly SheetSize[]): number {
  return sheets.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}

/** The table with what there is only for a data set. */
function dataSheets(spec: Compared, data: DataSpec, table: SheetSize): SheetSize[] {
  const { inputs, targets, training } = spec;
  // Standardised inputs stand beside those that were given.
  const seen = inputs.length * (data.standardise ? 2 : 1);
  return [
    { sheet: 'Data', rows: data.inputs.length, columns: 1 + seen + targets.length },
    { sheet: 'Selected', rows: 1, columns: table.columns },
    table,
    { sheet: 'Summary', rows: training.steps + 1, columns: summaryColumns },
    ...surfaceSheets(spec),
  ];
}

/** A grid of forward passes for two inputs, a curve of them for one; nothing for more. */
function surfaceSheets({ inputs, layers }: Compared): SheetSize[] {
  const columns = inputs.length + forwardValues(layers);
  if (inputs.length === 1) return [{ sheet: 'Surface data', rows: curvePoints, columns }];
  if (inputs.length !== 2) return [];
  return [
    { sheet: 'Decision surface', rows: gridPoints, columns: 1 + gridPoints },
    { sheet: 'Surface data', rows: gridPoints * gridPoints, columns },
  ];
}
