import { describe, expect, it } from 'vitest';
import { answerKey, checkKeySize, type KeyRow } from '../../src/cli/variants/key.ts';

const row: KeyRow = {
  number: 1,
  file: 'net-001.xlsx',
  seed: 1,
  answers: Float64Array.of(0.15, -0.5),
  finalLoss: 0.25,
  verdict: 'descending',
};
const keyOf = (...rows: Partial<KeyRow>[]) => {
  const all = rows.map((some) => ({ ...row, ...some }));
  return Buffer.from(answerKey(['w1', 'g1'], all)).toString();
};

describe('the answer key', () => {
  it('has a header and a line for each workbook', () => {
    expect(keyOf({}, { number: 2, seed: 7 })).toBe(
      'number,file,seed,w1,g1,final loss,verdict\r\n' +
        '1,net-001.xlsx,1,0.15,-0.5,0.25,descending\r\n' +
        '2,net-001.xlsx,7,0.15,-0.5,0.25,descending\r\n',
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
    expect(keyOf({ finalLoss })).toContain(`,-0.5,${text},descending\r\n`);
    const answers = Float64Array.of(finalLoss, 1);
    expect(keyOf({ answers })).toContain(`,1,${text},1,0.25,descending\r\n`);
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

  it('has decimal commas where these are asked for, and semicolons between cells', () => {
    const rows = [{ ...row, finalLoss: 1.5e-7, verdict: 'a; b, c' }];
    expect(Buffer.from(answerKey(['w1', 'g1'], rows, ',')).toString()).toBe(
      'number;file;seed;w1;g1;final loss;verdict\r\n' +
        '1;net-001.xlsx;1;0,15;-0,5;1,5e-7;"a; b, c"\r\n',
    );
  });

  it('tells Excel of its encoding where that matters', () => {
    const start = (columns: string[], some: Partial<KeyRow> = {}) => [
      ...answerKey(columns, [{ ...row, ...some }]).slice(0, 3),
    ];
    const mark = [239, 187, 191];
    expect(start(['w1', 'g1'], { file: 'größe.xlsx' })).toEqual(mark);
    expect(start(['w1', '∂E/∂w1'])).toEqual(mark);
    expect(start(['w1', 'g1'])).toEqual([...Buffer.from('num')]);
  });

  it('is refused where it would fill the memory, with a number of parts that fit', () => {
    const [variants, columns] = [100_000, 999];
    expect(() => checkKeySize(10_010, columns, variants)).not.toThrow();
    expect(() => checkKeySize(variants, columns, variants)).toThrow(
      expect.objectContaining({
        code: 'TOO_LARGE',
        message: 'the answer key would hold 99,900,000 numbers',
        hint: 'make the variants in parts, each with a key of its own: --shard 1/10 and so on',
      }),
    );
    expect(() => checkKeySize(Math.ceil(variants / 10), columns, variants)).not.toThrow();
  });
});
