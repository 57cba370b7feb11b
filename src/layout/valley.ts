import { graphOf } from '../model/graph.ts';
import type { Network } from '../network/network.ts';
import { initialsOf, isTrained, parametersOf } from '../network/parameters.ts';
import type { Node } from '../ops/node.ts';
import { type Ref, ref, refKey } from '../ref.ts';
import { valleyPlaces } from '../spec/limits.ts';

/** `Valley`: what is said of the run at the left, the picture, the scale of its tints at the right. */
export const VALLEY = {
  labelColumn: 1,
  /** Of the first trained parameter; that of the second follows. */
  valueColumn: 2,
  axisTitleColumn: 4,
  axisColumn: 5,
  firstColumn: 6,
  firstRow: 5,
  lastColumn: 5 + valleyPlaces.across,
  lastRow: 4 + valleyPlaces.up,
  axisRow: 5 + valleyPlaces.up,
  axisTitleRow: 6 + valleyPlaces.up,
  scaleColumn: 7 + valleyPlaces.across,
  scaleLabelColumn: 8 + valleyPlaces.across,
  nameRow: 5,
  fromRow: 6,
  toRow: 7,
  startRow: 8,
  endRow: 9,
  turnsRow: 10,
  lossTitleRow: 12,
  startLossRow: 13,
  endLossRow: 14,
  leastLossRow: 15,
  outsideRow: 16,
  etaRow: 17,
  legendRow: 19,
} as const;

/** The list above the table of `Valley data`, a value a row, or one for each axis. */
export const VALLEY_LIST = {
  nameRow: 5,
  fromRow: 6,
  toRow: 7,
  decimalsRow: 8,
  startRow: 9,
  startLossRow: 10,
  slopeRow: 11,
  curvatureRow: 12,
  mixedRow: 13,
  determinantRow: 14,
  floorRow: 15,
  fallRow: 16,
  parabolaRow: 17,
  widthRow: 18,
  leastRow: 19,
  greatestRow: 20,
  tickRow: 21,
  offeredFromRow: 22,
  offeredToRow: 23,
  lowRow: 24,
  highRow: 25,
  endSquareRow: 26,
  /** Parameters that training does not move follow. */
  keptRow: 27,
  labelColumn: 1,
  valueColumn: 2,
} as const;

/** The columns of the table before the forward passes. */
export const VALLEY_COLUMNS = {
  step: 1,
  /** Of the first trained parameter; the second follows. */
  point: 2,
  /** The place on both axes, counted from 1; 0 is off the picture. */
  place: 4,
  square: 6,
  /** Whether a parameter turned back at that step. */
  turn: 7,
  /** Of a square: 0, or 1 for the last step, 2 for the start, 3 for step 1 … */
  visit: 9,
  /** The loss, or that of the start where it overflowed. */
  height: 10,
  /** The parameters of a step that lies no higher than the start. */
  kept: 11,
  firstPass: 13,
} as const;

/** The points that the floor is found by: the start, beside it on both axes, beyond it on both, the floor. */
export const PROBES = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
] as const;

/** The loss over two parameters, where exactly two are trained, and the run over it. */
export interface ValleyLayout {
  readonly axes: readonly [Ref, Ref];
  /** Parameters that training does not move, in their rows of the list. */
  readonly kept: readonly { readonly ref: Ref; readonly row: number }[];
  /** The forward pass of a sample in the order of its columns. */
  readonly nodes: readonly Node[];
  /** What is the same as another quantity has no column. */
  readonly sameAs: ReadonlyMap<string, Ref>;
  /** Inputs and targets of a sample stand in these rows, above its first column. */
  readonly given: readonly { readonly ref: Ref; readonly row: number }[];
  readonly headerRow: number;
  /** Rows of the table: the steps, the points that the floor is found by, the squares. */
  readonly rows: { readonly steps: number; readonly probes: number; readonly squares: number };
  readonly lossColumn: number;
}

export function valleyLayoutOf(network: Network): ValleyLayout {
  const parameters = parametersOf(network);
  const [first, second] = parameters.filter((r) => isTrained(network, r));
  const kept = [...parameters.filter((r) => !isTrained(network, r)), ...initialsOf(network)].map(
    (r, i) => ({ ref: r, row: VALLEY_LIST.keptRow + i }),
  );
  const { inputs, targets, samples, steps } = network;
  const given = [
    ...Array.from(inputs, (_, k) => ref('input', 0, k)),
    ...Array.from(targets, (_, j) => ref('target', 0, j)),
  ].map((r, i) => ({ ref: r, row: VALLEY_LIST.nameRow + i }));
  const { layers, errors, totalParts, total } = graphOf(network);
  const all = [...layers.flatMap(({ blocks }) => blocks.flat(2)), ...errors, ...totalParts, total];
  const sameAs = new Map<string, Ref>();
  const nodes = all.filter((n) => {
    const [only, ...rest] = n.op.text(n).cell;
    if (rest.length > 0 || only === undefined || typeof only === 'string') return true;
    sameAs.set(refKey(n.ref), sameAs.get(refKey(only.ref)) ?? only.ref);
    return false;
  });
  const listEnd = VALLEY_LIST.keptRow + kept.length;
  const { across, up } = valleyPlaces;
  return {
    axes: [first!, second!],
    kept,
    nodes,
    sameAs,
    given,
    headerRow: Math.max(listEnd, VALLEY_LIST.nameRow + given.length) + 2,
    rows: { steps: steps + 1, probes: PROBES.length + 1, squares: across * up },
    lossColumn: VALLEY_COLUMNS.firstPass + samples.length * nodes.length,
  };
}

/** The column of a quantity of a sample, counted from 0. */
export function valleyColumn({ nodes, sameAs }: ValleyLayout, sample: number, r: Ref): number {
  const key = refKey(sameAs.get(refKey(r)) ?? r);
  const at = nodes.findIndex((n) => refKey(n.ref) === key);
  return VALLEY_COLUMNS.firstPass + sample * nodes.length + at;
}

/** Sheet rows of the three parts of the table. */
export function valleyRows({ headerRow, rows }: ValleyLayout) {
  const stepRow = headerRow + 1;
  const probeRow = stepRow + rows.steps;
  const squareRow = probeRow + rows.probes;
  return { stepRow, probeRow, squareRow, lastRow: squareRow + rows.squares - 1 };
}
