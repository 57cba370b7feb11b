import { DIGITS, SHEETS } from '../../layout/sheets.ts';
import { displayOf, exactnessOf } from '../../symbolic/cells/display.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { Facts } from '../facts.ts';
import { type Open, put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';
import { displayed, isExact } from './display.ts';
import { toldOf } from './told.ts';

/** `Digits`: each number of the lines on `Network` as they write it, in the row that it has there. */
export function addDigits(open: Open, { plan, selected }: Facts): void {
  const sheet = open({
    title: 'Digits',
    purpose:
      'The numbers of the lines on Network as they are written there, to four digits. Nothing to change here.',
    widths: [20, 15, 15],
  });
  for (const [column, text] of [
    [DIGITS.nameColumn, 'number'],
    [DIGITS.textColumn, 'as written'],
    [DIGITS.exactColumn, '≈ if rounded'],
  ] as const) {
    put(sheet, DIGITS.headerRow, column, text, STYLES.caption);
  }
  const told = toldOf(plan, selected);
  const { first: results } = plan.networkSheet.narrated.result;
  for (const { lines } of plan.networkSheet.narration) {
    for (const { row, ref: r, next } of lines) {
      const value = (next ? told.after : told.now)(r);
      const number = cellAddress(results, row, { sheet: SHEETS.network });
      const name = `${next ? 'new ' : ''}${plan.names.of(r)}`;
      const text = { formula: displayOf(number), result: displayed(value) };
      const exact = { formula: exactnessOf(number), result: isExact(value) ? '=' : '≈' };
      put(sheet, row, DIGITS.nameColumn, name, STYLES.label);
      put(sheet, row, DIGITS.textColumn, text, STYLES.asWritten);
      put(sheet, row, DIGITS.exactColumn, exact, STYLES.asWritten);
    }
  }
}
