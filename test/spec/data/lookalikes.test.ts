import { describe, expect, it } from 'vitest';
import { refusal } from '../specs.ts';
import { parseCsv } from './parse-csv.ts';

const quoted = (values: readonly string[]) => values.map((value) => `"${value}",1`).join('\n');
const fileOf = (values: readonly string[]) => `x,y\n${quoted(values)}\n`;
const asked = 'inputs: [x], targets: [y]';

describe('a column in which most values look like numbers', () => {
  // biome-ignore format: one case a line
  it.each<[string, string[], named: string, RegExp]>([
    ['thousands', ['1,200', '950', '1,850'], '1,200', /`thousands: ","` if it is 1200, or `decimal: ","` if it is 1.2;/],
    ['thousands and a point', ['16,625.1', '16,500.0', '999.5'], '16,625.1', /`thousands: ","` if it is 16625.1;/],
    ['points between thousands', ['1.001,5', '2.300,25'], '1.001,5', /`thousands: ".", decimal: ","` if it is 1001.5;/],
    ['millions by points', ['1.000.000', '2.500.000'], '1.000.000', /`thousands: "."` if it is 1000000;/],
    ['thousands of India', ['12,34,567', '1,00,000'], '12,34,567', /`thousands: ","` if it is 1234567;/],
    ['spaces between thousands', ['1 200', '3\u202F400'], '1 200', /`thousands: " "` if it is 1200;/],
    ['apostrophes', ["1'200", '3’400'], "1'200", /`thousands: "'"` if it is 1200;/],
    ['decimal commas', ['0,5', '1,25', '2'], '0,5', /`decimal: ","` if it is 0.5;/],
    ['percent', ['10%', '20 %', '-0.5%'], '10%', /`percent: true`, which reads 12% as 0.12/],
    ['millions', ['0.35M', '0.40M', '1K'], '0.35M', /write the number out: 350000;/],
    ['ISO dates', ['2024-01-31', '2024-02-01'], '2024-01-31', /a date or time is no number/],
    ['American dates', ['01/31/2024', '1/2/24'], '01/31/2024', /a date or time is no number/],
    ['German dates', ['31.01.2024', '1.2.24'], '31.01.2024', /a date or time is no number/],
    ['moments', ['2024-01-31 12:30', '2024-01-31T12:30:00Z'], '2024-01-31 12:30', /a date or time is no number/],
    ['times', ['12:30', '9:05 am'], '12:30', /a date or time is no number/],
    ['dollars', ['$1,200', '$950'], '$1,200', /currency or unit out of the file: "1,200" for "\$1,200"/],
    ['euros', ['5 €', '7,50 €'], '5 €', /currency or unit/],
    ['kilograms', ['5 kg', '7.5 kg'], '5 kg', /currency or unit/],
    ['mostly numbers', ['1,200', 'unknown', '950', '3'], '1,200', /`thousands: ","`/],
  ])('is no column of classes: %s', (_what, values, named, remedy) => {
    const error = refusal(() => parseCsv(fileOf(values), asked));
    expect(error).toMatchObject({ code: 'SPEC_INVALID', path: 'data.file' });
    expect(error.message).toContain('some.csv, line 2: the column "x" looks like numbers');
    expect(error.message).toContain(JSON.stringify(named));
    expect(error.hint).toMatch(remedy);
    expect(error.hint).toContain('list all: `classes: { x: [a, b] }`');
  });

  it('is one if its classes are listed', () => {
    const { data } = parseCsv(fileOf(['10%', '20%']), `${asked}, classes: { x: [10%, 20%] }`);
    expect(data!.inputNames).toEqual(['x = 10%', 'x = 20%']);
  });

  // biome-ignore format: one case a line
  it.each([
    ['ages', ['18-25', '26-35', '36+']], ['ranks', ['1st', '2nd', '3rd']], ['forms', ['7a', '7b', '8m']],
    ['models', ['A4', 'LOT 12', 'x86']], ['versions', ['1.2.3', '1.2.4']], ['words', ['yes', 'no', '1,200']],
  ])('is not seen in %s', (_what, values) => {
    expect(parseCsv(fileOf(values), asked).data!.inputs[0]).toHaveLength(values.length);
  });
});

