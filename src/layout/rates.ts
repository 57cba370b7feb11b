import { LEARNING_RATES, type Place, SHEETS } from './sheets.ts';

/** Where the compared rates and the table of their losses stand on `Learning rates`. */
export interface RatesLayout {
  /** The cell in which the rate `index` is typed. */
  readonly placeOf: (index: number) => Place;
  /** Header of the losses, a column a rate. */
  readonly headerRow: number;
  readonly firstRow: number;
}

export function ratesLayoutOf(count: number): RatesLayout {
  const { firstRateRow, rateColumn, shortestEndRow } = LEARNING_RATES;
  const headerRow = Math.max(firstRateRow + count, shortestEndRow) + 3;
  return {
    placeOf: (index) => ({
      sheet: SHEETS.learningRates,
      column: rateColumn,
      row: firstRateRow + index,
    }),
    headerRow,
    firstRow: headerRow + 1,
  };
}
