import { describe, expect, it } from 'vitest';
import { type Book, openBook } from '../../src/sheet/book.ts';
import { functionNames } from '../../src/sheet/functions/table.ts';
import { gradientOf } from '../../src/sheet/gradient.ts';
import { cellsFrom } from './cells.ts';

const held = { A1: 0.7, A2: -1.3, A3: 2.5, B1: 1.1, B2: 0.4, B3: -0.6, C1: 'text', C2: true };

const bookOf = (formula: string, changed: Record<string, number> = {}) =>
  openBook(cellsFrom({ S: { ...held, ...changed, Z1: `=${formula}` } }));
const at = (book: Book, row: number, column: number) => book.find(0, row, column);
const result = (book: Book) => book.value(at(book, 1, 26));

/** What the formula gives; the figures are from the definitions of the functions. */
const VALUES: readonly (readonly [string, unknown])[] = [
  ['1+2*3', 7],
  ['-2^2', 4],
  ['2^-1', 0.5],
  ['2^3^2', 64],
  ['50%', 0.5],
  ['10^-300', 1e-300],
  ['1/0', { error: '#DIV/0!' }],
  ['EXP(710)', { error: '#NUM!' }],
  ['"3"+1', 4],
  ['C1+1', { error: '#VALUE!' }],
  ['D9+1', 1],
  ['D9', 0],
  ['C2+1', 2],
  ['"a"&1/4&TRUE', 'a0.25TRUE'],
  ['"a"="A"', true],
  ['1<"a"', true],
  ['1<>1', false],
  ['D9=0', true],
  ['POWER(2,10)', 1024],
  ['EXP(0)', 1],
  ['LN(1)', 0],
  ['LN(0)', { error: '#NUM!' }],
  ['LOG10(1000)', 3],
  ['LOG(8,2)', 3],
  ['LOG(100)', 2],
  ['SQRT(9)', 3],
  ['ABS(-2)', 2],
  ['SIGN(-2)', -1],
  ['ROUND(SIN(PI()/6),12)', 0.5],
  ['ROUND(COS(PI()/3),12)', 0.5],
  ['ROUND(TAN(PI()/4),12)', 1],
  ['SINH(0)', 0],
  ['COSH(0)', 1],
  ['TANH(0)', 0],
  ['SECH(0)', 1],
  ['ATAN(0)', 0],
  ['ASIN(0)', 0],
  ['ACOS(1)', 0],
  ['ASINH(0)', 0],
  ['ATANH(0)', 0],
  ['DEGREES(PI())', 180],
  ['RADIANS(180)', Math.PI],
  ['FACT(5)', 120],
  ['INT(-2.5)', -3],
  ['TRUNC(-2.5)', -2],
  ['ROUND(2.345,2)', 2.35],
  ['ROUND(-2.5,0)', -3],
  ['ROUNDUP(2.1,0)', 3],
  ['ROUNDDOWN(2.19,1)', 2.1],
  ['MOD(-3,2)', 1],
  ['PI()', Math.PI],
  ['SUM(A1:C3)', 2.8],
  ['SUM(C1)', 0],
  ['SUMSQ(3,4)', 25],
  ['PRODUCT(2,3,4)', 24],
  ['AVERAGE(1,2,6)', 3],
  ['AVERAGE(D1:D2)', { error: '#DIV/0!' }],
  ['MAX(A1:B3)', 2.5],
  ['MIN(A1:B3)', -1.3],
  ['MEDIAN(3,1,2)', 2],
  ['VAR(1,3)', 2],
  ['VAR.S(1,3)', 2],
  ['VARP(1,3)', 1],
  ['VAR.P(1,3)', 1],
  ['STDEV(1,3)', Math.SQRT2],
  ['STDEV.S(1,3)', Math.SQRT2],
  ['STDEVP(1,3)', 1],
  ['_xlfn.STDEV.P(1,3)', 1],
  ['COUNT(A1:C3)', 6],
  ['COUNTA(A1:C3)', 8],
  ['COUNTBLANK(A1:C3)', 1],
  ['COUNTIF(A1:B3,">0")', 4],
  ['COUNTIF(A1:C3,"t*")', 1],
  ['SUMIF(A1:A3,">0",B1:B3)', 0.5],
  ['AVERAGEIF(A1:A3,">0",B1:B3)', 0.25],
  ['SMALL(A1:A3,2)', 0.7],
  ['LARGE(A1:A3,1)', 2.5],
  ['MMULT({1,2},{3;4})', 11],
  ['SUM(TRANSPOSE(A1:A3)*{1,0,0})', 0.7],
  ['SUMPRODUCT(A1:A2,B1:B2)', 0.25],
  ['SUMXMY2({1,2},{3,4})', 8],
  ['SUMX2MY2({3},{2})', 5],
  ['SUMX2PY2({3},{2})', 13],
  ['IF(A1>0,1,2)', 1],
  ['IF(A1<0,1)', false],
  ['IF(A1>0,,2)', 0],
  ['IF(FALSE,1/0,2)', 2],
  ['IFERROR(1/0,5)', 5],
  ['IFNA(NA(),5)', 5],
  ['IFS(A1<0,1,TRUE,2)', 2],
  ['CHOOSE(2,7,8)', 8],
  ['SWITCH(2,1,"a",2,"b","c")', 'b'],
  ['SWITCH(9,1,"a","c")', 'c'],
  ['AND(TRUE,1>0)', true],
  ['OR(FALSE,1<0)', false],
  ['XOR(TRUE,TRUE)', false],
  ['NOT(FALSE)', true],
  ['TRUE()', true],
  ['FALSE()', false],
  ['NA()', { error: '#N/A' }],
  ['ISNUMBER(C1)', false],
  ['ISTEXT(C1)', true],
  ['ISLOGICAL(C2)', true],
  ['ISBLANK(D9)', true],
  ['ISERROR(1/0)', true],
  ['ISERR(NA())', false],
  ['ISNA(NA())', true],
  ['N(TRUE)', 1],
  ['INDEX(A1:B3,2,2)', 0.4],
  ['INDEX(A1:A3,3)', 2.5],
  ['SUM(INDEX(A1:B3,0,2))', 0.9],
  ['INDEX(A1:A3,9)', { error: '#REF!' }],
  ['MATCH(2.5,A1:A3,0)', 3],
  ['MATCH(3,{1,2,4})', 2],
  ['MATCH(9,A1:A3,0)', { error: '#N/A' }],
  ['VLOOKUP(0.7,A1:B3,2,FALSE)', 1.1],
  ['HLOOKUP(0.7,A1:B3,3,FALSE)', 2.5],
  ['ROWS(A1:B3)', 3],
  ['COLUMNS(A1:B3)', 2],
  ['CONCATENATE("a",1)', 'a1'],
  ['_xlfn.CONCAT("a","b")', 'ab'],
  ['LEN("abc")', 3],
  ['LEFT("abc",2)', 'ab'],
  ['RIGHT("abc",2)', 'bc'],
  ['MID("abc",2,1)', 'b'],
  ['UPPER("a")', 'A'],
  ['LOWER("A")', 'a'],
  ['TRIM(" a  b ")', 'a b'],
  ['REPT("ab",2)', 'abab'],
  ['FIND("b","abcb")', 2],
  ['FIND("b","abcb",3)', 4],
  ['SEARCH("B","abc")', 2],
  ['SEARCH("?c","abc")', 2],
  ['SEARCH("a*c","xxabbc")', 3],
  ['SEARCH("~?","a?")', 2],
  ['ISNUMBER(FIND("B","abc"))', false],
  ['ISNUMBER(SEARCH("c?","abc"))', false],
  ['VALUE("2.5")', 2.5],
  ['CHAR(65)', 'A'],
  ['UNICHAR(960)', 'π'],
  ['ROW()', 1],
  ['COLUMN()', 26],
  ['ARRAYFORMULA(SUM(A1:A2*B1:B2))', 0.25],
  ['SUM(OFFSET(A1,1,0,2,1))', 1.2],
  ['_xlfn.LET(_xlpm.x,3,_xlpm.y,_xlpm.x+1,_xlpm.x*_xlpm.y)', 12],
  ['_xlfn.LAMBDA(_xlpm.x,_xlpm.x*_xlpm.x)(4)', 16],
  ['@A1:A3', 0.7],
  ['SUM(A:A)', 1.9],
];