describe('numbers in other dress', () => {
  // biome-ignore format: one case a line
  it.each<[string, string[], number[]]>([
    ['thousands: ","', ['1,200', '950', '-12,34,567.5', '1e3'], [1200, 950, -1234567.5, 1000]],
    ['thousands: "."', ['1.200,5', '950,25', '−1.000'], [1200.5, 950.25, -1000]],
    ['decimal: "."', ['1e−01', '−2E−1', '-3.5'], [0.1, -0.2, -3.5]],
    ['thousands: " "', ['1 200.5', '3\u00A0400', '7'], [1200.5, 3400, 7]],
    [`thousands: "'"`, ["1'200", '3’400', '7'], [1200, 3400, 7]],
    ['percent: true', ['10%', '0.7 %', '-3%', '0.5', '1e1%'], [0.1, 0.007, -0.03, 0.5, 0.1]],
    ['percent: true, decimal: ","', ['10%', '0,7 %'], [0.1, 0.007]],
    ['percent: true, thousands: ","', ['1,000%', '7%'], [10, 0.07]],
  ])('are read with %s', (key, values, numbers) => {
    const { data } = parseCsv(fileOf(values), `${asked}, ${key}`);
    expect(data!.inputs.flat()).toEqual(numbers);
  });

  it.each([
    ['thousands: ","', '12,00'],
    ['thousands: "."', '1.20'],
  ])('are refused where the groups are none: %s of %s', (key, value) => {
    const error = refusal(() => parseCsv(fileOf([value, '1', '2']), `${asked}, ${key}`));
    expect(error.message).toContain(`looks like numbers, but "${value}" is none`);
  });

  // biome-ignore format: one case a line
  it.each<[string, string, RegExp]>([
    ['a column of prices', 'x;y\n85;250.000\n120;385.000\n60;95.500\n', /`thousands: "\."` if it is 250000, or `decimal: "\."` if it is 250$/],
    ['beside smaller ones', 'x;y\n1.200;1\n950;2\n', /`thousands: "\."` if it is 1200, or `decimal: "\."` if it is 1.2$/],
    ['millions', 'x;y\n1.200.000;1\n950;2\n', /`thousands: "\."` if it is 1200000$/],
    ['shares', 'x;y\n1.200 %;1\n950 %;2\n', /`thousands: "\."` if it is 1200, or/],
    ['tabs, and commas in a column nobody asked for', 'x\ty\tz\n1.200\t1\t0,5\n950\t2\t1,5\n', /`thousands: "\."` if it is 1200/],
    ['commas in quotes in a column nobody asked for', 'x,y,z\n1.200,1,"0,5"\n950,2,"1,55"\n', /`thousands: "\."` if it is 1200/],
  ])('are refused where a point may be either, with both remedies: %s', (_what, csv, hint) => {
    const error = refusal(() => parseCsv(csv, asked));
    expect(error.message).toMatch(/line 2: the column "[xy]" has \S+, whose point may be a decimal one/);
    expect(error.hint).toMatch(hint);
    const [, keys] = /`(thousands: "\.")`/.exec(error.hint)!;
    expect(() => parseCsv(csv, `${asked}, ${keys}, percent: true`)).not.toThrow();
  });

  // biome-ignore format: one case a line
  it.each<[string, string, number[]]>([
    ['a zero before the point', 'x;y\n0.123;1\n1.200;2\n', [0.123, 1.2]],
    ['other digits behind it', 'x;y\n12.3456;1\n1.200;2\n', [12.3456, 1.2]],
    ['an exponent', 'x;y\n1.200e3;1\n1.200;2\n', [1200, 1.2]],
    ['another column', 'x;y\n1.200;1.5\n1.250;2\n', [1.2, 1.25]],
    ['commas between the values', 'x,y\n1.200,1\n1.250,2\n', [1.2, 1.25]],
    ['a thousands comma in another column', 'x,y,z\n1.200,1,"1,200"\n1.250,2,"3,400"\n', [1.2, 1.25]],
  ])('are decimals by %s', (_what, csv, numbers) => {
    expect(parseCsv(csv, asked).data!.inputs.flat()).toEqual(numbers);
  });

  it('are remarked upon where a decimal comma may also be another', () => {
    const remarks: string[] = [];
    const onRemark = (remark: string) => remarks.push(remark);
    const read = (csv: string) => parseCsv(csv, asked, { onRemark }).data!.inputs.flat();
    expect(read('x;y\n1,200;1\n1,850;2\n')).toEqual([1.2, 1.85]);
    expect(remarks).toContain(
      '1,200 in line 2 of some.csv is read as 1.2; if the sign stands between thousands, write `thousands: ","` in `data`',
    );
    remarks.length = 0;
    expect(read('x;y\n0,200;1\n1,850;2\n')).toEqual([0.2, 1.85]);
    expect(remarks.filter((remark) => remark.includes('thousands'))).toEqual([]);
  });

  it('are read with an en dash for a minus', () => {
    expect(parseCsv('x,y\n–3,1\n1e–2,2\n', asked).data!.inputs.flat()).toEqual([-3, 0.01]);
  });

  it('name every key that a share with a decimal comma needs', () => {
    const csv = 'x,y\n"12,5 %",1\n8,2\n';
    const { hint } = refusal(() => parseCsv(csv, asked));
    expect(hint).toContain('`percent: true, decimal: ","` if it is 0.125');
    const half = refusal(() => parseCsv(csv, `${asked}, percent: true`));
    expect(half.hint).toContain('`decimal: ","` if it is 0.125');
    const read = parseCsv(csv, `${asked}, percent: true, decimal: ","`);
    expect(read.data!.inputs.flat()).toEqual([0.125, 8]);
    const german = parseCsv('x;y\n12,5 %;1\n8;2\n', `${asked}, percent: true`);
    expect(german.data!.inputs.flat()).toEqual([0.125, 8]);
  });
});

