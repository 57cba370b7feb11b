import excel from 'exceljs';
import { describe, expect, it } from 'vitest';
import { GradsheetError } from '../../../src/errors.ts';
import { type Cell, cellAt, cellsOf } from '../../../src/xlsx/cells.ts';
import { defaultLimits } from '../../../src/xlsx/reader/limits.ts';
import { readCells } from '../../../src/xlsx/reader/read.ts';
import { countSeconds } from '../../support/seconds.ts';
import { partsOf } from './damage.ts';
import { handMade, withPart } from './files.ts';
import { zipOf } from './zip.ts';

async function cellsIn(data: string, texts = ''): Promise<Cell[]> {
  const cells = await readCells(await handMade({ sheets: { S: data }, texts }));
  return [...cellsOf(cells.sheets.get('S')!)];
}

async function valueIn(xml: string, texts = ''): Promise<Cell['value']> {
  return (await cellsIn(`<row r="1">${xml}</row>`, texts))[0]?.value ?? null;
}

describe('values', () => {
  it.each([
    ['<c r="A1"><v>0.05</v></c>', 0.05],
    ['<c r="A1" t="n"><v> -1.5E-300 </v></c>', -1.5e-300],
    ['<c r="A1"><v>1.97007111401704699387e+434</v></c>', Infinity],
    ['<c r="A1"><v>inf</v></c>', Infinity],
    ['<c r="A1"><v>-INF</v></c>', -Infinity],
    ['<c r="A1"><v>nan</v></c>', NaN],
    ['<c r="A1" t="b"><v>1</v></c>', true],
    ['<c r="A1" t="b"><v>0</v></c>', false],
    ['<c r="A1" t="e"><v>#NUM!</v></c>', { error: '#NUM!' }],
    ['<c r="A1" t="str"><f>B1</f><v>a &lt; b</v></c>', 'a < b'],
    ['<c r="A1" t="str"><f>B1</f><v></v></c>', ''],
    ['<c r="A1" t="str"><v><![CDATA[<b>]]></v></c>', '<b>'],
    ['<c r="A1" t="str"><v>_x005F_x0041__x000D_</v></c>', '_x0041_\r'],
    ['<c r="A1" t="inlineStr"><is><t>one</t></is></c>', 'one'],
    ['<c r="A1" t="inlineStr"><is><r><rPr/><t>o</t></r><r><t>ne</t></r></is></c>', 'one'],
    ['<c r="A1" t="inlineStr"><is><t>東</t><rPh sb="0" eb="1"><t>ひがし</t></rPh></is></c>', '東'],
    [
      '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="A1"><x:v>7</x:v></x:c>',
      7,
    ],
    // Of another namespace: no cell.
    ['<x:c xmlns:x="urn:x" r="A1"><x:v>7</x:v></x:c>', null],
    ['<c r="A1"><x:v xmlns:x="urn:x">7</x:v></c>', null],
    ['<extLst><ext><c r="A1"><v>7</v></c></ext></extLst>', null],
    ['<c r="A1"><f>B1</f></c>', null],
    ['<c r="A1"><f>B1</f><v/></c>', null],
  ])('%s holds %s', async (xml, value) => {
    expect(await valueIn(xml)).toEqual(value);
  });

  it.each([
    ['<si><t>plain</t></si>', 'plain'],
    [
      '<si><r><t xml:space="preserve">rich </t></r><r><rPr><b/></rPr><t>text</t></r></si>',
      'rich text',
    ],
    ['<si><t>東</t><rPh sb="0" eb="1"><t>ひがし</t></rPh></si>', '東'],
    ['<si/>', ''],
  ])('shared string %s is %s', async (si, text) => {
    expect(await valueIn('<c r="A1" t="s"><v>0</v></c>', si)).toBe(text);
  });

  it('leaves out cells that only have a style', async () => {
    expect(await cellsIn('<row r="1"><c r="A1" s="3"/><c r="B1"><v>1</v></c></row>')).toHaveLength(
      1,
    );
  });

  it('counts on where addresses are missing', async () => {
    const data = '<row><c><v>1</v></c></row><row r="5"><c r="C5"><v>2</v></c><c><v>3</v></c></row>';
    expect((await cellsIn(data)).map(({ address }) => address)).toEqual(['A1', 'C5', 'D5']);
  });
});

