import { comparedRates } from './compared.ts';
import {
  emptyCells,
  errorValues,
  forwardValues,
  parameterCount,
  periodCount,
  quantitiesPerStep,
  type Sized,
  tableRows,
  trainedCount,
} from './count.ts';
import {
  mostChecked,
  mostPoints,
  mostSingleLines,
  mostSurfaceUnits,
  mostValley,
  mostWays,
  surfacePlaces,
  valleyPlaces,
} from './limits.ts';
import { fanInOf, shapesOf } from './shapes.ts';
import type { Spec } from './spec.ts';

/** Rows and columns of a table, without what stands around it. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Cells of it that stay empty; none if left out. */
  readonly empty?: number;
}

/** A sheet whose size goes by the network and its training: its table, without what stands around it. */
export interface SheetSize extends Extent {
  readonly sheet: string;
}

/** What else one needs to know to count cells. */
export type Compared = Sized & Pick<Spec, 'compare'>;

/** What is known of a sheet before the workbook is planned. */
interface SheetRow {
  /** On its tab. */
  readonly name: string;
  /** Its table; null where the workbook has no such sheet. */
  readonly extent: (spec: Compared) => Extent | null;
  /** Whether it only serves other sheets: it is hidden, and nothing links to it. */
  readonly hidden?: true;
}

/** What is to be read, and holds a thousand cells or so whatever the network: nothing that counts. */
const PAGE: Extent = { rows: 0, columns: 0 };

/**
 * The sheets of a workbook in the order of their tabs, each where there is one. The extents besides
 * those of `Training` and `Runs` are as nearly right as can be told before the workbook is planned.
 */
export const sheets = {
  start: { name: 'Start', extent: () => PAGE },
  network: { name: 'Network', extent: () => PAGE },
  data: { name: 'Data', extent: dataExtent },
  training: { name: 'Training', extent: trainingExtent },
  summary: { name: 'Summary', extent: summaryExtent },
  gradientCheck: { name: 'Gradient check', extent: checkExtent },
  learningRates: { name: 'Learning rates', extent: ratesExtent },
  surface: { name: 'Decision surface', extent: surfaceExtent },
  valley: { name: 'Valley', extent: valleyExtent },
  charts: { name: 'Charts', extent: () => PAGE },
  selected: { name: 'Selected', extent: selectedExtent, hidden: true },
  digits: { name: 'Digits', extent: () => PAGE, hidden: true },
  ways: { name: 'Ways', extent: waysExtent, hidden: true },
  pictureData: { name: 'Picture data', extent: () => PAGE, hidden: true },
  chartData: { name: 'Chart data', extent: chartDataExtent, hidden: true },
  surfaceData: { name: 'Surface data', extent: surfaceDataExtent, hidden: true },
  valleyData: { name: 'Valley data', extent: valleyDataExtent, hidden: true },
  runs: { name: 'Runs', extent: runsExtent, hidden: true },
} as const satisfies Record<string, SheetRow>;

export type SheetId = keyof typeof sheets;

/** Of every sheet that there may be, in the order of their tabs. */
export const sheetIds = Object.keys(sheets) as SheetId[];

/** Whether a sheet only serves others. */
export function isHidden(id: SheetId): boolean {
  const row: SheetRow = sheets[id];
  return row.hidden === true;
}

/** Whether the workbook of a description has such a sheet. */
export function hasSheet(spec: Compared, id: SheetId): boolean {
  return sheets[id].extent(spec) !== null;
}

/** The tables of a workbook, in the order of its sheets. */
export function sheetSizes(spec: Compared): SheetSize[] {
  return sheetIds.flatMap((id) => {
    const { name, extent } = sheets[id];
    const size = extent(spec);
    return size === null || size === PAGE ? [] : [{ sheet: name, ...size }];
  });
}

export function cellCount(extents: readonly Extent[]): number {
  return extents.reduce((sum, { rows, columns, empty = 0 }) => sum + rows * columns - empty, 0);
}

/** Which row it is: `step`; with a data set `step`, `epoch`, `sample` and the place in the batch. */
const leadColumns = ({ data }: Pick<Spec, 'data'>) => (data ? 4 : 1);

/** For so many quantities, about, one column checks each row of `Training`, in two ways. */
const typedPerCheck = 200;
const rulesPerCheck = 80;

function trainingExtent(spec: Compared): Extent {
  const quantities = quantitiesPerStep(spec);
  const checks = Math.ceil(quantities / typedPerCheck) + Math.ceil(quantities / rulesPerCheck);
  const columns = leadColumns(spec) + quantities + checks;
  return { rows: tableRows(spec), columns, empty: emptyCells(spec) };
}

/** The rows of `Training` once a compared rate, which they begin with; nothing checks them. */
function runsExtent(spec: Compared): Extent | null {
  const rates = comparedRates(spec).length;
  if (rates === 0) return null;
  const columns = 1 + leadColumns(spec) + quantitiesPerStep(spec);
  return { rows: rates * tableRows(spec), columns, empty: rates * emptyCells(spec) };
}