describe('what separates the values', () => {
  // biome-ignore format: one case a line
  it.each<[string, string, string, number[]]>([
    ['a semicolon beside decimal commas', '0,5;1\n1,5;2\n', 'inputs: [1], targets: [2], header: none', [0.5, 1.5]],
    ['with as many commas', '0,5;1,5\n1,5;2,5\n', 'inputs: [1], targets: [2], header: none', [0.5, 1.5]],
    ['with more commas', '0,5;1,5;2,5\n1,5;2,5;3\n', 'inputs: [1], targets: [2], header: none', [0.5, 1.5]],
    ['below headers with commas', 'Länge, cm;Preis, €\n0,5;1,5\n1,5;2,5\n', 'inputs: ["Länge, cm"], targets: ["Preis, €"]', [0.5, 1.5]],
    ['a tab beside decimal commas', '0,5\t1,5\n1,5\t2,5\n', 'inputs: [1], targets: [2], header: none', [0.5, 1.5]],
    ['a comma beside texts with semicolons', 'x,y,z\n1,2,a;b\n2,3,c;d\n', 'inputs: [x], targets: [y]', [1, 2]],
    ['a comma beside such texts without headers', '1,2,a;b\n2,3,c;d\n', 'inputs: [1], targets: [2], header: none', [1, 2]],
  ])('is found: %s', (_what, csv, data, inputs) => {
    expect(parseCsv(csv, data).data!.inputs.flat()).toEqual(inputs);
  });

  it('is doubted where a class has a semicolon beside digits', () => {
    const csv = 'x,y;z\n0,5;1\n1,5;2\n';
    const data = 'inputs: [x], targets: ["y;z"]';
    const error = refusal(() => parseCsv(csv.replace('x,y;z', 'x,"y;z"'), data));
    expect(error.message).toContain('line 2: the column "y;z" has "5;1", with a semicolon beside');
    expect(error.hint).toContain('`delimiter: ";"`, or `delimiter: ","`');
    expect(parseCsv(csv, `${data}, delimiter: ","`).data!.targetNames).toHaveLength(2);
  });
});

