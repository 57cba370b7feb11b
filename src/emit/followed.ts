import type { Plan } from '../layout/plan.ts';
import { NAMES, SHEETS, WAYS } from '../layout/sheets.ts';
import { keyOfNumber, type NumberOfUpdate } from '../layout/ways.ts';
import { ifNamed, inRow, placeOfName } from '../symbolic/cells/selection.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { Computed } from './sheet.ts';

/**
 * The weight or bias that is followed is looked for by its name; what is found has its name from the
 * list, so that `W1` is told as w1. Where there is none of that name, words stand for numbers.
 */

const onWays = (column: number, row: number) =>
  cellAddress(column, row, { sheet: SHEETS.ways, absolute: 'both' });
const setting = (row: number) => onWays(WAYS.settingColumn, row);

/** The row of what is followed, counted from the first of `Ways`; 0: there is none. */
export const FOLLOWED_ROW = setting(WAYS.followedRow);
/** Its name in the list; nothing if there is none. */
export const FOUND_NAME = setting(WAYS.foundNameRow);
/** Whether training moves it. */
export const MOVES = setting(WAYS.movesRow);
/** The row of a way that is shown, counted from the first; 0: there are fewer. */
export const shownWay = (way: number) => setting(WAYS.shownRow + way);

/** A stretch of `Ways`. One row more, as Gnumeric finds none in a single cell. */
const stretch = (column: number, firstRow: number, lastRow: number) =>
  `${onWays(column, firstRow)}:${cellAddress(column, lastRow + 1, { absolute: 'both' })}`;

/** A column of `Ways`, a row a parameter. */
export function parameterColumn({ ways }: Plan, column: number): string {
  return stretch(column, ways.firstRow, ways.lastParameterRow);
}

/** The same, a row a way. */
export function wayColumn({ ways }: Plan, column: number): string {
  return stretch(column, ways.firstRow, ways.lastWayRow);
}

/** Where `Ways` has a number of the update: its value, its text, or whether that is exact. */
export function numberCell({ ways }: Plan, number: NumberOfUpdate, column: number): string {
  const keys = ways.numbers.map(keyOfNumber);
  return onWays(column, ways.firstNumberRow + keys.indexOf(keyOfNumber(number)));
}

/** Looks for what is followed. */
export function followedRowFormula(plan: Plan): string {
  return placeOfName(NAMES.follow, parameterColumn(plan, WAYS.nameColumn));
}

/** What a column of `Ways` has of it. */
export function followedValue(plan: Plan, column: number): string {
  return inRow(parameterColumn(plan, column), FOLLOWED_ROW);
}

/** A formula while there is such a weight or bias; else that there is none. */
export function ifFollowed(formula: string): string {
  return ifNamed(
    FOLLOWED_ROW,
    formula,
    'there is no such weight or bias: choose one from the list',
  );
}

/** The same; else nothing, as the words stand above. */
export const whileFollowed = (formula: string) => ifNamed(FOLLOWED_ROW, formula, '');

/** Beside the input: what is followed, in words. */
export function followedNote(plan: Plan): Computed {
  const { names, ways } = plan;
  return {
    formula: ifNamed(
      FOLLOWED_ROW,
      followedValue(plan, WAYS.meaningColumn),
      'there is none of that name',
    ),
    result: names.meaning(ways.all[0]!),
  };
}
