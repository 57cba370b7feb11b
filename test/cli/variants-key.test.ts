import { describe, expect, it } from 'vitest';
import { answerKey, type KeyRow } from '../../src/cli/variants/key.ts';

const row: KeyRow = {
  number: 1,
  file: 'net-001.xlsx',
  seed: 1,
  finalLoss: 0.25,
  verdict: 'descending',
};
const keyOf = (...rows: Partial<KeyRow>[]) =>
  Buffer.from(answerKey(rows.map((some) => ({ ...row, ...some })))).toString();

describe('the answer key', () => {
  it('has a header and a line for each workbook', () => {
    expect(keyOf({}, { number: 2, seed: 7 })).toBe(
      'number,file,seed,final loss,verdict\r\n' +
        '1,net-001.xlsx,1,0.25,descending\r\n' +
        '2,net-001.xlsx,7,0.25,descending\r\n',
    );
  });

  it.each([
    [0.1 + 0.2, '0.30000000000000004'],
    [1e-300, '1e-300'],
    [-1.5, '-1.5'],
    [1_234_567.5, '1234567.5'],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
  ])('writes the loss %d as %j', (finalLoss, text) => {
    expect(keyOf({ finalLoss })).toContain(`,1,${text},descending\r\n`);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\r=x', '"\'\r=x"'],
    ['=a,"b"', '"\'=a,""b"""'],
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a=b', 'a=b'],
  ])('keeps the text %j a text', (verdict, cell) => {
    expect(keyOf({ verdict })).toContain(`0.25,${cell}\r\n`);
  });

  it('tells Excel of its encoding where that matters', () => {
    expect([...answerKey([{ ...row, file: 'größe.xlsx' }])].slice(0, 3)).toEqual([239, 187, 191]);
    expect(answerKey([row])[0]).toBe('n'.charCodeAt(0));
  });
});
