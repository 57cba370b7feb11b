import { describe, expect, it } from 'vitest';
import { sameFormula } from '../../src/verify/formula.ts';

describe('formulas', () => {
  it.each([
    ['A1+B1', 'A1+B1'],
    ['A1+B1', ' A1 + B1'],
    ['(A1*B1)+C1', 'A1*B1+C1'],
    ['sum(a1:b2)', 'SUM($A$1:B$2)'],
    ['IF(A1>0,TRUE,FALSE)', 'IF(A1>0,TRUE(),FALSE())'],
    ['ISFORMULA(A1)', '_xlfn.ISFORMULA(A1)'],
    ['_xlfn.ISFORMULA(A1)', '_xlfngnumeric.ISFORMULA(A1)'],
    ['STDEVP(A1:A9)', '_xlfn.STDEV.P(A1:A9)'],
    ['A1+Training!B1', "Training!A1+'training'!B1"],
    ["'Learning rates'!A1", "'LEARNING RATES'!$A$1"],
    ["'It''s'!A1", "'it''s'!A1"],
    ['MAX(U26:U26)', 'MAX(U26)'],
    ['eta*A1', 'ETA*A1'],
    ['0.01*A1', '0.0099999999999999999998*A1'],
    ['A1<1/10^300', '+A1<1/10^300'],
    ['1E-3', '0.001'],
    ['COUNTIF(A1:A9,"<1E+300")', 'COUNTIF(A1:A9,"<1E+300")'],
    ['SUM({1,2;3,4})', 'SUM({1,2;3,4})'],
    ['-A1', '-(A1)'],
  ])('%s is %s', (expected, got) => {
    expect(sameFormula(expected, got, 'Training')).toBe(true);
  });

  it.each([
    ['A1+B1', 'B1+A1'],
    ['A1-B1-C1', 'A1-(B1-C1)'],
    ['A1*(B1+C1)', 'A1*B1+C1'],
    ['A1', 'A2'],
    ['A1', 'Start!A1'],
    ['SUM(A1:A2)', 'SUM(A1:A3)'],
    ['SUM(A1:A2)', 'SUM(A1,A2)'],
    ['MIN(A1)', 'MAX(A1)'],
    ['0.01*A1', '0.010000000000001*A1'],
    ['"a"', '"A"'],
    ['A1=1', 'A1="1"'],
    ['A1', '-A1'],
    ['A1', '-1*A1'],
    ['eta', 'eta2'],
    ['A1%', 'A1'],
    ['NA()', '#N/A'],
    ['A1', 'A1+'],
    ['A1', ''],
    ['1', `${'('.repeat(9000)}1${')'.repeat(9000)}`],
  ])('%s is not %s', (expected, got) => {
    expect(sameFormula(expected, got, 'Training')).toBe(false);
  });
});