describe('values', () => {
  it.each(VALUES)('%s', (formula, expected) => {
    const value = result(bookOf(formula));
    if (typeof expected !== 'number') expect(value).toEqual(expected);
    else expect(value).toBeCloseTo(expected, 12);
  });

  it('tells every function', () => {
    const used = VALUES.map(([formula]) => formula).join(' ');
    const untold = functionNames().filter(
      (name) => !new RegExp(`\\b${name.replace('.', '\\.')}\\(`).test(used),
    );
    expect(untold).toEqual([]);
  });
  it.each([
    ['NORM.DIST(A1,0,1,TRUE)', 'NORM.DIST'],
    ['[1]Other!A1', 'another workbook, [1]'],
    ['w_1*2', 'the name w_1'],
    ['OFFSET(A1,B1,0)', 'OFFSET by a computed distance'],
    ['INDIRECT("A1")', 'INDIRECT'],
  ])('does not guess what %s means', (formula, what) => {
    const book = bookOf(formula);
    expect(result(book)).toEqual({ error: '#NAME?' });
    expect([...book.unknown.keys()]).toEqual([what]);
  });
});

/** Formulas whose slopes are compared with quotients of differences. */
const SLOPES = [
  'A1+A2-A3*B1/B2',
  '-A1^2+A3^-3',
  'POWER(A3,B1)',
  'B1^A1',
  'EXP(A1)*LN(A3)+LOG10(B1)+LOG(A3,B1)',
  'SQRT(A3)+ABS(A2)+SIGN(A1)*A1+A1%',
  'SIN(A1)+COS(A2)+TAN(B2)',
  'SINH(A1)+COSH(A2)+TANH(B2)+SECH(A1)',
  'ATAN(A1)+ASIN(B2)+ACOS(B2)+ASINH(A3)+ATANH(B3)',
  'DEGREES(A1)+RADIANS(A2)+MOD(A3,B1)+INT(A1)+ROUND(A2,1)+TRUNC(A1)',
  'SUM(A1:B3,A1)+SUMSQ(A1:A2)+PRODUCT(A1:B2)+AVERAGE(A1:A3)',
  'MAX(A1:B3)+MIN(A1,B1,B3)',
  'VAR(A1:A3)+STDEV(A1:B2)+VARP(A1:A3)+STDEVP(B1:B3)',
  'SUMIF(A1:A3,">0",B1:B3)+AVERAGEIF(A1:A3,">0")',
  'SUM(MMULT(A1:B2,TRANSPOSE(A2:B3)))',
  'SUMPRODUCT(A1:A3,B1:B3,A1:A3)',
  'SUMXMY2(A1:A3,B1:B3)+SUMX2MY2(A1:A3,B1:B3)+SUMX2PY2(A1:A2,B1:B2)',
  'SUM(1/(1+EXP(-MMULT(A1:B2,A1:A2))))',
  'SUM(A1:A3*TRANSPOSE(B1:B3))',
  'IF(A1>0,A1*A2,A3)',
  'SUM(IF(A1:A3>0,A1:A3*2,B1:B3))',
  'IFERROR(A1/B1,A2)+IFERROR(LN(A2),B2)+IFNA(A1,2)',
  'IFS(A1<0,A2,A3>0,A3*A3)+CHOOSE(2,A1,A2*B1)+SWITCH(1,1,A1,A2)',
  'INDEX(A1:B3,2,2)*INDEX(A1:A3,3)+SUM(INDEX(A1:B3,0,2)*A1:A3)',
  'VLOOKUP(3,A1:B3,2)+HLOOKUP(3,A1:B3,3)',
  'LET(x,A1*A2,y,x*x,y+x)+LAMBDA(x,x*B1)(A1)',
  'OFFSET(A1,1,1)*A1',
  'A1&""+0',
];

