import { graphOf } from '../model/graph.ts';
import { type Axis, axisAround } from '../network/axis.ts';
import type { Network } from '../network/network.ts';
import { initialsOf, parametersOf } from '../network/parameters.ts';
import { at, f, type Hole, rewritten } from '../ops/formula.ts';
import { type Ref, ref } from '../ref.ts';
import { surfacePlaces } from '../spec/limits.ts';
import { layerQuantities } from '../symbolic/forward.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import { columnsOf, type Table } from './place.ts';
import { SHEETS } from './sheets.ts';

/** `Decision surface`: the inputs at the left, the picture, the samples at the right. */
export const SURFACE = {
  labelColumn: 1,
  valueColumn: 2,
  stepRow: 5,
  barRow: 6,
  resolutionRow: 7,
  /** From and to of the first input; those of the second follow. */
  firstAxisRow: 8,
  /** The picture begins here; of a curve, its chart. */
  pictureColumn: 3,
  pictureRow: 4,
  /** Squares of the picture: the last row stands for the start of the second axis. */
  firstColumn: 5,
  firstRow: 5,
  most: surfacePlaces.picture,
  /** Every so many squares an axis has a number: seven in all. */
  tickEvery: 4,
  /** Places of a curve. */
  mostOfCurve: surfacePlaces.curve,
} as const;

/** What stands around the squares. */
export const SURFACE_PICTURE = {
  lastColumn: SURFACE.firstColumn + SURFACE.most - 1,
  lastRow: SURFACE.firstRow + SURFACE.most - 1,
  axisTitleColumn: SURFACE.firstColumn - 2,
  axisColumn: SURFACE.firstColumn - 1,
  axisRow: SURFACE.firstRow + SURFACE.most,
  axisTitleRow: SURFACE.firstRow + SURFACE.most + 1,
  scaleColumn: SURFACE.firstColumn + SURFACE.most + 1,
  scaleLabelColumn: SURFACE.firstColumn + SURFACE.most + 2,
  sampleHeaderRow: 5,
  firstSampleRow: 6,
  /** Number, two inputs, mark and answer, and what only the colours need. */
  sampleColumn: SURFACE.firstColumn + SURFACE.most + 4,
} as const;

/** `Surface data`: the settings and weights in one row, then a row a point. */
export const SURFACE_DATA = {
  settingBandRow: 4,
  settingHeaderRow: 5,
  settingRow: 6,
  bandRow: 8,
  headerRow: 9,
  firstRow: 10,
  resolutionColumn: 1,
  firstAxisColumn: 2,
  placeColumn: 1,
} as const;

/** More samples than this are not marked: they would cover the picture. */
export const MOST_MARKED = 500;

/** The decision surface of a network with two inputs, or the curve of one with one. */
export interface SurfaceLayout {
  /** One an input, as they are at first. */
  readonly axes: readonly Axis[];
  /** Places along an axis: the highest resolution, and the first one. */
  readonly most: number;
  /** Rows of `Surface data`. */
  readonly points: number;
  readonly parameters: readonly Ref[];
  /** The forward pass of a point in the order of its columns; the outputs come last. */
  readonly quantities: readonly Quantity[];
  /** Reads the parameters from the row of settings and everything else from its own row. */
  readonly table: Table;
  /** Where a reader chooses one of several outputs; null if all are drawn. */
  readonly choice: ShownChoice | null;
  /** Of a picture: where `Surface data` says how many decimals the first axis has; then the second. */
  readonly decimalsColumn: number;
  /** Of a picture of values without bounds: where `Surface data` has the least and the greatest target. */
  readonly targetsColumn: number | null;
  /** Of a curve: the first of the columns that the chart is bound to, one an output. */
  readonly curveColumn: number;
  readonly lastColumn: number;
  readonly marks: Marks;
}

export interface ShownChoice {
  /** At first: 0 for the number of the largest output, else the number of an output. */
  readonly first: number;
  /** The cell on `Decision surface`. */
  readonly row: number;
  /** The columns of `Surface data`: of the choice, of the largest output's number, and of what is shown. */
  readonly settingColumn: number;
  readonly classColumn: number;
  readonly shownColumn: number;
}

