import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/xlsx/address.ts';
import { tokenize, translator } from '../../src/xlsx/formula-text.ts';
import { countSeconds } from '../support/seconds.ts';

function move(formula: string, from: string, to: string): string {
  return translator(formula, parseAddress(from)!)(parseAddress(to)!);
}

describe('translator', () => {
  it.each([
    // formula, from, to, moved
    ['A1', 'B1', 'B3', 'A3'],
    ['A1+AA10', 'C1', 'D1', 'B1+AB10'],
    ['$A1+A$1+$A$1', 'C1', 'D2', '$A2+B$1+$A$1'],
    ['SUM(B2:B$9)', 'A2', 'A3', 'SUM(B3:B$9)'],
    ['e6*c6', 'A6', 'A7', 'E7*C7'],
    // What only looks like a reference.
    ['LEN("A1 ""B2"" C3")', 'A1', 'A2', 'LEN("A1 ""B2"" C3")'],
    ['LOG10(A1)+LOG10', 'A1', 'A2', 'LOG10(A2)+LOG11'],
    ['ATAN2(A1,B1)', 'A1', 'A2', 'ATAN2(A2,B2)'],
    ['_xlfn.F1(A1)', 'A1', 'A2', '_xlfn.F1(A2)'],
    ['eta*A1', 'A1', 'A2', 'eta*A2'],
    ['selected_step1+tol.A1+ηA1', 'A1', 'A2', 'selected_step1+tol.A1+ηA1'],
    ['XFE1+XFD1+A1048577', 'A1', 'A2', 'XFE1+XFD2+A1048577'],
    ['1E3+1E-3+2.5e+10+A1', 'A1', 'A2', '1E3+1E-3+2.5e+10+A2'],
    ['TRUE+A1', 'A1', 'A2', 'TRUE+A2'],
    ['#REF!+#N/A+#DIV/0!+A1', 'A1', 'A2', '#REF!+#N/A+#DIV/0!+A2'],
    ['Table1[[#This Row],[A1]]+T[A1]', 'A1', 'A2', 'Table1[[#This Row],[A1]]+T[A1]'],
    // Other sheets.
    ["'Learning rates'!C$8*C9", 'C9', 'D10', "'Learning rates'!D$8*D10"],
    ["'It''s A1'!A1&'B2'!$B$2", 'A1', 'A2', "'It''s A1'!A2&'B2'!$B$2"],
    ['Training!A1+[1]S!A1', 'A1', 'A2', 'Training!A2+[1]S!A2'],
    // Whole columns and rows.
    ['SUM(A:$C)+SUM(1:$3)', 'A1', 'B2', 'SUM(B:$C)+SUM(2:$3)'],
    // Off the sheet.
    ['A1+B1', 'A2', 'A1', '#REF!+#REF!'],
    ['A1+XFD1', 'A1', 'B1', 'B1+#REF!'],
    ['S!A1:B2', 'B1', 'A1', 'S!#REF!:A2'],
  ])('%s of %s reads in %s as %s', (formula, from, to, moved) => {
    expect(move(formula, from, to)).toBe(moved);
  });

  it('moves there and back again', () => {
    const end = fc.tuple(
      fc.constantFrom('', '$'),
      fc.constantFrom('K', 'Z', 'AA', 'ZZ'),
      fc.constantFrom('', '$'),
      fc.integer({ min: 10, max: 999 }),
    );
    const reference = fc.oneof(
      end.map((parts) => parts.join('')),
      fc.tuple(end, end).map(([a, b]) => `${a.join('')}:${b.join('')}`),
      fc.constantFrom('"A1"', "'a 1'!B20", 'LOG10(C30)', 'eta', '1E-3'),
    );
    fc.assert(
      fc.property(fc.array(reference, { minLength: 1 }), (references) => {
        const formula = references.join('+');
        expect(move(move(formula, 'C5', 'J9'), 'J9', 'C5')).toBe(formula);
      }),
    );
  });
});

describe('tokenize', () => {
  it('loses no character, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'\'"[]#$!:(.,+-A1eéη🎓 \n') });
    fc.assert(
      fc.property(text, (formula) => {
        const joined = tokenize(formula).map((token) => token.text);
        expect(joined.join('')).toBe(formula);
      }),
    );
  });

  it('is done quickly with text made to be slow', () => {
    const seconds = countSeconds();
    for (const text of ["'", '"', '[', '[a', "['", '$', '1:', '#', 'A']) {
      tokenize(text.repeat(8192 / text.length));
    }
    expect(seconds()).toBeLessThan(1);
  });
});