/** What a gradient check says of a parameter besides the four forward passes. */
const checkColumns = 12;
/** `step`, `epoch`, η, cost and accuracy, and beside them as much of each epoch. */
const summaryColumns = 6;

function dataExtent({ inputs, targets, data }: Compared): Extent | null {
  if (!data) return null;
  // Standardised inputs stand beside those that were given.
  const seen = inputs.length * (data.standardise ? 2 : 1);
  // The number of the sample before them, what is said of it behind.
  return { rows: data.inputs.length, columns: 2 + seen + targets.length };
}

function summaryExtent({ data, training }: Compared): Extent | null {
  return data && { rows: training.steps + 1, columns: summaryColumns };
}

const checkedOf = (spec: Compared) => Math.min(mostChecked, parameterCount(spec));

function checkExtent(spec: Compared): Extent {
  const pass = forwardValues(spec) + errorValues(spec);
  return { rows: checkedOf(spec), columns: checkColumns + 4 * pass };
}

function ratesExtent(spec: Compared): Extent | null {
  const rates = comparedRates(spec).length;
  return rates > 0 ? { rows: periodCount(spec), columns: 1 + rates } : null;
}

function selectedExtent(spec: Compared): Extent | null {
  return spec.data && { rows: 1, columns: trainingExtent(spec).columns };
}

/** Besides its ways a weight has its name, what it is, where its ways stand, and a few numbers. */
const waysColumns = 8;

/** A row a weight and bias, and beside it one a way: its name, and two cells a factor. */
function waysExtent(spec: Compared): Extent {
  const shapes = shapesOf(spec);
  let [cells, after] = [waysColumns * parameterCount(spec), 1];
  for (const [l, shape] of [...shapes.entries()].reverse()) {
    const { rows, units } = shape;
    const parameters = rows * (fanInOf(shape) + (shape.spec.biases ? 1 : 0));
    const uses = units / rows;
    const isFull = uses * after <= mostWays.ways;
    const ways = isFull ? uses * after : Math.min(uses, mostWays.ways);
    cells += parameters * ways * (2 + 2 * (isFull ? 2 * (shapes.length - l) + 1 : 3));
    after *= units;
  }
  const rows = parameterCount(spec);
  return { rows, columns: Math.ceil(cells / rows) };
}

function chartDataExtent(spec: Compared): Extent {
  const parameters = parameterCount(spec);
  const lines = parameters > mostSingleLines ? spec.layers.length : parameters;
  const columns = 2 + comparedRates(spec).length + 2 * lines;
  return { rows: Math.min(spec.training.steps + 1, mostPoints), columns };
}

const { picture, curve } = surfacePlaces;

/** A grid of squares for two inputs, a curve for one; nothing for more. */
function surfaceExtent(spec: Compared): Extent | null {
  const { inputs, data } = spec;
  const units = shapesOf(spec).reduce((sum, layer) => sum + layer.units, 0);
  if (!data || inputs.length > 2 || units > mostSurfaceUnits) return null;
  if (inputs.length === 1) return { rows: 1 + inputs.length, columns: 2 };
  return { rows: picture, columns: 1 + picture };
}

/** A forward pass for each square, or each point of the curve. */
function surfaceDataExtent(spec: Compared): Extent | null {
  if (!surfaceExtent(spec)) return null;
  const { inputs, targets } = spec;
  const pass = 1 + inputs.length + forwardValues(spec);
  if (inputs.length === 1) return { rows: curve, columns: pass + targets.length };
  // Of several outputs, the largest and the one that is drawn.
  const columns = pass + (targets.length > 1 ? 2 : 0);
  return { rows: picture * picture, columns };
}

/** The trained parameters that a valley has axes for. */
const valleyAxes = 2;
/** Where the axes begin and end at first is computed from so many points. */
const valleyProbes = 7;
/** Of each point what it is, where it lies and on which square; of the steps also their turns. */
const valleyColumns = 11;

const samplesIn = ({ data }: Compared) => data?.inputs.length ?? 1;

/** A grid of squares where exactly two parameters are trained by a small network. */
function valleyExtent(spec: Compared): Extent | null {
  const values = samplesIn(spec) * (forwardValues(spec) + errorValues(spec));
  if (trainedCount(spec) !== valleyAxes || values > mostValley.values) return null;
  if (spec.training.steps > mostValley.steps) return null;
  return { rows: valleyPlaces.up, columns: 1 + valleyPlaces.across };
}

/** A forward pass of all samples for each square and each step. */
function valleyDataExtent(spec: Compared): Extent | null {
  if (!valleyExtent(spec)) return null;
  const { across, up } = valleyPlaces;
  const pass = samplesIn(spec) * (forwardValues(spec) + errorValues(spec));
  return {
    rows: across * up + spec.training.steps + 1 + valleyProbes,
    columns: valleyColumns + pass,
  };
}
