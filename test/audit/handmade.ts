import { addressOf } from '../../src/xlsx/address.ts';
import type { CellValue } from '../../src/xlsx/cells.ts';
import type { SheetContent } from '../sheet/cells.ts';

/**
 * A column of a table as a person fills it: its header, what the first row holds and what the others
 * do. In formulas `#` is the own row and `@` the one above.
 */
export type Column = readonly [header: string, first: CellValue, rest?: CellValue];

const from = 2;

/** A table with its headers in row 1; an empty header leaves a column empty. */
export function table(columns: readonly Column[], rows = 8): SheetContent {
  return Object.fromEntries(
    columns.flatMap(([header, first, rest = first], i) => {
      if (header === '') return [];
      const column = i + 1;
      const cells = Array.from({ length: rows }, (_, step) => {
        const row = from + step;
        const held = step === 0 ? first : rest;
        const filled =
          typeof held === 'string'
            ? held.replaceAll('#', String(row)).replaceAll('@', String(row - 1))
            : held;
        return [addressOf({ row, column }), filled] as const;
      });
      return [[addressOf({ row: 1, column }), header] as const, ...cells];
    }),
  );
}

/**
 * One unit, a row a sample, and an update after each batch, whose means stand in its last row; the
 * parameters are repeated down the batch. `change` is done to every row's gradient of w1.
 */
export function batches(
  sizes: readonly number[],
  change: (formula: string) => string = (formula) => formula,
): SheetContent {
  const [inputs, targets] = [
    [0.2, 0.5, 0.9, 1.3, 0.7],
    [0.1, 0.4, 0.3, 0.95, 0.6],
  ];
  const cells: Record<string, CellValue> = {
    ...{ A1: 'i', B1: 't', C1: 'w1', D1: 'b1', E1: 'a_o1', F1: 'E', G1: 'dE/dw1', H1: 'dE/db1' },
    ...{ I1: 'mean dE/dw1', J1: 'mean dE/db1', K1: 'Loss', M1: 'rate', M2: 0.3 },
  };
  let row = from;
  for (const size of [...sizes, ...sizes, ...sizes]) {
    const first = row;
    for (; row < first + size; row++) {
      const sample = (row - from) % sizes.reduce((a, b) => a + b);
      const above = row - 1;
      cells[`A${row}`] = inputs[sample];
      cells[`B${row}`] = targets[sample];
      for (const [column, mean, start] of [
        ['C', 'I', 0.4],
        ['D', 'J', -0.1],
      ] as const) {
        const begins = row === from ? start : `=${column}${above}-$M$2*${mean}${above}`;
        cells[`${column}${row}`] = row > first ? `=${column}${above}` : begins;
      }
      cells[`E${row}`] = `=TANH(C${row}*A${row}+D${row})`;
      cells[`F${row}`] = `=(E${row}-B${row})^2/2`;
      cells[`G${row}`] = change(`=(E${row}-B${row})*(1-E${row}^2)*A${row}`);
      cells[`H${row}`] = `=(E${row}-B${row})*(1-E${row}^2)`;
    }
    for (const [mean, of] of ['IG', 'JH', 'KF']) {
      cells[`${mean}${row - 1}`] = `=AVERAGE(${of}${first}:${of}${row - 1})`;
    }
  }
  return cells;
}
