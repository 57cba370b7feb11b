import { comparedRates } from './compared.ts';
import {
  emptyCells,
  forwardValues,
  parameterCount,
  quantitiesPerStep,
  type Sized,
  tableRows,
} from './count.ts';
import { shapesOf } from './shapes.ts';
import type { DataSpec, Spec } from './spec.ts';

/** A sheet whose size goes by the network and its training: its table, without what stands around it. */
export interface SheetSize {
  readonly sheet: string;
  readonly rows: number;
  readonly columns: number;
  /** Cells of it that stay empty; none if left out. */
  readonly empty?: number;
}

/** What else one needs to know to count cells. */
export type Compared = Sized & Pick<Spec, 'compare'>;

/** Which row it is: `step`; with a data set `step`, `epoch`, `sample` and the place in the batch. */
const leadColumns = ({ data }: Pick<Spec, 'data'>) => (data ? 4 : 1);

/** For so many quantities, about, one column checks each row of `Training`, in two ways. */
const typedPerCheck = 200;
const rulesPerCheck = 80;

/** `Training` and, if rates are compared, `Runs`, whose rows begin with the learning rate. */
export function tableSizes(spec: Compared): SheetSize[] {
  const quantities = quantitiesPerStep(spec);
  const columns = leadColumns(spec) + quantities;
  const rows = tableRows(spec);
  const rates = comparedRates(spec).length;
  const empty = emptyCells(spec);
  const runs = { sheet: 'Runs', rows: rates * rows, columns: 1 + columns, empty: rates * empty };
  const checks = Math.ceil(quantities / typedPerCheck) + Math.ceil(quantities / rulesPerCheck);
  return [
    { sheet: 'Training', rows, columns: columns + checks, empty },
    ...(rates > 0 ? [runs] : []),
  ];
}

/** A gradient check has a row, and a chart of trajectories a line, for so many parameters at most. */
const mostChecked = 64;
/** A chart has no more points than these. */
const mostPoints = 1000;
/** What a gradient check says of a parameter besides the four forward passes. */
const checkColumns = 12;
/** `step`, `epoch`, η, cost and accuracy, and beside them as much of each epoch. */
const summaryColumns = 6;
/** Points along one axis of the decision surface of two inputs, and of the curve of one. */
const gridPoints = 25;
const curvePoints = 101;

/** The forward passes of a larger network would take most of the workbook. */
const mostSurfaceUnits = 200;

/**
 * The tables of a workbook, in the order of its sheets; those besides `Training` and `Runs` as
 * nearly as they can be told before the workbook is planned. Pages such as `Start` hold a thousand
 * cells or so.
 */
export function sheetSizes(spec: Compared): SheetSize[] {
  const { data, targets, training } = spec;
  const steps = training.steps + 1;
  const checked = Math.min(mostChecked, parameterCount(spec));
  const pass = forwardValues(spec) + targets.length + 1;
  const rates = comparedRates(spec).length;
  const [table, ...runs] = tableSizes(spec);
  const [surface, surfaceData] = data ? surfaceSizes(spec) : [];
  const sheets = [
    data && dataSize(spec, data),
    table,
    data && { sheet: 'Summary', rows: steps, columns: summaryColumns },
    { sheet: 'Gradient check', rows: checked, columns: checkColumns + 4 * pass },
    rates > 0 && { sheet: 'Learning rates', rows: steps, columns: 1 + rates },
    surface,
    data && { sheet: 'Selected', rows: 1, columns: table.columns },
    { sheet: 'Chart data', rows: Math.min(steps, mostPoints), columns: 2 + rates + 2 * checked },
    surfaceData,
    ...runs,
  ];
  return sheets.filter((size) => typeof size === 'object' && size !== null);
}

export function cellsOf(sheets: readonly SheetSize[]): number {
  return sheets.reduce((sum, { rows, columns, empty = 0 }) => sum + rows * columns - empty, 0);
}

function dataSize({ inputs, targets }: Compared, data: DataSpec): SheetSize {
  // Standardised inputs stand beside those that were given.
  const seen = inputs.length * (data.standardise ? 2 : 1);
  // The number of the sample before them, what is said of it behind.
  return { sheet: 'Data', rows: data.inputs.length, columns: 2 + seen + targets.length };
}

/** A grid of forward passes for two inputs, a curve of them for one; nothing for more. */
function surfaceSizes(spec: Compared): SheetSize[] {
  const { inputs, targets } = spec;
  const units = shapesOf(spec).reduce((sum, layer) => sum + layer.units, 0);
  if (inputs.length > 2 || units > mostSurfaceUnits) return [];
  const pass = 1 + inputs.length + forwardValues(spec);
  const [sheet, data] = ['Decision surface', 'Surface data'];
  if (inputs.length === 1) {
    const columns = pass + targets.length;
    return [
      { sheet, rows: 1 + inputs.length, columns: 2 },
      { sheet: data, rows: curvePoints, columns },
    ];
  }
  // Of several outputs, the largest and the one that is drawn.
  const columns = pass + (targets.length > 1 ? 2 : 0);
  return [
    { sheet, rows: gridPoints, columns: 1 + gridPoints },
    { sheet: data, rows: gridPoints * gridPoints, columns },
  ];
}
