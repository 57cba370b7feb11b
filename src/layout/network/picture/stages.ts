import { type Layer, layerTitle, type Network } from '../../../network/network.ts';
import { type Matrix, matricesOf } from '../../../network/places.ts';
import { type ShownItem, shownOf } from './elide.ts';

/** One part of the picture, from left to right, before it has a place. */
export type Stage =
  | { readonly kind: 'inputs'; readonly grids: Grids | null; readonly count: number }
  /** Units one below the other, each behind its own stack of weights. */
  | { readonly kind: 'units'; readonly layer: number }
  /** Units that share weights: a stack a row of weights, and the units as matrices. */
  | { readonly kind: 'block'; readonly layer: number; readonly grids: Grids }
  /** Layers that are left out. */
  | { readonly kind: 'elided'; readonly layers: number }
  | { readonly kind: 'errors'; readonly count: number };

/** Matrices one below the other; or how many are left out. */
export type Grids = readonly (Grid | { readonly leftOut: number })[];

/** A matrix of units or of inputs, by their indices. */
export interface Grid {
  /** What is shown of its rows and columns. */
  readonly rows: readonly ShownItem[];
  readonly columns: readonly ShownItem[];
  readonly at: (row: number, column: number) => number;
}

/** More layers than this, and those in the middle are left out. */
const MOST_LAYERS = 8;
const FIRST_LAYERS = 3;
const LAST_LAYERS = 2;

/** What is to be drawn, from the inputs to the errors. */
export function stagesOf(network: Network): Stage[] {
  const { inputs, targets, layers } = network;
  const all = layers.map((layer, l): Stage => {
    const matrices = matricesOf(layer);
    if (!matrices) return { kind: 'units', layer: l };
    return { kind: 'block', layer: l, grids: gridsOf(matrices.nets) };
  });
  const read = matricesOf(layers[0]!)?.read;
  const elided: Stage = { kind: 'elided', layers: layers.length - FIRST_LAYERS - LAST_LAYERS };
  return [
    { kind: 'inputs', count: inputs.length, grids: read ? gridsOf(read) : null },
    ...(layers.length > MOST_LAYERS
      ? [...all.slice(0, FIRST_LAYERS), elided, ...all.slice(-LAST_LAYERS)]
      : all),
    { kind: 'errors', count: targets.length },
  ];
}

/** `Hidden layer 2, tanh` */
export const stageTitle = (network: Network, l: number): string =>
  `${layerTitle(network, l)}, ${network.layers[l]!.activation.name}`;

/** What is said above the matrices of a layer: its shape, and what stands in each unit. */
export const blockNotes = ({ shapeText }: Layer): string[] => [
  shapeText,
  'net input, activation, ∂E/∂net',
];

/** Rows of matrices one below the other, about. */
const MOST_ROWS = 16;

/** What is shown of so many matrices. */
function gridsOf(matrices: readonly Matrix[]): Grids {
  const most = Math.max(3, Math.floor(MOST_ROWS / shownOf(matrices[0]!.rows).length));
  return shownOf(matrices.length, most).map((slot) => {
    if ('leftOut' in slot) return slot;
    const { rows, columns, at } = matrices[slot.index]!;
    return { rows: shownOf(rows), columns: shownOf(columns), at };
  });
}

/** Columns that matrices take. */
export const gridsWidth = (grids: Grids) =>
  Math.max(1, ...grids.map((grid) => ('leftOut' in grid ? 1 : grid.columns.length)));

/** Rows that matrices take, with one between them. */
export function gridsHeight(grids: Grids, rowsOfOne: number): number {
  const rows = grids.map((grid) => {
    if ('leftOut' in grid) return 1;
    return grid.rows.reduce((sum, slot) => sum + ('index' in slot ? rowsOfOne : 1), 0);
  });
  return rows.reduce((sum, n) => sum + n + 1, -1);
}
