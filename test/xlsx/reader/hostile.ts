import { type Part, repeated, zipOf } from './zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONSHIPS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">';
const MB = 1024 * 1024;

/** Content of the parts of a workbook with one sheet, where it is not what it should be. */
interface Parts {
  readonly sheet?: Part;
  readonly texts?: Part;
  readonly workbook?: Part;
  readonly relations?: Part;
  readonly more?: readonly (readonly [string, Part])[];
  readonly extras?: Uint8Array;
}

const SHEET = `<worksheet xmlns="${MAIN}"><sheetData>`;
const SHEET_END = '</sheetData></worksheet>';
const BOOK = `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>`;
const TAB = '<sheet name="S" sheetId="1" r:id="sheet"/>';
const tabs = (count: number) =>
  Array.from({ length: count }, (_, i) => TAB.replace('S', `S${i}`)).join('');
const TEXTS = `<sst xmlns="${MAIN}">`;
const RELATIONS = [
  relation('sheet', 'worksheet', 'sheet.xml'),
  relation('texts', 'sharedStrings', 'texts.xml'),
].join('');

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${DOCUMENT}/${type}" Target="${target}"/>`;
}

function bookOf(parts: Parts): Uint8Array {
  const root = relation('root', 'officeDocument', 'xl/workbook.xml');
  return zipOf(
    [
      ['_rels/.rels', `${RELATIONSHIPS}${root}</Relationships>`],
      ['xl/workbook.xml', parts.workbook ?? `${BOOK}${TAB}</sheets></workbook>`],
      [
        'xl/_rels/workbook.xml.rels',
        parts.relations ?? `${RELATIONSHIPS}${RELATIONS}</Relationships>`,
      ],
      ['xl/texts.xml', parts.texts ?? `<sst xmlns="${MAIN}"/>`],
      ['xl/sheet.xml', parts.sheet ?? SHEET + SHEET_END],
      ...(parts.more ?? []),
    ],
    parts.extras,
  );
}

/** `text` over and over, so many megabytes of it. */
function muchOf(start: string, text: string, megabytes: number, end: string) {
  return repeated(start, text.repeat(Math.ceil(MB / text.length)), megabytes, end);
}

/** The same, said to be of a size that is let through. */
function much(start: string, text: string, megabytes: number, end: string): Part {
  const part = muchOf(start, text, megabytes, end);
  return { ...part, size: Math.min(part.size, 20 * MB) };
}

const sheetOf = (text: string, megabytes: number, before = '', after = '') =>
  bookOf({ sheet: much(SHEET + before, text, megabytes, after + SHEET_END) });
const rowsOf = (rows: readonly string[]) => bookOf({ sheet: SHEET + rows.join('') + SHEET_END });
const masters = (count: number, formula: string) =>
  rowsOf(
    Array.from(
      { length: count },
      (_, i) => `<row><c><f t="shared" si="${i}" ref="A${i + 1}">${formula}</f></c></row>`,
    ),
  );
const master = (formula: string) =>
  `<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:XFD1048576">${formula}</f></c></row>`;
const followers = (count: number) => '<c><f t="shared" si="0"/><v>1</v></c>'.repeat(count);
const cell = (xml: string) => rowsOf([`<row r="1">${xml}</row>`]);
const doctype = (declarations: string, text: string) =>
  bookOf({
    sheet: `<!DOCTYPE a [${declarations}]>${SHEET}<row><c t="str"><v>${text}</v></c></row>${SHEET_END}`,
  });
/** A hostile file and the sentence it must be refused with; undefined where it can be read. */
export interface Hostile {
  readonly what: string;
  readonly make: () => Uint8Array;
  readonly refused: RegExp | undefined;
}

const laughs = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  .map((name, i, all) => `<!ENTITY ${name} "${i === 0 ? 'ha' : `&${all[i - 1]};`.repeat(10)}">`)
  .join('');