describe('slopes', () => {
  const places = [1, 2, 3].flatMap((row) => [1, 2].map((column) => ({ row, column })));
  it.each(SLOPES)('%s', (formula) => {
    const book = bookOf(formula);
    const gradient = gradientOf(book, at(book, 1, 26));
    for (const { row, column } of places) {
      const name = 'AB'[column - 1] + row;
      const moved = [1, -1].map((side) => {
        const value = held[name as keyof typeof held] as number;
        return result(bookOf(formula, { [name]: value + side * 1e-6 })) as number;
      });
      const found = gradient.by(at(book, row, column));
      // The text of a number has no slope.
      if (formula.includes('&')) expect(found).toBe(0);
      else
        expect(Math.abs(found - (moved[0] - moved[1]) / 2e-6), name).toBeLessThan(
          2e-7 * (1 + Math.abs(found)),
        );
    }
  });
  it('says where a slope does not exist', () => {
    const book = bookOf('MAX(0,A1)', { A1: 0 });
    expect(gradientOf(book, at(book, 1, 26)).kinked).toBe(true);
  });
  it('ends at a cell that counts as independent', () => {
    const book = openBook(cellsFrom({ S: { A1: 2, B1: '=A1*3', Z1: '=B1*B1+A1' } }));
    const stop = at(book, 1, 2);
    const gradient = gradientOf(book, at(book, 1, 26), (id) => id === stop);
    expect([gradient.by(stop), gradient.by(at(book, 1, 1))]).toEqual([12, 1]);
  });
});
