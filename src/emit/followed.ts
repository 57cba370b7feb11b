import type { Plan } from '../layout/plan.ts';
import { NAMES, SHEETS, WAYS } from '../layout/sheets.ts';
import { ifNamed, inRow, placeOfName } from '../symbolic/cells/selection.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { Computed } from './sheet.ts';

/**
 * The weight or bias that is followed is looked for by its name; what is found has its name from the
 * list, so that `W1` is told as w1. Where there is none of that name, words stand for numbers.
 */

/** The row of what is followed, counted from the first of `Ways`; 0: there is none. */
export const FOLLOWED_ROW = cellAddress(WAYS.settingColumn, WAYS.followedRow, {
  sheet: SHEETS.ways,
  absolute: 'both',
});

/** A stretch of `Ways`, a row a parameter. One row more, as Gnumeric finds none in a single cell. */
export function ofParameters({ ways }: Plan, column: number): string {
  const [first, last] = [WAYS.firstRow, ways.lastParameterRow + 1].map((row) =>
    cellAddress(column, row, { absolute: 'both' }),
  );
  return `${SHEETS.ways}!${first}:${last}`;
}

/** Looks for what is followed. */
export function followedRowFormula(plan: Plan): string {
  return placeOfName(NAMES.follow, ofParameters(plan, WAYS.nameColumn));
}

/** What a column of `Ways` has of it. */
export function followedValue(plan: Plan, column: number): string {
  return inRow(ofParameters(plan, column), FOLLOWED_ROW);
}

/** A formula while there is such a weight or bias; else other text. */
export function ifFollowed(formula: string, otherwise: string): string {
  return ifNamed(FOLLOWED_ROW, formula, otherwise);
}

/** Beside the input: what is followed, in words. */
export function followedNote(plan: Plan): Computed {
  const { names, ways } = plan;
  return {
    formula: ifFollowed(
      followedValue(plan, WAYS.meaningColumn),
      'there is no such weight or bias: choose one from the list',
    ),
    result: names.meaning(ways.followed),
  };
}
