import { expect, it } from 'vitest';
import { GradsheetError } from '../../../src/errors.ts';
import { cellsOf } from '../../../src/xlsx/cells.ts';
import { readCells } from '../../../src/xlsx/reader/read.ts';
import { handMade, withPart } from './files.ts';
import { zipOf } from './zip.ts';

const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relation = (id: string, type: string, target: string, more = '') =>
  `<Relationship Id="${id}" Type="${type.includes(':') ? type : `${DOCUMENT}/${type}`}" Target="${target}"${more}/>`;
const relationships = (...all: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
const sheet = (content: string) =>
  `<worksheet xmlns="${MAIN}"><sheetData><row r="1">${content}</row></sheetData></worksheet>`;
const ONE = '<c r="A1"><v>1</v></c>';
const PARTS: Readonly<Record<string, string>> = {
  '_rels/.rels': relationships(relation('book', 'officeDocument', 'xl/workbook.xml')),
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="S" sheetId="1" r:id="S"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': relationships(relation('S', 'worksheet', 'sheet.xml')),
  'xl/sheet.xml': sheet(ONE),
};
/** A sound file but for the parts given, and further ones behind. */
const file = (parts: Record<string, string> = {}, ...more: [string, string][]) =>
  zipOf([...Object.entries({ ...PARTS, ...parts }), ...more]);
const sheets = (...tabs: string[]) =>
  PARTS['xl/workbook.xml'].replace('<sheet name="S" sheetId="1" r:id="S"/>', tabs.join(''));
const tab = (name: string, id: string) => `<sheet name="${name}" sheetId="1" r:id="${id}"/>`;
const names = (...all: string[]) =>
  PARTS['xl/workbook.xml'].replace(
    '</sheets>',
    `</sheets><definedNames>${all.map((name) => `<definedName name="${name}">S!$A$1</definedName>`).join('')}</definedNames>`,
  );
const rows = (data: string) => handMade({ sheets: { S: data } });
const inRow = (cells: string) => rows(`<row r="1">${cells}</row>`);

/** The bytes with those of a text put in place of another of the same length, at one place. */
function patched(bytes: Uint8Array, from: string, to: string, place: 'first' | 'last') {
  const copy = Buffer.from(bytes);
  copy.write(to, place === 'first' ? copy.indexOf(from) : copy.lastIndexOf(from));
  return copy;
}

it('reads the file that these are made from', async () => {
  const { sheets } = await readCells(file());
  expect([...cellsOf(sheets.get('S')!)]).toMatchObject([{ address: 'A1', value: 1 }]);
});

it.each<[string, () => Uint8Array | Promise<Uint8Array>, RegExp]>([
  // Archives that two programs unpack differently.
  ['a part twice', () => file({}, ['xl/sheet.xml', sheet('')]), /two parts xl\/sheet/],
  ['a part twice but for case', () => file({}, ['XL/Sheet.xml', sheet('')]), /two parts XL\/Sheet/],
  [
    'another name in the local header',
    () => patched(file(), 'xl/sheet.xml', 'xl/other.xml', 'first'),
    /sheet\.xml is damaged/,
  ],
  ['a wrong checksum', () => withChecksum(file(), 'xl/sheet.xml', 0x1234), /sheet\.xml is damaged/],
  ['bytes before it', () => Buffer.concat([Buffer.from('PK before'), file()]), /no sound zip/],
  ['bytes behind it', () => Buffer.concat([file(), Buffer.from('behind')]), /no sound zip/],
  ['an archive behind it', () => Buffer.concat([file(), file()]), /no sound zip/],
  ['a name that leads out', () => file({}, ['../x.xml', '']), /no sound zip/],
  ['a name from the root', () => file({}, ['/etc/passwd', '']), /no sound zip/],
  ['a name of a drive', () => file({}, ['C:/x.xml', '']), /no sound zip/],
  // Packages whose parts can be told apart in two ways.
  [
    'two workbooks',
    () =>
      file({
        '_rels/.rels': relationships(
          relation('a', 'officeDocument', 'xl/workbook.xml'),
          relation('b', 'officeDocument', 'xl/workbook.xml'),
        ),
      }),
    /2 parts for the officeDocument/,
  ],
  [
    'a workbook of another kind',
    () =>
      file({
        '_rels/.rels': relationships(relation('a', 'urn:x/officeDocument', 'xl/workbook.xml')),
      }),
    /names no workbook/,
  ],
  [
    'one reference for two parts',
    () =>
      file({
        'xl/_rels/workbook.xml.rels': relationships(
          relation('S', 'worksheet', 'sheet.xml'),
          relation('S', 'worksheet', 'other.xml'),
        ),
      }),
    /refers to two parts as "S"/,
  ],
  [
    'a sheet in the web',
    () =>
      file({
        'xl/_rels/workbook.xml.rels': relationships(
          relation('S', 'worksheet', 'http://localhost/sheet.xml', ' TargetMode="External"'),
        ),
      }),
    /sheet "S" has no part/,
  ],
  [
    'two sheets of one name',
    () => file({ 'xl/workbook.xml': sheets(tab('S', 'S'), tab('s', 'T')) }),
    /two sheets "s"/,
  ],
  [
    'one part for two sheets',
    () => file({ 'xl/workbook.xml': sheets(tab('S', 'S'), tab('T', 'S')) }),
    /"T" is another sheet's part/,
  ],
  [
    'two lists of sheets',
    () =>
      file({
        'xl/workbook.xml': sheets(tab('S', 'S')).replace('</workbook>', '<sheets/></workbook>'),
      }),
    /two lists of sheets/,
  ],
  ['a name twice', () => file({ 'xl/workbook.xml': names('eta', 'ETA') }), /two names "ETA"/],
  // Sheets whose cells can be told apart in two ways.
  [
    'a row twice',
    () => rows(`<row r="1">${ONE}</row><row r="1"/>`),
    /row "1" that is out of order/,
  ],
  ['rows out of order', () => rows(`<row r="2"/><row r="1">${ONE}</row>`), /row "1" that is out/],
  ['a cell twice', () => inRow(`${ONE}${ONE}`), /A1 twice or out of order/],
  ['an empty cell over a full one', () => inRow(`${ONE}<c r="A1"/>`), /A1 twice/],
  ['a cell before another', () => inRow(`<c r="B1"/>${ONE}`), /A1 twice or out of order/],
  ['a cell of another row', () => inRow('<c r="A2"><v>1</v></c>'), /A2 twice or out of order/],
  ['two values', () => inRow('<c r="A1"><v>1</v><v>2</v></c>'), /A1 has two values/],
  ['two formulas', () => inRow('<c r="A1"><f>1</f><f>2</f></c>'), /A1 has two formulas/],
  [
    'an array formula elsewhere',
    () => inRow('<c r="A1"><f t="array" ref="B1:B2">1</f></c>'),
    /array formula in A1/,
  ],
  // Formulas for cells that have or take another.
  ...(
    [
      [
        'a shared formula twice',
        '<c r="A1"><f t="shared" si="8" ref="A1">666</f></c><c r="B1"><f t="shared" si="8" ref="B1:C1">D1</f></c><c r="C1"><f t="shared" si="8"/></c>',
        /shared formula 8 twice, again in B1/,
      ],
      [
        'a shared formula twice under two spellings of its number',
        '<c r="A1"><f t="shared" si="8" ref="A1">666</f></c><c r="B1"><f t="shared" si="08" ref="B1">D1</f></c>',
        /shared formula 08 twice/,
      ],
      ['no number of a shared formula', '<c r="A1"><f t="shared" ref="A1">1</f></c>', /formula ""/],
      [
        'a shared formula for other cells',
        '<c r="A1"><f t="shared" si="0" ref="B1:C1">D1</f></c>',
        /formula in A1 that only other cells share/,
      ],
      [
        'a shared formula for no cells',
        '<c r="A1"><f t="shared" si="0">D1</f></c>',
        /formula in A1 that only other cells share/,
      ],
      [
        'a cell that a shared formula is not for',
        '<c r="A1"><f t="shared" si="0" ref="A1:B1">D1</f></c><c r="C1"><f t="shared" si="0"/></c>',
        /formula 0 in C1, for which it is not/,
      ],
      [
        'a formula within the block of another',
        '<c r="A1"><f t="array" ref="A1:B1">1</f></c><c r="B1"><f>2</f></c>',
        /formula in B1, which another one fills/,
      ],
      [
        'blocks of two formulas that overlap',
        '<c r="A1"><f t="array" ref="A1:C1">1</f></c><c r="C1"><f t="array" ref="C1:C9">2</f></c>',
        /formula in C1, which another one fills/,
      ],
      [
        'a formula within a what-if table',
        '<c r="A1"><f t="dataTable" ref="A1:B1" r1="D1"/></c><c r="B1"><f>2</f></c>',
        /formula in B1, which another one fills/,
      ],
      [
        'a what-if table elsewhere',
        '<c r="A1"><f t="dataTable" ref="B1:B2" r1="D1"/></c>',
        /what-if table in A1/,
      ],
      ['a formula of no known kind', '<c r="A1"><f t="other">1</f></c>', /of the kind "other"/],
    ] as const
  ).map(([what, cells, message]): [string, () => Promise<Uint8Array>, RegExp] => [
    what,
    () => inRow(cells),
    message,
  ]),
  [
    'a formula below the block of another, from the left',
    () =>
      rows(
        '<row r="1"><c r="B1"><f t="array" ref="B1:B3">1</f></c></row><row r="2"><c r="A2"><f t="array" ref="A2:C2">2</f></c></row>',
      ),
    /formula in A2, which another one fills/,
  ],
  [
    'two tables of cells',
    async () =>
      withPart(
        await inRow(ONE),
        'xl/worksheets/0.xml',
        sheet(ONE).replace('</worksheet>', '<sheetData/></worksheet>'),
      ),
    /two tables of cells on "S"/,
  ],
])('%s is refused', async (_, make, message) => {
  const bytes = await make();
  const error = await readCells(bytes).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(GradsheetError);
  expect(error).toMatchObject({ code: 'FILE', message: expect.stringMatching(message) });
});

/** A file in which both headers of a part give this checksum. */
function withChecksum(bytes: Uint8Array, path: string, crc: number): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(crc, copy.indexOf(path) - 30 + 14);
  copy.writeUInt32LE(crc, copy.lastIndexOf(path) - 46 + 16);
  return copy;
}
