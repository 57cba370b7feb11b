import { type PassSide, SIDES } from '../../functions/gradient-check.ts';
import { graphOf } from '../../model/graph.ts';
import type { Network } from '../../network/network.ts';
import { checkedParameters, initialsOf, parametersOf } from '../../network/parameters.ts';
import type { Node } from '../../ops/node.ts';
import { type Ref, ref, refKey } from '../../ref.ts';
import { cellAddress } from '../../xlsx/address.ts';

/** Rows and columns of `Gradient check`. */
export const CHECK = {
  stepRow: 4,
  /** The row of `Training` that is checked, counted from its first. */
  trainingRow: 5,
  hRow: 6,
  moveRow: 7,
  smallRow: 8,
  gradientsRow: 9,
  forwardRow: 10,
  rowsRow: 11,
  proofRow: 12,
  aboutRow: 13,
  valueTitleRow: 15,
  valueNameRow: 16,
  valueRow: 17,
  valueDiffersRow: 18,
  /** What that row says. */
  valueRemarkRow: 19,
  bandRow: 20,
  headerRow: 21,
  /** The forward pass at w itself, what `Training` has, 1 where that differs, and two bounds. */
  baseRow: 22,
  onTrainingRow: 23,
  differsRow: 24,
  offRow: 25,
  reachRow: 26,
  firstRow: 27,
  /** Of the numbers above the table. */
  settingColumn: 2,
  parameter: 1,
  value: 2,
  analytic: 3,
  narrow: 4,
  wide: 5,
  difference: 6,
  allowed: 7,
  mark: 8,
  remark: 9,
  width: 10,
  kinks: 11,
  firstForward: 13,
} as const;

/** The four forward passes of a parameter. */
export const PASSES = Object.keys(SIDES) as PassSide[];

export interface CheckRow {
  readonly parameter: Ref;
  readonly row: number;
}

export interface CheckLayout {
  /** Inputs, targets and parameters at the selected step, in their columns of `valueRow`. */
  readonly values: readonly { readonly ref: Ref; readonly column: number }[];
  /** The forward pass in the order of its columns: layer by layer net inputs, what units share, outputs. */
  readonly forward: readonly Node[];
  /** What reads a quantity as a factor or as an argument: with how much, for a net input. */
  readonly rows: readonly CheckRow[];
  /** First column of each pass; a column is left free between them. */
  readonly passColumns: Readonly<Record<PassSide, number>>;
  readonly lastRow: number;
  readonly lastColumn: number;
  /** How many parameters there are, of which `rows` may be a sample. */
  readonly parameterCount: number;
  /** Where the checks of all rows of `Training` are summed up, one a row. */
  readonly rowChecksRow: number;
}

/** Lays out the gradient check: a row a parameter, all values it needs above the table. */
export function checkLayoutOf(network: Network): CheckLayout {
  const { inputs, targets } = network;
  const parameters = parametersOf(network);
  const values = [
    ...Array.from(inputs, (_, k) => ref('input', 0, k)),
    ...Array.from(targets, (_, j) => ref('target', 0, j)),
    ...parameters,
    ...initialsOf(network),
  ].map((r, index) => ({ ref: r, column: 1 + index }));
  const { layers, errors, totalParts, total } = graphOf(network);
  const forward = [
    // Stage by stage, so that what a unit adds up stands side by side.
    ...layers.flatMap(({ blocks }) => {
      const stages = Math.max(...blocks.map((block) => block.length));
      return Array.from({ length: stages }, (_, s) => blocks.flatMap((b) => b[s] ?? [])).flat();
    }),
    ...errors,
    ...totalParts,
    total,
  ];
  const rows = checkedParameters(network).map((parameter, index) => ({
    parameter,
    row: CHECK.firstRow + index,
  }));
  const columnOf = (pass: number) => CHECK.firstForward + pass * (forward.length + 1);
  const lastRow = CHECK.firstRow + rows.length - 1;
  return {
    values,
    forward,
    rows,
    passColumns: { plus: columnOf(0), minus: columnOf(1), plus2: columnOf(2), minus2: columnOf(3) },
    lastRow,
    lastColumn: columnOf(4) - 2,
    parameterCount: parameters.length,
    rowChecksRow: lastRow + 4,
  };
}

/** The columns of a list of refs, by their keys. */
export function columnsByKey(refs: readonly Ref[], first: number): ReadonlyMap<string, number> {
  return new Map(refs.map((r, i) => [refKey(r), first + i]));
}

/** The value of a setting. */
export const settingCell = (row: number) =>
  cellAddress(CHECK.settingColumn, row, { absolute: 'both' });
