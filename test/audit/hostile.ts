import { handMade } from '../xlsx/reader/files.ts';

/** A workbook whose cells cost more than they look. */
export interface CostlyFile {
  readonly what: string;
  readonly make: () => Promise<Uint8Array>;
}

const formula = (address: string, text: string, more = '') =>
  `<c r="${address}"><f${more}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</f><v>0</v></c>`;
const book = (rows: readonly string[], names = '') =>
  handMade({
    sheets: { S: rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('') },
    names,
  });
const lines = (count: number, cells: (row: number) => string) =>
  Array.from({ length: count }, (_, i) => cells(i + 1));

/** What a reader lets through, and an evaluator has to bear. */
export const costlyFiles: readonly CostlyFile[] = [
  {
    what: 'a block of all cells by one array formula',
    make: () => book([formula('A1', 'B1:XFD1048576*2', ' t="array" ref="A1:XFD1048576"')]),
  },
  {
    what: 'whole columns summed in every row',
    make: () =>
      book(
        lines(
          3000,
          (r) => `<c r="A${r}"><v>${r}</v></c>${formula(`B${r}`, 'SUM(A:A)*SUMPRODUCT(A:A,A:A)')}`,
        ),
      ),
  },
  {
    what: 'a sum of the whole sheet by the whole sheet',
    make: () => book([formula('A1', 'SUMPRODUCT(B1:XFD1048576,B1:XFD1048576)')]),
  },
  {
    what: 'a chain of 60,000 cells',
    make: () =>
      book(
        lines(60_000, (r) =>
          r === 1 ? '<c r="A1"><v>1</v></c>' : formula(`A${r}`, `A${r - 1}*0.5+1`),
        ),
      ),
  },
  {
    what: 'cells that read each other in a circle',
    make: () => book(lines(500, (r) => formula(`A${r}`, `A${(r % 500) + 1}+1`))),
  },
  {
    what: 'texts that double in every row',
    make: () =>
      book(
        lines(200, (r) =>
          r === 1 ? '<c r="A1" t="str"><v>ab</v></c>' : formula(`A${r}`, `A${r - 1}&A${r - 1}`),
        ),
      ),
  },
  {
    what: 'a text of a billion letters',
    make: () => book([formula('A1', 'LEN(REPT("abcdefghij",100000000))')]),
  },
  {
    what: 'a sequence of a billion numbers',
    make: () => book([formula('A1', 'SUM(_xlfn.SEQUENCE(1000000,1000))')]),
  },
  {
    what: 'a function that calls itself',
    make: () =>
      book(
        [formula('A1', 'F(1)')],
        '<definedName name="F">_xlfn.LAMBDA(_xlpm.x,F(_xlpm.x+1))</definedName>',
      ),
  },
  {
    what: 'names that stand for each other',
    make: () =>
      book(
        [formula('A1', 'a+b')],
        '<definedName name="a">b+1</definedName><definedName name="b">a+1</definedName>',
      ),
  },
  {
    what: 'names that double',
    make: () =>
      book(
        [formula('A1', 'n40')],
        Array.from(
          { length: 40 },
          (_, i) => `<definedName name="n${i + 1}">${i === 0 ? '1' : `n${i}+n${i}`}</definedName>`,
        ).join(''),
      ),
  },
  {
    what: 'a product of large matrices',
    make: () => book([formula('A1', 'SUM(MMULT(B1:AAA2000,TRANSPOSE(B1:AAA2000)))')]),
  },
  {
    what: 'brackets 4,000 deep',
    make: () => book([formula('A1', `${'('.repeat(4000)}1${')'.repeat(4000)}`)]),
  },
  {
    what: '300 references to offsets of offsets',
    make: () =>
      book(lines(300, (r) => formula(`A${r}`, 'SUM(OFFSET(OFFSET(A1,0,0,1000,100),0,1))'))),
  },
];