describe('formulas', () => {
  it('come out as they read in each cell that shares them', async () => {
    const cells = await cellsIn(
      `<row r="1"><c r="B1"><f t="shared" ref="B1:C3" si="0">'a A1'!A$1+LOG10(A1)&amp;"A1"</f><v>1</v></c></row>
       <row r="3"><c r="C3"><f t="shared" si="0"/><v>2</v></c><c r="D3"><f>C3</f><v>2</v></c></row>`,
    );
    expect(cells.map(({ address, formula }) => [address, formula])).toEqual([
      ['B1', `'a A1'!A$1+LOG10(A1)&"A1"`],
      ['C3', `'a A1'!B$1+LOG10(B3)&"A1"`],
      ['D3', 'C3'],
    ]);
  });

  it('come with the names they use, except those of single sheets', async () => {
    const cells = await readCells(
      await handMade({
        sheets: { "It's": '' },
        names:
          "<definedName name=\"eta\">'It''s'!$B$4</definedName><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'It''s'!$1:$2</definedName>",
      }),
    );
    expect([...cells.names]).toEqual([['eta', "'It''s'!$B$4"]]);
    expect([...cells.sheets.keys()]).toEqual(["It's"]);
  });

  it('are read from what exceljs writes', async () => {
    const workbook = new excel.Workbook();
    const sheet = workbook.addWorksheet('Learning rates');
    sheet.fillFormula('A1:A3', 'B1*eta', [1, 2, 3]);
    sheet.getCell('C1').value = { richText: [{ text: 'a' }, { text: 'b', font: { bold: true } }] };
    const cells = await readCells(new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(cellAt(cells, 'Learning rates', 'A3')).toEqual({
      row: 3,
      column: 1,
      address: 'A3',
      value: 3,
      formula: 'B3*eta',
    });
    expect(cellAt(cells, 'Learning rates', 'C1')?.value).toBe('ab');
  });
});

describe('what is no workbook', () => {
  const sound = () => handMade({ sheets: { S: '<row r="1"><c r="A1"><v>1</v></c></row>' } });
  const sheet = 'xl/worksheets/0.xml';
  const cell = (xml: string) => handMade({ sheets: { S: `<row r="1">${xml}</row>` } });

  it.each<[string, () => Uint8Array | Promise<Uint8Array>, RegExp]>([
    ['nothing', () => new Uint8Array(), /the file is empty/],
    [
      'an .xls',
      () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      /password.*before 2007/,
    ],
    [
      'an .ods',
      () => zipOf([['mimetype', 'application/vnd.oasis.opendocument.spreadsheet']]),
      /OpenDocument/,
    ],
    ['text', () => new TextEncoder().encode('a,b\n1,2\n'), /a text, perhaps a CSV file/],
    ['half a file', async () => (await sound()).slice(0, 900), /no sound zip archive/],
    ['another zip', async () => withPart(await sound(), '_rels/.rels', null), /no part _rels/],
    ['another document', async () => withPart(await sound(), '_rels/.rels', '<R/>'), /no workbook/],
    ['a missing sheet', async () => withPart(await sound(), sheet, null), /no part xl/],
    ['broken XML', async () => withPart(await sound(), sheet, '<worksheet><row>'), /damaged/],
    [
      'binary XML',
      async () => withPart(await sound(), sheet, new Uint8Array([60, 255, 254, 0])),
      /damaged/,
    ],
    [
      'an entity bomb',
      async () =>
        withPart(
          await sound(),
          sheet,
          '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
        ),
      /damaged/,
    ],
    ['a word for a number', () => cell('<c r="B1"><v>many</v></c>'), /"many" in B1/],
    ['a text that is not there', () => cell('<c r="B1" t="s"><v>9</v></c>'), /"9" in B1/],
    ['a cell off the sheet', () => cell('<c r="XFE1"><v>1</v></c>'), /"XFE1"/],
    ['a cell nowhere', () => cell('<c r="../1"><v>1</v></c>'), /"..\/1"/],
    ['an orphaned formula', () => cell('<c r="A1"><f t="shared" si="7"/></c>'), /formula 7/],
    [
      'an endless shared formula',
      () => cell(`<c r="A1"><f t="shared" si="0" ref="A1">${'A1+'.repeat(9999)}1</f></c>`),
      /8192 characters/,
    ],
  ])('%s is refused', async (_, bytes, message) => {
    const error = await readCells(await bytes()).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(GradsheetError);
    expect(error).toMatchObject({ code: 'FILE', message: expect.stringMatching(message) });
  });

  it.each([
    ['fileBytes', 100, /file holds more than 100 bytes/],
    ['unpackedBytes', 2000, /holds more than 2000 bytes unpacked/],
    ['entries', 1, /holds more than 1 parts/],
    ['cells', 99, /more than 99 cells/],
    ['characters', 150, /more than 150 characters/],
  ])('too much for the limit %s is refused', async (limit, value, message) => {
    const data = Array.from({ length: 100 }, (_, i) => `<c r="A${i + 1}"><f>12</f><v>1</v></c>`);
    const bytes = await handMade({ sheets: { S: data.map((c) => `<row>${c}</row>`).join('\n') } });
    const limits = { ...defaultLimits, [limit]: value };
    await expect(readCells(bytes, limits)).rejects.toThrow(message);
  });
});

it('reads 50,000 cells in two seconds', async () => {
  const row = (r: number) =>
    `<row r="${r}">${Array.from({ length: 25 }, () => `<c><f t="shared" si="0"/><v>0.${r}</v></c>`).join('')}</row>`;
  const first = '<row r="1"><c r="A1"><f t="shared" ref="A1:Y2001" si="0">B1*eta-$C1</f></c></row>';
  const rows = Array.from({ length: 2000 }, (_, i) => row(i + 2));
  const bytes = await handMade({ sheets: { S: first + rows.join('') } });
  const seconds = countSeconds();
  const cells = await readCells(bytes);
  expect(seconds()).toBeLessThan(2);
  expect(cellAt(cells, 'S', 'Y2001')?.formula).toBe('Z2001*eta-$C2001');
});

it('reads tables, array formulas, names of one sheet and hidden sheets', async () => {
  const made = await handMade({
    sheets: {
      Steps:
        '<row r="1"><c r="A1" t="inlineStr"><is><t>w1</t></is></c></row><row r="2"><c r="A2"><f t="array" ref="A2:A3">D1:D2*2</f><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>',
      Hidden: '',
    },
    names: '<definedName name="own" localSheetId="1">Steps!$A$2</definedName>',
  });
  const hidden = await withPart(
    made,
    'xl/workbook.xml',
    (await partsOf(made))['xl/workbook.xml'].replace(
      '<sheet name="Hidden"',
      '<sheet state="veryHidden" name="Hidden"',
    ),
  );
  const linked = await withPart(
    hidden,
    'xl/worksheets/_rels/0.xml.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/></Relationships>',
  );
  const bytes = await withPart(
    linked,
    'xl/tables/table1.xml',
    '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="Steps_1" ref="A1:A3"><tableColumns count="1"><tableColumn id="1" name="w1"/></tableColumns></table>',
  );
  const { sheets, names } = await readCells(bytes);
  const steps = sheets.get('Steps')!;
  const [first, last] = [
    { row: 2, column: 1 },
    { row: 3, column: 1 },
  ];
  expect(steps.tables).toEqual([
    {
      name: 'Steps_1',
      range: { first: { row: 1, column: 1 }, last },
      headerRows: 1,
      totalsRows: 0,
      columns: ['w1'],
    },
  ]);
  expect([...cellsOf(steps)].map(({ formula, array }) => [formula, array])).toEqual([
    [undefined, undefined],
    ['D1:D2*2', { first, last }],
    [undefined, undefined],
  ]);
  expect([...sheets.values()].map(({ state }) => state)).toEqual(['visible', 'veryHidden']);
  expect([...sheets.get('Hidden')!.names]).toEqual([['own', 'Steps!$A$2']]);
  expect(names.size).toBe(0);
});
