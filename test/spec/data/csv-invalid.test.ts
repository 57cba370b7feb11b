import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GradsheetError } from '../../../src/errors.ts';
import { parseSpec } from '../../../src/spec/parse.ts';
import { specToYaml } from '../../../src/spec/print.ts';
import { refusal } from '../specs.ts';
import { type Bytes, parseCsv, plain } from './parse-csv.ts';

/** UTF-16 as “Unicode text” of a spreadsheet program. */
const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(plain, 'utf16le')]);

const wide = Array.from({ length: 16_385 }, (_, i) => `c${i}`).join();

describe('a CSV file that cannot be used', () => {
  // biome-ignore format: one case a line
  it.each<[string, Bytes, string | undefined, string, RegExp, RegExp]>([
    ['empty', '', undefined, 'data.file', /line 1: some.csv: there is nothing in it/, /line of headers/],
    ['of empty lines', '\n\n , \n', undefined, 'data.file', /there is nothing in it/, /line of headers/],
    ['of a header alone', 'x1,x2,y\n', undefined, 'data.file', /there is no row below the header/, /at least one sample/],
    ['where every row lacks a value', 'x1,x2,y\n1,2,\n', 'inputs: [x1, x2], targets: [y], missing: skip', 'data.file', /every row lacks a value/, /at least one sample/],
    ['in UTF-16', utf16, undefined, 'data.file', /saved as UTF-16/, /“CSV UTF-8”/],
    ['in Latin-1', new Uint8Array([0x78, 0xe9, 0x2c]), undefined, 'data.file', /not a text file in UTF-8/, /“CSV UTF-8”/],
    ['that is a workbook', 'PK\u0003\u0004\u0000', undefined, 'data.file', /not a text file/, /CSV file/],
    ['with a column too few', plain.replace('0,0.5,1', '0,0.5'), undefined, 'data.file', /some.csv, line 2: this row has 2 values, and the header has 3/, /an empty one counts/],
    ['with a column too many', `${plain}1,2,3,4\n`, undefined, 'data.file', /some.csv, line 4: this row has 4 values, and the header has 3/, /with a comma in quotes/],
    ['with a column too many, by semicolons', `${plain}1,2,3,4\n`.replaceAll(',', ';'), undefined, 'data.file', /this row has 4 values/, /with a semicolon in quotes/],
    ['with an open quote', `${plain}1,"2,3\n`, undefined, 'data.file', /some.csv, line 4: a quote that begins here is never closed/, /quote within it twice/],
    ['with a quote open over lines', 'x1,x2,y\n"q1,2,0\n1,4,1\n2,3,1\n4,4,4', undefined, 'data.file', /some.csv, line 2: a quote that begins here is never closed/, /quote within it twice/],
    ['with an open quote after whole ones', '"x1",x2,y\n"",2,0\n"a ""b""\nc",4,1\n"""q""",3,1\n1,"2 ""\n3,1\n""4,4,4\n', undefined, 'data.file', /some.csv, line 6: a quote that begins here is never closed/, /quote within it twice/],
    ['with an open quote, below its separator', `sep=,\r\n${plain}1,2,"3\r\n1,2,3\r\n`, undefined, 'data.file', /some.csv, line 5: a quote that begins here is never closed/, /quote within it twice/],
    ['with an open quote that begins in a quote', 'x1,x2,y\n1,"""2,3\n1,2,3\n', undefined, 'data.file', /some.csv, line 2: a quote that begins here/, /quote within it twice/],
    ['with a quote in a value', `${plain}1,2",3\n`, undefined, 'data.file', /some.csv, line 4: a quote is out of place/, /quote within it twice/],
    ['with text behind a quote', `${plain}1,"2"3,3\n`, undefined, 'data.file', /some.csv, line 4: a quote is out of place/, /quote within it twice/],
    ['without that input', plain, 'inputs: [x1, X2], targets: [y]', 'data.inputs[1]', /line 1: there is no column "X2" in some.csv/, /did you mean `x2`\? columns: x1, x2, y/],
    ['without that target', plain, 'inputs: [x1], targets: [class]', 'data.targets[0]', /there is no column "class" in some.csv/, /^columns: x1, x2, y$/],
    ['with another separator', plain, 'inputs: [x1], targets: [y], delimiter: ";"', 'data.inputs[0]', /there is no column "x1"/, /columns: x1,x2,y/],
    ['with two such columns', plain.replace('x2', 'x1'), 'inputs: [x1], targets: [y]', 'data.inputs[0]', /some.csv has two columns "x1"/, /a header of its own/],
    ['from which a column is asked for twice', plain, 'inputs: [x1, x1], targets: [y]', 'data.inputs[1]', /the column "x1" is listed twice/, /each column once/],
    ['whose column is both input and target', plain, 'inputs: [x1, x2], targets: [y, x2]', 'data.targets[1]', /the column "x2" is both an input and a target/, /leave it out of one of the two/],
    ['beside samples that are written out', plain, 'inputs: [[1, 2]], targets: [y]', 'data.inputs[0]', /must be the header of a column, but it is a list/, /^a file and samples that are written out are mixed: with `file`, inputs and targets name columns, as in `inputs: \[x1, x2\]`/],
    ['beside targets that are written out', plain, 'inputs: [x1], targets: [[1]]', 'data.targets[0]', /must be the header of a column, but it is a list/, /are mixed.* `targets: \[y\]`/],
    ['with a text among numbers', plain.replace('0.5', 'much'), undefined, 'data.file', /some.csv, line 2: the column "x2" has the text "much", and numbers in other rows/, /mend the file; .*`classes: { x2: \[a, b\] }`/],
    ['with one text only', plain.replace('0.5', 'a').replace('2,0', 'a,0'), undefined, 'data.file', /the column "x2" has the same text in every row, "a"/, /leave the column out/],
    ['with a thousands separator', plain.replace('-1e3', '"-1,000"'), undefined, 'data.file', /the column "x1" looks like numbers, but "-1,000" is none/, /^in `data` write `thousands: ","` if it is -1000, or `decimal: ","` if it is -1;/],
    ['with both decimal signs', 'x1;x2;y\n0,5;1.5;2\n', undefined, 'data.file', /decimal comma \(0,5 in line 2\) and with a point \(1.5 in line 2\)/, /one of them throughout/],
    ['with another decimal sign than said', 'x1;x2;y\n0,5;0,5;2\n', 'inputs: [x1, x2], targets: [y], decimal: "."', 'data.file', /the column "x1" looks like numbers, but "0,5" is none/, /write `decimal: ","` if it is 0.5/],
    ['with decimal commas between commas', 'x1,x2,y\n"0,5","1,5",2\n', undefined, 'data.file', /the column "x1" looks like numbers, but "0,5" is none/, /`decimal: ","`/],
    ['with a number beyond all', plain.replace('0.5', '1e999'), undefined, 'data.file', /line 2: the column "x2" has a number beyond 1.8e308/, /smaller numbers/],
    ['with a class that is not listed', plain.replace('0.5', 'setos'), 'inputs: [x2], targets: [y], classes: { x2: [setosa, 2] }', 'data.file', /line 2: the column "x2" has "setos", which is not among its classes/, /did you mean `setosa`\? classes: setosa, 2/],
    ['with classes of another column', plain, 'inputs: [x1], targets: [y], classes: { x2: [1, 2] }', 'data.classes.x2', /the column "x2" has classes, but is neither input nor target/, /columns: x1, y/],
    ['with a class listed twice', plain, 'inputs: [x1], targets: [y], classes: { y: [0, 1, "1"] }', 'data.classes.y[2]', /the class "1" is listed twice/, /each class once/],
    ['with one class', plain, 'inputs: [x1], targets: [y], classes: { y: [0] }', 'data.classes.y', /a list of at least two classes, but it is a list/, /list all classes/],
    ['with classes that are a word', plain, 'inputs: [x1], targets: [y], classes: { y: a }', 'data.classes.y', /a list of at least two classes, but it is the text "a"/, /list all classes/],
    ['with a class that is a group', plain, 'inputs: [x1], targets: [y], classes: { y: [{}, a] }', 'data.classes.y[0]', /must be a class, a text or a number, but it is a group/, /in quotes/],
    ['with too many classes', `x1,x2,y\n${Array.from({ length: 101 }, (_, i) => `${i},c${i},1`).join('\n')}`, undefined, 'data.file', /the column "x2" has 101 different texts/, /leave the column out/],
    ['with a header that cannot be shown', plain.replace('x1', 'x\uFFFE'), 'inputs: ["x\\uFFFE"], targets: [y]', 'data.inputs[0]', /the name of column 1 contains the character U\+FFFE/, /short, plain name/],
    ['without inputs', plain, 'targets: [y]', 'data.inputs', /data.inputs is missing/, /`inputs: \[x1, x2\]`/],
    ['of no inputs', plain, 'inputs: [], targets: [y]', 'data.inputs', /a list of columns of the file, but the list is empty/, /by their headers/],
    ['by numbers', plain, 'inputs: [1], targets: [y]', 'data.inputs[0]', /must be the header of a column, but it is 1/, /in quotes/],
    ['with a word for missing', plain, 'inputs: [x1], targets: [y], missing: drop', 'data.missing', /the word skip, but it is the text "drop"/, /`missing: skip`/],
    ['with another delimiter', plain, 'inputs: [x1], targets: [y], delimiter: "|"', 'data.delimiter', /a comma, a semicolon or a tab, but it is the text "\|"/, /delimiter: tab/],
    ['with another decimal sign', plain, 'inputs: [x1], targets: [y], decimal: x', 'data.decimal', /a point or a comma/, /decimal: ","/],
    ['with names beside', plain, 'inputs: [x1], targets: [y], inputNames: [a]', 'data.inputNames', /no key "inputNames" in data/, /goes with samples that are written out/],
    ['whose path is a number', plain, 'inputs: [x1], targets: [y], file: 3', 'data.file', /the path of a CSV file, but it is 3|given twice/, /./],
  ])('is refused: one %s', (_what, csv, data, path, message, hint) => {
    const error = refusal(() => parseCsv(csv, data));
    expect(error.code).toMatch(/^SPEC_(INVALID|SYNTAX)$/);
    if (error.code === 'SPEC_INVALID') expect(error.path).toBe(path);
    expect(error.message).toMatch(/^lesson\.yaml, line 1/);
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  // biome-ignore format: one case a line
  it.each<[string, Bytes, RegExp]>([
    ['bytes', new Uint8Array(5_000_001).fill(0x31), /some.csv: the file is larger than 5 MB/],
    ['rows', `x1,x2,y\n${'1,2,3\n'.repeat(100_001)}`, /more than 100,000 rows/],
    ['columns', `${wide}\n`, /the file has 16,385 columns/],
    ['values', `x1,x2,y\n${','.repeat(2_000_000)}`, /more than 2,000,000 values/],
    ['numbers', `x1,x2,y\n${'1,2,3\n'.repeat(7000)}`, /21,000 numbers \(7,000 samples of 3\), and at most 20,000 numbers fit/],
    ['classes', `x1,x2,y\n${Array.from({ length: 600 }, (_, i) => `1,c${i % 50},1`).join('\n')}`, /31,200 numbers \(600 samples of 52\)/],
  ])('is refused in a moment: one of too many %s', (_what, csv, message) => {
    const start = performance.now();
    const error = refusal(() => parseCsv(csv));
    expect(error).toMatchObject({ code: 'TOO_LARGE', path: 'data.file' });
    expect(error.message).toMatch(message);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  const without =
    'data: { file: a.csv, inputs: [x], targets: [y] }\nlayers: [{ units: 1, weights: he }]';

  it('is refused where nothing reads files', () => {
    const error = refusal(() => parseSpec(without));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path: 'data.file' });
    expect(error.message).toMatch(
      /the samples are in the file a.csv, and nothing here reads files/,
    );
    expect(error.hint).toMatch(/give parseSpec a `readFile`/);
  });

  it.each<[Error, object]>([
    [
      Object.assign(new Error('no'), { code: 'ENOENT' }),
      { code: 'FILE', message: /cannot read a.csv \(ENOENT\)/ },
    ],
    [
      new GradsheetError('FILE', 'no such file', { hint: 'look' }),
      { code: 'FILE', message: /line 1: no such file/, hint: 'look' },
    ],
  ])(
    'is told as an error of the user: %s',
    (thrown, { message, ...told }: { message?: RegExp }) => {
      const readFile = () => {
        throw thrown;
      };
      const error = refusal(() => parseSpec(without, { readFile }));
      expect(error).toMatchObject({ ...told, path: 'data.file' });
      expect(error.message).toMatch(message!);
    },
  );

  it('leaves a bug of the reader alone', () => {
    const readFile = () => {
      throw new TypeError('a bug');
    };
    expect(() => parseSpec(without, { readFile })).toThrow(TypeError);
  });
});

describe('any file', () => {
  const odd = fc.oneof(
    fc.constantFrom(
      '1',
      '0.5',
      '0,5',
      '-2',
      '',
      'NA',
      '?',
      'a',
      'b',
      '"a"',
      '"',
      '1e999',
      ' ',
      '\uFFFE',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const cell = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom('1', '2', '-3e2') },
    { weight: 1, arbitrary: odd },
  );
  const row = fc.array(cell, { minLength: 3, maxLength: 3 });
  const texts = fc.array(fc.constantFrom('a', 'b'), { minLength: 3, maxLength: 3 });
  const rows = fc.oneof(
    fc.array(row, { maxLength: 5 }),
    fc.array(texts, { maxLength: 5 }),
    fc.array(fc.array(odd, { maxLength: 4 }), { maxLength: 5 }),
  );
  const csv = fc.oneof(
    fc
      .tuple(rows, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'))
      .map(([rows, delimiter, end]) =>
        [['x1', 'x2', 'y'], ...rows].map((row) => row.join(delimiter)).join(end),
      ),
    fc.uint8Array({ maxLength: 100 }),
  );
  const data = fc.constantFrom(
    'inputs: [x1, x2], targets: [y]',
    'inputs: [x1], targets: [y, x2], missing: skip',
    'inputs: [x1], targets: [y], decimal: ","',
    'inputs: [x2], targets: [x1], classes: { x1: [a, b] }, standardise: true',
  );

  it('gives samples that can be read back, or an error for people', () => {
    let good = 0;
    fc.assert(
      fc.property(csv, data, (csv, data) => {
        try {
          const spec = parseCsv(csv, data);
          expect(parseSpec(specToYaml(spec))).toStrictEqual(spec);
          good++;
        } catch (error) {
          if (!(error instanceof GradsheetError)) throw error;
          expect(error.message).toMatch(/^lesson\.yaml, line 1: \S/);
          expect(error.message + error.hint).not.toMatch(/undefined|\[object/);
        }
      }),
      { numRuns: 2000 },
    );
    expect(good).toBeGreaterThan(50);
  });
});
