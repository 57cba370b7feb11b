import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../../src/spec/parse.ts';
import { specToYaml } from '../../../src/spec/print.ts';
import type { DataSpec } from '../../../src/spec/spec.ts';
import { refusal } from '../specs.ts';
import { type Bytes, parseCsv, plain } from './parse-csv.ts';

function remarksOf(csv: string, data?: string): string[] {
  const remarks: string[] = [];
  parseCsv(csv, data, { onRemark: (remark) => remarks.push(remark) });
  // On a second attempt it is all said again.
  return [...new Set(remarks)].filter((remark) => !/^no learning rates/.test(remark));
}

const read: Partial<DataSpec> = {
  inputs: [
    [0, 0.5],
    [-1000, 2],
  ],
  targets: [[1], [0]],
  inputNames: ['x1', 'x2'],
  targetNames: ['y'],
  standardise: false,
};

describe('a CSV file', () => {
  // biome-ignore format: one case a line
  it.each<[string, Bytes, string?]>([
    ['plain', plain],
    ['with a byte order mark', `\uFEFF${plain}`],
    ['with CRLF', plain.replaceAll('\n', '\r\n')],
    ['with CR', plain.replaceAll('\n', '\r')],
    ['without an end of line', plain.trimEnd()],
    ['with empty lines', `\n${plain.replaceAll('\n', '\n\n')}\n`],
    ['with cleared rows', `${plain},,\n , ,\n`],
    ['with semicolons', plain.replaceAll(',', ';')],
    ['with tabs', plain.replaceAll(',', '\t')],
    ['with tabs, as said', plain.replaceAll(',', '\t'), 'delimiter: tab'],
    ['with decimal commas', plain.replaceAll(',', ';').replace('0.5', '0,5')],
    ['with decimal commas, as said', plain.replaceAll(',', ';').replace('0.5', '0,5'), 'decimal: ","'],
    ['with decimal commas in quotes', plain.replace('0.5', '"0,5"'), 'decimal: ","'],
    ['with everything in quotes', plain.replace(/[^,\n]+/g, '"$&"')],
    ['with spaces', plain.replaceAll(',', ' , ')],
    ['with protected spaces', plain.replaceAll(',', ',\u00A0')],
    ['with a typographical minus', plain.replace('-', '\u2212')],
    ['with signs', plain.replace('0.5', '+.5')],
    ['with other columns', 'id,y,x2,note,x1\n1,1,0.5,"a, ""b""\nc",0\n2,0,2,?,-1000\n'],
    ['with a line that names the delimiter', `sep=;\n${plain.replaceAll(',', ';')}`],
    ['with semicolons in its headers, as said', `${plain.replace('y', 'y;z;u;v;w')}`, 'delimiter: ",", targets: ["y;z;u;v;w"]'],
    ['with a line break in a header', plain.replace('y', '"y\n[m]"'), 'targets: ["y [m]"]'],
  ])('is read %s', (_what, csv, data = '') => {
    const targets = data.includes('targets') ? '' : ', targets: [y]';
    const { data: got } = parseCsv(csv, `inputs: [x1, x2]${targets}${data && `, ${data}`}`);
    expect(got).toStrictEqual({ ...read, targetNames: got!.targetNames });
  });

  it('is written out in the spec that a workbook can be made from again', () => {
    const spec = parseCsv(
      'a,b\n1,"x ""y"": z"\n2,- #\n',
      'inputs: [a], targets: [b], standardise: true',
    );
    expect(spec.data).toMatchObject({
      targetNames: ['b = - #', 'b = x "y": z'],
      standardise: true,
    });
    expect(parseSpec(specToYaml(spec))).toStrictEqual(spec);
  });
});

describe('classes', () => {
  it('may be those of a column with any name', () => {
    const csv = '__proto__,constructor,y\na,c,1\nb,d,2\n';
    const data =
      'inputs: [__proto__, constructor], targets: [y], classes: { __proto__: [b, a], constructor: [d, c] }';
    const { data: read } = parseCsv(csv, data);
    expect(read!.inputNames).toEqual([
      '__proto__ = b',
      '__proto__ = a',
      'constructor = d',
      'constructor = c',
    ]);
    const error = refusal(() =>
      parseCsv(csv, 'inputs: [__proto__], targets: [y], classes: { __proto__: [c, d] }'),
    );
    expect(error.message).toMatch(/the column "__proto__" has "a", which is not among its classes/);
  });

  const iris = 'petal,species,colour\n1,setosa,red\n2,virginica,Blue\n3,setosa,red\n4,Éc,Blue\n';

  it('become ones and zeros in alphabetical order, which is said', () => {
    const data = 'inputs: [petal, colour], targets: [species]';
    expect(parseCsv(iris, data).data).toMatchObject({
      inputs: [
        [1, 0, 1],
        [2, 1, 0],
        [3, 0, 1],
        [4, 1, 0],
      ],
      inputNames: ['petal', 'colour = Blue', 'colour = red'],
      targets: [
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 1],
      ],
      targetNames: ['species = setosa', 'species = virginica', 'species = Éc'],
    });
    expect(remarksOf(iris, data)).toEqual([
      'the column colour becomes 2 inputs, one for each class in alphabetical order: Blue, red',
      'the column species becomes 3 targets, one for each class in alphabetical order: setosa, virginica, Éc',
    ]);
  });

  it('stand in the order given, also those that do not occur', () => {
    const data =
      'inputs: [petal], targets: [species], classes: { species: [virginica, Éc, setosa, x] }';
    expect(parseCsv(iris, data).data).toMatchObject({
      targets: [
        [0, 0, 1, 0],
        [1, 0, 0, 0],
        [0, 0, 1, 0],
        [0, 1, 0, 0],
      ],
      targetNames: ['species = virginica', 'species = Éc', 'species = setosa', 'species = x'],
    });
    expect(remarksOf(iris, data)).toEqual([
      'the column species becomes 4 targets, one for each class in the order given: virginica, Éc, setosa, x',
    ]);
  });

  it('may be numbers, or look like missing values', () => {
    const csv = 'digit,x,y\n1,?,0\n0,a,1\n';
    const data = 'inputs: [x], targets: [digit], classes: { digit: [0, 1], x: [a, "?"] }';
    expect(parseCsv(csv, data).data).toMatchObject({
      inputs: [
        [0, 1],
        [1, 0],
      ],
      targets: [
        [0, 1],
        [1, 0],
      ],
    });
  });
});

describe('missing values', () => {
  const csv = 'x1,x2,y,z\n1,2,3,\nNA,2,3,\n1,n/a,3,\n1,2,?,\n1,,3,\n1,-,3,\n1,NaN,3,\n4,5,6,\n';

  it('are left out where that is asked for, which is said', () => {
    const data = 'inputs: [x1, x2], targets: [y], missing: skip';
    expect(parseCsv(csv, data).data).toMatchObject({
      inputs: [
        [1, 2],
        [4, 5],
      ],
      targets: [[3], [6]],
    });
    expect(remarksOf(csv, data)).toContain(
      '6 rows of some.csv with missing values left out: line 3, 4, 5, 6, 7, 8',
    );
  });

  it.each([
    ['NA', /some.csv, line 2: the column "x2" has no value but "NA"$/],
    ['', /some.csv, line 2: the column "x2" is empty$/],
  ])('are refused otherwise: %j', (value, message) => {
    const error = refusal(() => parseCsv(plain.replace('0.5', value)));
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(/`missing: skip`/);
  });

  it('are counted', () => {
    expect(refusal(() => parseCsv(csv)).message).toMatch(/line 3: .*; 6 rows lack a value$/);
  });
});
