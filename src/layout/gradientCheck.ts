import type { Network } from '../network/network.ts';
import { checkedParameters, initialsOf, parametersOf } from '../network/parameters.ts';
import { type Ref, ref, refKey } from '../network/ref.ts';
import { type Formula, type Hole, printCell } from '../ops/formula.ts';
import { movedForward } from '../symbolic/check.ts';
import { cellAddress } from '../xlsx/address.ts';

/** Rows and columns of `Gradient check`. */
export const CHECK = {
  stepRow: 4,
  widthRow: 5,
  lossRow: 6,
  roundOffRow: 7,
  proofRow: 8,
  sampleRow: 9,
  valueTitleRow: 11,
  valueNameRow: 12,
  valueRow: 13,
  bandRow: 15,
  headerRow: 16,
  firstRow: 17,
  /** Of the numbers above the table. */
  settingColumn: 2,
  parameter: 1,
  value: 2,
  analytic: 3,
  estimate: 4,
  difference: 5,
  allowed: 6,
  mark: 7,
  reason: 8,
  width: 9,
  kinks: 10,
  firstForward: 12,
} as const;

/** One row: a parameter and the two forward passes in which it is moved. */
export interface CheckRow {
  readonly parameter: Ref;
  readonly row: number;
  readonly passes: Readonly<Record<Side, readonly CheckCell[]>>;
}

export interface CheckCell {
  readonly ref: Ref;
  readonly column: number;
  readonly formula: string;
}

export type Side = 'plus' | 'minus';

export interface CheckLayout {
  /** Inputs, targets and parameters at the selected step, in their columns of `valueRow`. */
  readonly values: readonly { readonly ref: Ref; readonly column: number }[];
  readonly rows: readonly CheckRow[];
  /** First columns of the two forward passes; a column is left free between them. */
  readonly passColumns: Readonly<Record<Side, number>>;
  readonly lastRow: number;
  readonly lastColumn: number;
  /** How many parameters there are, of which `rows` may be a sample. */
  readonly parameterCount: number;
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
  const valueColumns = new Map(values.map((each) => [refKey(each.ref), each.column]));

  const checked = checkedParameters(network);
  const length = movedForward(network, checked[0], 'plus').length;
  const passColumns = { plus: CHECK.firstForward, minus: CHECK.firstForward + length + 1 };
  const rows = checked.map((parameter, index): CheckRow => {
    const row = CHECK.firstRow + index;
    const pass = (side: Side) => {
      const quantities = movedForward(network, parameter, side);
      const columns = new Map(
        quantities.map((q, i) => [refKey(q.ref), passColumns[side] + i] as const),
      );
      const address = ({ ref: r }: Hole) => {
        if (r.kind === 'stepWidth') return cellAddress(CHECK.width, row, { absolute: 'column' });
        const own = columns.get(refKey(r));
        if (own !== undefined) return cellAddress(own, row);
        return cellAddress(valueColumns.get(refKey(r))!, CHECK.valueRow, { absolute: 'row' });
      };
      return quantities.map((q, i) => ({
        ref: q.ref,
        column: passColumns[side] + i,
        formula: printCell(q.formula as Formula, address),
      }));
    };
    return { parameter, row, passes: { plus: pass('plus'), minus: pass('minus') } };
  });
  return {
    values,
    rows,
    passColumns,
    lastRow: CHECK.firstRow + rows.length - 1,
    lastColumn: passColumns.minus + length - 1,
    parameterCount: parameters.length,
  };
}