describe('a header', () => {
  it.each(['NFC', 'NFD'])('is found however its accents are written: %s', (form) => {
    const csv = 'Länge,Größe\n1,groß\n2,kläglich\n'.normalize(form);
    for (const typed of ['NFC', 'NFD']) {
      const data = 'inputs: [Länge], targets: [Größe], classes: { Größe: [groß, kläglich] }';
      expect(parseCsv(csv, data.normalize(typed)).data!.targets).toEqual([
        [1, 0],
        [0, 1],
      ]);
    }
  });
});

describe('a file without headers', () => {
  const iris = '5.1,3.5,setosa\n4.9,3.0,versicolor\n6.3,3.3,setosa\n';

  it('is told from one with headers by its numbers', () => {
    const error = refusal(() => parseCsv(iris, 'inputs: [sepal, petal], targets: [kind]'));
    expect(error.path).toBe('data.inputs[0]');
    expect(error.message).toContain(
      'the first line of some.csv has numbers (5.1, 3.5, setosa) in place of headers',
    );
    expect(error.hint).toContain('write `header: none` in `data` and count the columns');
  });

  it('is pointed out to who counts its columns', () => {
    const { hint } = refusal(() => parseCsv(iris, 'inputs: [1, 2], targets: [3]'));
    expect(hint).toContain('a file without a header line, write `header: none` in `data`');
  });

  it('is read by the numbers of its columns', () => {
    const { data } = parseCsv(iris, 'inputs: [1, 2], targets: [3], header: none');
    expect(data).toMatchObject({
      inputs: [
        [5.1, 3.5],
        [4.9, 3],
        [6.3, 3.3],
      ],
      targets: [
        [1, 0],
        [0, 1],
        [1, 0],
      ],
      inputNames: ['column 1', 'column 2'],
      targetNames: ['column 3 = setosa', 'column 3 = versicolor'],
    });
    const kinds = 'classes: { 3: [versicolor, setosa] }';
    const listed = parseCsv(iris, `inputs: [1], targets: ["3"], header: none, ${kinds}`);
    expect(listed.data!.targets[0]).toEqual([0, 1]);
  });

  // biome-ignore format: one case a line
  it.each([
    ['a column beyond the last', iris, 'inputs: [4], targets: [3]', /there is no column "4" in some.csv, which has 3 columns/, /^columns are called by their numbers, from 1 to 3$/],
    ['a column 0', iris, 'inputs: [0], targets: [3]', /must be the number of a column, from 1, but it is 0/, /^with `header: none` columns are counted from 1: `inputs: \[1, 2\]`$/],
    ['rows of other lengths', `${iris}1,2\n`, 'inputs: [1], targets: [2]', /line 4: this row has 2 values, and the first row has 3/, /an empty one counts/],
  ])('is refused with %s', (_what, csv, data, message, hint) => {
    const error = refusal(() => parseCsv(csv, `${data}, header: none`));
    expect(error.message).toMatch(message);
    expect(error.hint).toMatch(hint);
  });

  it('may have years for headers', () => {
    expect(parseCsv('2019,2020\n1,2\n3,4\n', 'inputs: ["2019"], targets: ["2020"]').inputs).toEqual(
      [1],
    );
  });
});

describe('a class with a line break', () => {
  it.each(['inputs: [x], targets: [y]', 'inputs: [y], targets: [x], classes: { x: ["a\\nb", c] }'])(
    'is named, with its line: %s',
    (data) => {
      const error = refusal(() => parseCsv('x,y\nc,1\n"a\nb",2\n', data));
      expect(error.path).toBe('data.file');
      expect(error.message).toMatch(
        /some\.csv, line 4: the class "a\\nb" of the column "x" contains a control character \(a line break/,
      );
      expect(error.hint).toBe('write the class on one line, in plain characters');
    },
  );
});