/** How the samples are told apart. */
export type Marks =
  /** By the largest target. */
  | { readonly kind: 'classes'; readonly count: number }
  /** By the side of the threshold on which the target of the shown output lies. */
  | { readonly kind: 'sides'; readonly threshold: number }
  | { readonly kind: 'alike' };

/** Lays out the surface of a network with one input or two. */
export function surfaceLayoutOf(network: Network, selected: Table): SurfaceLayout {
  const { inputs, samples, targets, loss } = network;
  const axes = Array.from(inputs, (_, k) => axisAround(samples.map((sample) => sample.inputs[k]!)));
  const isCurve = axes.length === 1;
  const most = isCurve ? SURFACE.mostOfCurve : SURFACE.most;
  const several = targets.length > 1 && !isCurve;
  const decimalsColumn = SURFACE_DATA.firstAxisColumn + 2 * axes.length;
  const settings = decimalsColumn + (isCurve ? 0 : axes.length);
  const isBounded = network.layers.at(-1)!.activation.bounds !== null;
  const targetsColumn = isCurve || isBounded ? null : settings + (several ? 1 : 0);
  const parameters = [...parametersOf(network), ...initialsOf(network)];
  const quantities = forwardOf(network);
  const given = axes.map((_, k) => ref('input', 0, k));
  const columns = [...given, ...quantities.map((q) => q.ref)];
  const firstColumn = SURFACE_DATA.placeColumn + axes.length;
  const next = firstColumn + columns.length;
  const ofParameter = columnsOf(
    parameters,
    settings + (several ? 1 : 0) + (targetsColumn === null ? 0 : 2),
  );
  const ofPoint = columnsOf(columns, firstColumn);
  const row = SURFACE_DATA.settingRow;
  return {
    axes,
    most,
    points: isCurve ? most : most * most,
    parameters,
    quantities,
    table: {
      ...selected,
      sheet: SHEETS.surfaceData,
      firstRow: row,
      lastRow: row,
      columnOf: (r) => (isKept(r) ? ofParameter(r) : ofPoint(r)),
    },
    choice: several
      ? {
          first: loss.classes === 'largest' ? 0 : 1,
          row: SURFACE.firstAxisRow + 2 * axes.length,
          settingColumn: settings,
          classColumn: next,
          shownColumn: next + 1,
        }
      : null,
    decimalsColumn,
    targetsColumn,
    curveColumn: next,
    lastColumn: next + (isCurve ? targets.length : several ? 2 : 0) - 1,
    marks: marksOf(network),
  };
}

/** The forward pass with the parameters in their one row; the outputs stand side by side. */
function forwardOf(network: Network): Quantity[] {
  const last = network.layers.length - 1;
  const graph = graphOf(network);
  const all = network.layers
    .flatMap((_, l) => layerQuantities(graph, l))
    .map((q) => ({ ...q, formula: rewritten(q.formula, inOneRow) }));
  const isOutput = ({ ref: { kind, layer } }: Quantity) => kind === 'activation' && layer === last;
  return [...all.filter((q) => !isOutput(q)), ...all.filter(isOutput)];
}

const inOneRow = ({ ref: r }: Hole) => (isKept(r) ? f`${at(r, 'top')}` : undefined);

/** What is the same at every point. */
const isKept = ({ kind }: Ref) => kind === 'weight' || kind === 'bias' || kind === 'initial';

function marksOf({ loss, samples, targets }: Network): Marks {
  if (loss.classes === 'largest') return { kind: 'classes', count: targets.length };
  if (loss.classes === 'half') return { kind: 'sides', threshold: 0.5 };
  // A lesson may teach classes by a squared error: 0 and 1 with sigmoids, −1 and 1 with tanh.
  const all = (...wanted: number[]) =>
    samples.every((sample) => sample.targets.every((t) => wanted.includes(t)));
  if (all(0, 1)) return { kind: 'sides', threshold: 0.5 };
  return all(-1, 1) ? { kind: 'sides', threshold: 0 } : { kind: 'alike' };
}
