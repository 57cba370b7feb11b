import { expect, it } from 'vitest';
import { openBook } from '../../src/sheet/book.ts';
import { gradientOf } from '../../src/sheet/gradient.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { handMade } from '../xlsx/reader/files.ts';
import { cellsFrom } from './cells.ts';

it('works through a chain of 50,000 rows, there and back', () => {
  const rows = 50_000;
  const chain = Array.from({ length: rows }, (_, i) => [`A${i + 1}`, i === 0 ? 1 : `=A${i}*1`]);
  const book = openBook(cellsFrom({ S: Object.fromEntries(chain) }));
  const last = book.find(0, rows, 1);
  expect(book.value(last)).toBe(1);
  expect(gradientOf(book, last).by(book.find(0, 1, 1))).toBe(1);
});

it('cuts a circle', () => {
  const book = openBook(cellsFrom({ S: { A1: '=B1+1', B1: '=A1+1', C1: '=A1' } }));
  expect(book.value(book.find(0, 1, 3))).toEqual({ error: '#CIRCULAR!' });
});

it('reads other sheets and names', () => {
  const book = openBook(
    cellsFrom(
      { 'My sheet': { A1: 3 }, S: { A1: "='My sheet'!A1*eta", B1: '=Gone!A1' } },
      { eta: "'My sheet'!$A$1" },
    ),
  );
  expect(book.value(book.find(1, 1, 1))).toBe(9);
  expect(book.value(book.find(1, 1, 2))).toEqual({ error: '#REF!' });
});

it('computes and differentiates what an array formula fills', async () => {
  const cell = (address: string, value: number) => `<c r="${address}"><v>${value}</v></c>`;
  const bytes = await handMade({
    sheets: {
      S: [
        `<row r="1">${cell('A1', 1)}${cell('B1', 2)}<c r="D1"><f t="array" ref="D1:D2">MMULT(A1:B2,A1:A2)</f><v>9</v></c></row>`,
        `<row r="2">${cell('A2', 3)}${cell('B2', 4)}${cell('D2', 9)}<c r="E2"><f>D1*2+D2*10</f></c></row>`,
      ].join(''),
    },
  });
  const book = openBook(await readCells(bytes));
  const at = (row: number, column: number) => book.find(0, row, column);
  expect([book.value(at(1, 4)), book.value(at(2, 4))]).toEqual([7, 15]);
  expect(book.value(at(2, 5))).toBe(164);
  // D1 = A1² + B1·A2, D2 = A2·A1 + B2·A2
  const gradient = gradientOf(book, at(2, 5));
  expect([gradient.by(at(1, 1)), gradient.by(at(2, 1)), gradient.by(at(1, 2))]).toEqual([
    2 * 2 + 30,
    2 * 2 + 10 * (1 + 4),
    2 * 3,
  ]);
});

it('tells formulas from numbers, whatever they give', () => {
  const book = openBook(
    cellsFrom({ S: { A1: '=1', A2: 1, B1: '=ISFORMULA(A1)', B2: '=ISFORMULA(A2)' } }),
  );
  expect([book.value(book.find(0, 1, 2)), book.value(book.find(0, 2, 2))]).toEqual([true, false]);
});
