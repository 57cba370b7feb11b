import { describe, expect, it } from 'vitest';
import {
  cellAddress,
  columnLetters,
  columnNumber,
  columnRange,
  parseRange,
  quoteSheet,
} from '../../src/xlsx/address.ts';

describe('addresses', () => {
  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [52, 'AZ'],
    [53, 'BA'],
    [702, 'ZZ'],
    [703, 'AAA'],
    [16384, 'XFD'],
  ])('column %d is %s', (column, letters) => {
    expect(columnLetters(column)).toBe(letters);
    expect(columnNumber(letters)).toBe(column);
  });

  it.each([
    [{}, 'B4'],
    [{ absolute: 'column' }, '$B4'],
    [{ absolute: 'row' }, 'B$4'],
    [{ absolute: 'both' }, '$B$4'],
    [{ sheet: 'Runs', absolute: 'both' }, 'Runs!$B$4'],
    [{ sheet: 'Learning rates' }, "'Learning rates'!B4"],
  ] as const)('%j gives %s', (options, address) => {
    expect(cellAddress(2, 4, options)).toBe(address);
  });

  it('quotes a sheet name that needs it', () => {
    expect(quoteSheet('Training')).toBe('Training');
    expect(quoteSheet("Teacher's runs")).toBe("'Teacher''s runs'");
    expect(columnRange('Runs', 3, 7, 74)).toBe('Runs!$C$7:$C$74');
    expect(columnRange('Runs', 3, 7, 7)).toBe('Runs!$C$7');
  });

  it.each([
    ['B2:D9', { first: { row: 2, column: 2 }, last: { row: 9, column: 4 } }],
    ['C5', { first: { row: 5, column: 3 }, last: { row: 5, column: 3 } }],
    // Of a range with one end that is no cell nothing is left.
    ['A1:B', undefined],
    ['A1:', undefined],
    ['A1:XFE1', undefined],
    [':A1', undefined],
    ['A1:B2:C3', undefined],
    ['D9:B2', undefined],
  ])('the range %s is %j', (text, range) => {
    expect(parseRange(text)).toEqual(range);
  });
});
