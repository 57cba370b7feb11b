import { CHART, type Damage, DRAWING, SECOND, SHEET, STYLES, TEXTS, WORKBOOK } from './sound.ts';

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('');
const long = (length: number) => 'x'.repeat(length);

const FORMATS = '<numFmt numFmtId="164" formatCode="0.00"/>';
const FONT = '<name val="Calibri"/></font>';
const RULE = '<cfRule type="expression" dxfId="0" priority="1"><formula>A1&gt;1</formula></cfRule>';
const VALUE = '<v>0.5</v>';
const FORMULA = '<f>1/0</f>';
const LINK = `location="'Second sheet'!A1"`;
const NO_CELLS = '<sheetData/>';
/** A reference that grows by a column and rows: five times the length where it is copied to. */
const product = (count: number) => many(count, (i) => `${i > 0 ? '*' : ''}A1`);

/** For each limit, what is planted to exceed it, by one where it is a size. */
export const PLANTED: Readonly<Record<string, readonly Damage[]>> = {
  'Excel: characters of a sheet name': [[WORKBOOK, 'Second sheet', long(32)]],
  'Excel: characters in a sheet name': [[WORKBOOK, 'Second sheet', 'a/b']],
  'Excel: sheet name': [[WORKBOOK, 'name="Second sheet"', 'name="History"']],
  'Excel: sheet names': [[WORKBOOK, 'Second sheet', 'ONE']],
  'Excel: calculation of the file': [
    [WORKBOOK, '</workbook>', '<calcPr fullCalcOnLoad="1"/></workbook>'],
  ],
  'Excel: characters of a defined name': [[WORKBOOK, '"eta"', `"${long(256)}"`]],
  'Excel: characters in a defined name': [[WORKBOOK, '"eta"', '"w1"']],
  'Excel: defined names': [
    [WORKBOOK, '</definedNames>', '<definedName name="ETA">One!$A$2</definedName></definedNames>'],
  ],
  'Excel: characters of what a name stands for': [[WORKBOOK, 'One!$A$1', long(8193)]],
  'Excel: what a name stands for': [[WORKBOOK, 'One!$A$1', 'One!#REF!']],
  'Excel: custom number formats': [
    [
      STYLES,
      FORMATS,
      many(201, (i) => `<numFmt numFmtId="${164 + i}" formatCode="0&quot;${i}&quot;"/>`),
    ],
  ],
  'Excel: formats of cells': [[STYLES, '<xf numFmtId="0"/>', many(64_000, () => '<xf/>')]],
  'Excel: fonts': [[STYLES, '<fonts>', `<fonts>${many(512, () => '<font/>')}`]],
  'Excel: fills': [[STYLES, '<fills>', `<fills>${many(256, () => '<fill/>')}`]],
  'Excel: borders': [[STYLES, '<borders>', `<borders>${many(256, () => '<border/>')}`]],
  'Excel: id of a number format': [[STYLES, '"164" f', '"383" f']],
  'Excel: characters of a number format': [[STYLES, '"0.00"', `"0&quot;${long(253)}&quot;"`]],
  'Excel: sections of a number format': [[STYLES, '"0.00"', '"0;0;0;@;0"']],
  'Excel: characters of a font name': [[STYLES, FONT, `<name val="${long(32)}"/></font>`]],
  'Excel: size of a font': [[STYLES, '<sz val="11"/>', '<sz val="410"/>']],
  'Excel: characters of a text': [[TEXTS, 'one', long(32_768)]],
  'Excel: line feeds of a text': [[TEXTS, 'one', '\n'.repeat(254)]],
  'Excel: row of a cell': [
    [SECOND, NO_CELLS, '<sheetData><row r="1048576"><c r="A1048577"/></row></sheetData>'],
  ],
  'Excel: column of a cell': [[SHEET, 'r="C1"', 'r="XFE1"']],
  'Excel: cells of a row': [[SHEET, 'r="C1"', 'r="B1"']],
  'Excel: value of a cell': [[SHEET, VALUE, '<v>NaN</v>']],
  'Excel: format of a cell': [[SHEET, 's="1"', 's="2"']],
  'Excel: formula of a cell': [[SHEET, '<v>#DIV/0!</v>', '']],
  'Excel: characters of a formula': [[SHEET, FORMULA, `<f>1/0${'+1'.repeat(4095)}</f>`]],
  'Excel: characters of a text within a formula': [[SHEET, FORMULA, `<f>"${long(256)}"</f>`]],
  'Excel: levels of functions': [[SHEET, FORMULA, `<f>${'ABS('.repeat(65)}1${')'.repeat(65)}</f>`]],
  'Excel: arguments of a function': [[SHEET, FORMULA, `<f>MAX(1${',(1)'.repeat(255)})</f>`]],
  'Excel: beginning of a formula': [[SHEET, FORMULA, '<f>=1/0</f>']],
  'Excel: functions of a formula': [[SHEET, FORMULA, '<f>1/RAND()</f>']],
  'Excel: points of a row': [[SHEET, 'ht="20"', 'ht="409.6"']],
  'Excel: number of a row': [[SECOND, NO_CELLS, '<sheetData><row r="1048577"/></sheetData>']],
  'Excel: rows of a sheet': [[SHEET, '<row r="3">', '<row r="2">']],
  'Excel: characters of a column': [[SHEET, 'width="12"', 'width="256"']],
  'Excel: number of a column': [[SHEET, 'max="2"', 'max="16385"']],
  'Excel: columns of a sheet': [[SHEET, '</cols>', '<col min="2" max="3"/></cols>']],
  'Excel: hyperlinks of a sheet': [
    [SHEET, '<hyperlinks>', `<hyperlinks>${many(65_529, () => '<hyperlink location="One!A1"/>')}`],
  ],
  'Excel: page breaks of a sheet': [[SHEET, '<brk id="3"/>', many(1027, () => '<brk/>')]],
  'Excel: characters of a header or footer': [[SHEET, '&amp;A', long(256)]],
  'Excel: merged cells': [[SHEET, 'D3:E3', 'D3:XFE3']],
  'Excel: overlaps of merged cells': [[SHEET, 'D3:E3', 'E2:F3']],
  'Excel: target of a hyperlink': [[SHEET, LINK, 'location="Third!A1"']],
  'Excel: characters of a hyperlink': [[SHEET, LINK, `location="One!${long(2076)}"`]],
  'Excel: characters of a tip of a hyperlink': [[SHEET, LINK, `${LINK} tooltip="${long(256)}"`]],
  'Excel: characters of a prompt': [[SHEET, 'Any number.', '🙂'.repeat(128)]],
  'Excel: characters of the title of a prompt': [
    [SHEET, 'promptTitle="', `promptTitle="${long(29)}`],
  ],
  'Excel: characters of an error message': [[SHEET, 'Please.', long(225)]],
  'Excel: characters of the title of an error message': [
    [SHEET, 'errorTitle="', `errorTitle="${long(29)}`],
  ],
  'Excel: characters of the formula of a validation': [
    [SHEET, 'type="decimal"', 'type="list"'],
    [SHEET, '<formula1>0</formula1>', `<formula1>"${long(254)}"</formula1>`],
  ],
  'Excel: areas of a validation': [[SHEET, 'sqref="A1" ', `sqref="A1${' A1'.repeat(32_767)}" `]],
  'Excel: areas where a validation holds': [[SHEET, 'sqref="A1" ', 'sqref="A0" ']],
  'Excel: sheets that a validation looks at': [
    [SHEET, 'type="decimal"', 'type="list"'],
    [SHEET, '<formula1>0</formula1>', "<formula1>'Second sheet'!$A$1+1</formula1>"],
  ],
  'Excel: priority of a rule': [[SHEET, 'priority="2"', 'priority="1"']],
  'Excel: areas where a rule holds': [[SHEET, 'sqref="A1:A4"', 'sqref="A4:A1"']],
  'Excel: sheets that a rule looks at': [[SHEET, 'A1&gt;1', "'Second sheet'!A1&gt;1"]],
  'Excel: characters of the formula of a rule': [[SHEET, 'A1&gt;1', `1${'+1'.repeat(4096)}`]],
  'Excel: format of a rule': [[SHEET, 'dxfId="0"', 'dxfId="1"']],
  'Excel: series of a chart': [[CHART, '</ser>', `</ser>${many(255, () => '<ser/>')}`]],
  'Excel: references of a chart': [[CHART, 'One!$A$1', 'Third!$A$1']],
  'Excel: points that a chart keeps': [[CHART, 'ptCount val="2"', 'ptCount val="1"']],
  'Excel: values that a chart keeps': [[CHART, VALUE, '<v>Infinity</v>']],
  'Excel: id of a shape': [[DRAWING, 'id="2"', 'id="1"']],
  'Excel: characters of the name of a shape': [[DRAWING, '"note"', `"${long(256)}"`]],
  'Google Sheets: cells of a file (refused)': [
    [SECOND, NO_CELLS, '<sheetData><row r="1000000"><c r="J1000000"/></row></sheetData>'],
  ],
  'Google Sheets: formulas of a file (slow)': [
    [
      SECOND,
      NO_CELLS,
      `<sheetData>${many(100, (row) => `<row r="${row + 1}">${'<c><f>1</f><v>1</v></c>'.repeat(10_000)}</row>`)}</sheetData>`,
    ],
  ],
  'Google Sheets: columns of a sheet (refused)': [[SHEET, 'r="C1"', 'r="ZZZZ1"']],
  'Google Sheets: rows of a chain of formulas (slow)': [[SHEET, 'ref="A2:A4"', 'ref="A2:A50002"']],
  'Google Sheets: characters of a cell (refused)': [[TEXTS, 'one', long(50_001)]],
  'Google Sheets: sections of a number format (dropped)': [[STYLES, '"0.00"', '";;;"']],
  'Google Sheets: what a rule changes (dropped)': [[STYLES, '<dxf>', '<dxf><border/>']],
  'Google Sheets: kind of a rule (dropped)': [[SHEET, RULE, RULE.replace('expression', 'top10')]],
  'Google Sheets: colours of a scale (dropped)': [
    [SHEET, '<color rgb="FF000000"/>', '<color/>'.repeat(3)],
  ],
  'Google Sheets: range of a list (dropped)': [
    [SHEET, 'type="decimal"', 'type="list"'],
    [SHEET, '<formula1>0</formula1>', '<formula1>A1:A4</formula1>'],
  ],
  'Google Sheets: target of an internal link (dropped)': [
    ['xl/worksheets/_rels/sheet1.xml.rels', 'https://example.org', '#One!A1'],
  ],
  'Google Sheets: what the series of a chart is bound to (dropped)': [
    [CHART, '<numCache>', '<numLit>'],
    [CHART, '</numCache>', '</numLit>'],
  ],
  'Google Sheets: text of a shape (frozen)': [[DRAWING, '<sp>', '<sp textlink="One!$A$1">']],
  'Google Sheets: form controls (dropped)': [
    [
      'xl/worksheets/_rels/sheet1.xml.rels',
      '</Relationships>',
      '<Relationship Id="rId9" Type="x/ctrlProp" Target="../ctrlProps/ctrlProp1.xml"/></Relationships>',
    ],
  ],
};

/** A formula that is short enough where it stands, and too long in another cell that shares it. */
export const GROWING: readonly Damage[] = [
  [
    SHEET,
    '<f t="shared" ref="A2:A4" si="0">A1*2</f>',
    `<f t="shared" ref="A2:A4" si="0">${product(2700)}</f>`,
  ],
  [SHEET, '<row r="3"><c r="A3">', '<row r="9999"><c r="A9999">'],
  [SHEET, '<row r="4"><c r="A4"><f t="shared" si="0"/><v>4</v></c></row>', ''],
];
