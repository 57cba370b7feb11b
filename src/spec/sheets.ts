import {
  batchesOf,
  forwardValues,
  parameterCount,
  quantitiesPerStep,
  type Sized,
  tableRows,
} from './count.ts';
import type { Spec } from './spec.ts';

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
/** `step`, `epoch`, samples, η, cost and accuracy. */
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
  const { data, layers, targets, training, compare } = spec;
  const steps = training.steps + 1;
  const checked = Math.min(mostChecked, parameterCount(spec));
  const forward = forwardValues(layers);
  const loss = targets.length + 1;
  const [table, ...runs] = tableSizes(spec);
  const rates = { sheet: 'Learning rates', rows: steps, columns: 1 + compare.length };
  const points = Math.min(steps, mostPoints);
  return [
    table,
    ...(data ? [summary(spec), dataSheet(spec)] : []),
    ...(data ? decisionSurface(spec, forward) : []),
    {
      sheet: 'Gradient check',
      rows: checked,
      columns: checkColumns + 2 * (forward + loss),
    },
    ...(runs.length > 0 ? [rates] : []),
    { sheet: 'Chart data', rows: points, columns: 2 + compare.length + 2 * checked },
    ...runs,
  ];
}

export function cellsOf(sheets: readonly SheetSize[]): number {
  return sheets.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}

function summary({ data, training }: Compared): SheetSize {
  const { perEpoch } = batchesOf({ data, training });
  const epochs = Math.ceil((training.steps + 1) / perEpoch);
  const rows = training.steps + 1 + (perEpoch > 1 ? epochs : 0);
  return { sheet: 'Summary', rows, columns: summaryColumns };
}

function dataSheet({ data, inputs, targets }: Compared): SheetSize {
  // Standardised inputs stand beside those that were given, and mean and deviation above them.
  const columns = 1 + inputs.length * (data!.standardise ? 2 : 1) + targets.length;
  return { sheet: 'Data', rows: data!.inputs.length + (data!.standardise ? 2 : 0), columns };
}

/** A grid of forward passes for two inputs, a curve of them for one; nothing for more. */
function decisionSurface({ inputs, targets }: Compared, forward: number): SheetSize[] {
  const sheet = 'Decision surface';
  if (inputs.length === 1) return [{ sheet, rows: curvePoints, columns: 1 + forward }];
  if (inputs.length !== 2) return [];
  // The grid itself takes as many cells as one column of all its points.
  const gridAndPlace = 1 + inputs.length + targets.length;
  return [{ sheet, rows: gridPoints * gridPoints, columns: gridAndPlace + forward }];
}
