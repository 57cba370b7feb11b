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