// biome-ignore format: one case a line
/** Small files that blow up, or look that way; each is answered in a moment. */
export const hostileFiles: readonly Hostile[] = [
  { what: '2 GB of spaces, as it says', make: () => bookOf({ sheet: muchOf(SHEET, ' ', 2000, SHEET_END) }), refused: /sheet\.xml holds more than 52428800 bytes/ },
  { what: '40 MB in parts that nobody reads', make: () => bookOf({ more: ['a', 'b', 'c', 'd'].map((name) => [name, muchOf('', ' ', 10, '')] as const) }), refused: /it holds more than \d+ bytes unpacked/ },
  { what: '2 GB of spaces', make: () => sheetOf(' ', 2000), refused: /sheet\.xml is damaged/ },
  { what: '1 GB in one text', make: () => sheetOf('x', 1000, '<row><c t="str"><v>', '</v></c></row>'), refused: /damaged/ },
  { what: '1 GB in one attribute', make: () => sheetOf('x', 1000, '<row r="', '"/>'), refused: /damaged/ },
  { what: '1 GB in one comment', make: () => sheetOf('x', 1000, '<!--', '-->'), refused: /damaged/ },
  { what: '1 GB of attributes', make: () => sheetOf(' a=""', 1000, '<row', '/>'), refused: /damaged/ },
  { what: '1 GB of nested elements', make: () => sheetOf('<a>', 1000), refused: /damaged/ },
  { what: '1 GB of declarations', make: () => bookOf({ sheet: much('<!DOCTYPE a [', '<!ENTITY a "b">', 1000, `]>${SHEET}${SHEET_END}`) }), refused: /damaged/ },
  { what: '1 GB of sheets', make: () => bookOf({ workbook: much(BOOK, TAB, 1000, '</sheets></workbook>') }), refused: /two sheets "S"/ },
  { what: '1 GB of names', make: () => bookOf({ workbook: much(`${BOOK}</sheets><definedNames>`, '<definedName name="n">1</definedName>', 1000, '</definedNames></workbook>') }), refused: /two names "n"/ },
  { what: '1 GB of references', make: () => bookOf({ relations: much(RELATIONSHIPS, '<Relationship Id="a" Target="b"/>', 1000, '</Relationships>') }), refused: /refers to two parts as "a"/ },
  { what: '20,000 parts', make: () => bookOf({ more: Array.from({ length: 20_000 }, (_, i) => [`${i}`, { packed: new Uint8Array(), size: 0 }]) }), refused: /the file holds more than 1000 parts/ },
  { what: 'a directory of extras', make: () => bookOf({ more: Array.from({ length: 50 }, (_, i) => [`${i}`, '']), extras: new Uint8Array(65_535) }), refused: undefined },
  { what: 'a part that is larger than it says', make: () => bookOf({ sheet: { ...(much(SHEET, ' ', 4, SHEET_END) as object), size: 10 } as Part }), refused: /damaged/ },
  { what: 'entities of the outside', make: () => doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'), refused: /damaged/ },
  { what: 'entities of entities', make: () => doctype(laughs, '&i;'), refused: /damaged/ },
  { what: 'parameter entities', make: () => doctype('<!ENTITY % x SYSTEM "http://localhost/x"> %x;', '1'), refused: /damaged/ },
  { what: 'a huge dimension', make: () => bookOf({ sheet: `<worksheet xmlns="${MAIN}"><dimension ref="A1:XFD1048576"/><sheetData/></worksheet>` }), refused: undefined },
  { what: 'a million merged columns', make: () => bookOf({ sheet: `<worksheet xmlns="${MAIN}"><cols><col min="1" max="1000000"/></cols><sheetData/></worksheet>` }), refused: undefined },
  { what: 'a row off the sheet', make: () => rowsOf(['<row r="1048577"><c><v>1</v></c></row>']), refused: /row "1048577"/ },
  { what: 'a row that is no number', make: () => rowsOf(['<row r="-1e9"><c><v>1</v></c></row>']), refused: /row "-1e9"/ },
  { what: 'a number of 100,000 digits', make: () => cell(`<c><v>${'1'.repeat(100_000)}</v></c>`), refused: undefined },
  { what: 'nearly a number of 100,000 digits', make: () => cell(`<c><v>${'1'.repeat(100_000)}x</v></c>`), refused: /has "1{40}" in A1/ },
  { what: 'nearly a text of that number', make: () => cell(`<c t="s"><v>${' '.repeat(100_000)}x</v></c>`), refused: /has " {40}" in A1/ },
  { what: 'a text of a negative number', make: () => cell('<c t="s"><v>-1</v></c>'), refused: /has "-1" in A1/ },
  { what: 'a cell of unknown type', make: () => cell('<c t="zebra"><v>1</v></c>'), refused: undefined },
  { what: 'a cell in a cell', make: () => cell('<c><c><v>1</v></c></c>'), refused: undefined },
  { what: 'brackets in a shared formula', make: () => masters(50, '['.repeat(8000)), refused: undefined },
  { what: 'quotes in a shared formula', make: () => masters(50, "'a".repeat(4000)), refused: undefined },
  { what: 'a path out of the archive', make: () => bookOf({ relations: `${RELATIONSHIPS}${relation('sheet', 'worksheet', '../../../../etc/passwd')}</Relationships>` }), refused: /no part of it/ },
  { what: 'a path that is none', make: () => bookOf({ relations: `${RELATIONSHIPS}${relation('sheet', 'worksheet', 'http://[%')}</Relationships>` }), refused: /no part of it/ },
  { what: 'a part of the prototype', make: () => bookOf({ relations: `${RELATIONSHIPS}${relation('sheet', 'worksheet', '/__proto__')}</Relationships>` }), refused: /no part __proto__/ },
];

// biome-ignore format: one case a line
/** Files that take seconds until a limit is reached. */
export const heavyFiles: readonly Hostile[] = [
  { what: '100 MB of empty rows', make: () => sheetOf('<row/>', 100), refused: /more than \d+ bytes unpacked/ },
  { what: '120 MB of cells', make: () => sheetOf('<row><c><v>1</v></c></row>', 120), refused: /more than \d+ cells/ },
  { what: 'a long formula, shared often', make: () => sheetOf(`<row>${followers(1)}</row>`, 5, master(`${'B1+'.repeat(2000)}1`)), refused: /more than 100000000 characters/ },
  { what: 'a formula, shared two million times', make: () => sheetOf(`<row>${followers(4)}</row>`, 130, master(`${'B1+'.repeat(30)}1`)), refused: /more than \d+ characters/ },
  { what: '3,000 formulas of references', make: () => masters(3000, 'A1:'.repeat(2700)), refused: /more than \d+ bytes unpacked/ },
  { what: '200 MB of empty texts', make: () => bookOf({ texts: much(TEXTS, '<si/>', 60, '</sst>') }), refused: /more than \d+ bytes unpacked/ },
  { what: '1 GB of texts', make: () => bookOf({ texts: much(TEXTS, `<si><t>${'x'.repeat(1000)}</t></si>`, 1000, '</sst>') }), refused: /damaged/ },
  { what: 'one sheet under 8,000 names', make: () => bookOf({ sheet: much(SHEET, '<row/>', 1, SHEET_END), workbook: `${BOOK}${tabs(8000)}</sheets></workbook>` }), refused: /another sheet's part/ },
];
