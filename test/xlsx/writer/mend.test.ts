import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { exceljsParts } from '../../../src/emit/exceljs/parts.ts';
import { mendCore, mendSharedStrings, mendStyles } from '../../../src/xlsx/writer/mend.ts';
import { mendHyperlinks, mendWorksheet } from '../../../src/xlsx/writer/mend-worksheet.ts';
import { finishWorkbook } from '../../../src/xlsx/writer/package.ts';
import {
  defineNames,
  openOnFirstSheet,
  takeAsCalculated,
} from '../../../src/xlsx/writer/workbook.ts';
import { all, unzip } from './support.ts';

const sheet = (content: string) => `<worksheet xmlns:r="r">${content}</worksheet>`;

describe('mendStyles', () => {
  it('puts the children of every font in order', () => {
    const font =
      '<font><b/><u/><color theme="1"/><family val="2"/><scheme val="minor"/><strike/><sz val="11"/><name val="Calibri"/></font>';
    const mended =
      '<font><b/><strike/><u/><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/><scheme val="minor"/></font>';
    expect(mendStyles(`<fonts>${font}${font}</fonts><dxf>${font}</dxf>`)).toBe(
      `<fonts>${mended}${mended}</fonts><dxf>${mended}</dxf>`,
    );
  });
});

describe('mendSharedStrings', () => {
  it('orders the fonts of runs', () => {
    expect(
      mendSharedStrings(
        '<sst><si><r><rPr><b/><sz val="9"/><rFont val="A"/></rPr><t>x</t></r></si></sst>',
      ),
    ).toContain('<rPr><rFont val="A"/><b/><sz val="9"/></rPr>');
  });

  it('protects text that looks like an escape and escapes what XML cannot hold', () => {
    expect(mendSharedStrings('<t xml:space="preserve"> _x000D_ \ufffe &lt;_x0041_</t>')).toBe(
      '<t xml:space="preserve"> _x005F_x000D_ _xFFFE_ &lt;_x005F_x0041_</t>',
    );
  });
});

describe('mendCore', () => {
  it('replaces the clock', () => {
    const xml =
      '<dcterms:created xsi:type="t">2026-01-02</dcterms:created><dc:title>2026</dc:title>';
    expect(mendCore(xml, '2000-01-01T00:00:00Z')).toBe(
      '<dcterms:created xsi:type="t">2000-01-01T00:00:00Z</dcterms:created><dc:title>2026</dc:title>',
    );
  });
});

describe('mendWorksheet', () => {
  it('orders sheetPr and the parts of the sheet', () => {
    expect(
      mendWorksheet(
        sheet(
          '<sheetPr><tabColor/><pageSetUpPr/><outlinePr/></sheetPr><sheetData/><tableParts/><extLst/><legacyDrawing/>',
        ),
        false,
      ),
    ).toBe(
      sheet(
        '<sheetPr><tabColor/><outlinePr/><pageSetUpPr/></sheetPr><sheetData/><legacyDrawing/><tableParts/><extLst/>',
      ),
    );
  });

  it('selects the first tab and no other', () => {
    const xml = sheet('<sheetViews><sheetView workbookViewId="0" tabSelected="1"/></sheetViews>');
    expect(mendWorksheet(xml, true)).toContain('<sheetView workbookViewId="0" tabSelected="1"/>');
    expect(mendWorksheet(xml, false)).toContain('<sheetView workbookViewId="0"/>');
  });

  it('marks the summary column of a hidden group, and counts the levels', () => {
    const cols = (right: string) =>
      mendWorksheet(
        sheet(
          `<sheetPr><outlinePr summaryRight="${right}"/></sheetPr><sheetFormatPr outlineLevelCol="0"/><cols>` +
            '<col min="1" max="2" width="9"/>' +
            '<col min="3" max="4" width="9" hidden="1" outlineLevel="2" collapsed="1"/>' +
            '<col min="5" max="5" width="9" outlineLevel="1" collapsed="1"/></cols>',
        ),
        false,
      );
    expect(cols('0')).toContain('<sheetFormatPr outlineLevelCol="2"/>');
    expect(all(cols('0'), /<col min="(\d)"[^>]*collapsed="1"/g)).toEqual(['2']);
    expect(all(cols('1'), /<col min="(\d)"[^>]*collapsed="1"/g)).toEqual(['5']);
    expect(all(cols('1'), /<col min="(\d)" max="\d"[^>]*hidden="1"/g)).toEqual(['3', '4']);
  });

  it('writes bounds of validations with a capital E', () => {
    const xml = sheet('<dataValidations><formula1>-1e+300</formula1></dataValidations>');
    expect(mendWorksheet(xml, false)).toContain('<formula1>-1E+300</formula1>');
  });

  it.each(['NaN', 'Infinity', '-Infinity'])('refuses %s as a number', (value) => {
    const xml = sheet(
      `<sheetData><c r="A1"><v>1</v></c><c r="B7"><f>A1</f><v>${value}</v></c></sheetData>`,
    );
    expect(() => mendWorksheet(xml, false)).toThrow('cell B7');
  });

  it('counts the ids of data bars instead of drawing lots', () => {
    const id = '{A137206C-A704-4559-A120-5D0A35949E6A}';
    const xml = sheet(`<cfRule><x14:id>${id}</x14:id></cfRule><x14:cfRule id="${id}"/>`);
    const mended = mendWorksheet(xml, false);
    expect(all(mended, /(\{[^}]*\})/g)).toEqual(
      Array(2).fill('{00000000-0000-4000-8000-000000000001}'),
    );
  });
});

describe('mendHyperlinks', () => {
  it('turns relationships to the inside into locations', () => {
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';
    const inside = { id: 'rId1', type, target: "#'Learning rates'!A1", external: true };
    const outside = { id: 'rId2', type, target: 'https://example.org/', external: true };
    const { xml, relationships } = mendHyperlinks(
      '<hyperlink ref="A1" r:id="rId1" location="#x"/><hyperlink ref="A2" r:id="rId2"/>',
      [inside, outside],
    );
    expect(xml).toBe(
      '<hyperlink ref="A1" location="\'Learning rates\'!A1"/><hyperlink ref="A2" r:id="rId2"/>',
    );
    expect(relationships).toEqual([outside]);
  });
});

describe('the workbook part', () => {
  const workbook = (content: string) =>
    `<workbook><sheets><sheet name="It&apos;s" r:id="rId1"/></sheets>${content}</workbook>`;

  it('has a view, before the sheets', () => {
    expect(openOnFirstSheet(workbook(''))).toMatch(/^<workbook><bookViews>.*<\/bookViews><sheets>/);
    const twice = openOnFirstSheet(openOnFirstSheet(workbook('')));
    expect(all(twice, /(<bookViews>)/g)).toHaveLength(1);
  });

  it.each(['', '<calcPr calcId="1"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'])(
    'is not recalculated on loading: %s',
    (calcPr) => {
      const xml = takeAsCalculated(workbook(calcPr));
      expect(all(xml, /(<calcPr[^>]*>)/g)).toEqual(['<calcPr calcId="191029"/>']);
    },
  );

  it('defines names in order, in place of those it has, with printed ranges mended', () => {
    const xml = defineNames(
      workbook(
        "<definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'It's'!$A:$B,'It's'!$6:$6</definedName>" +
          '<definedName name="_xlnm.Print_Area" localSheetId="0">\'It\'s\'!$A1:$F20</definedName>' +
          '<definedName name="ETA">x</definedName></definedNames><calcPr/>',
      ),
      [
        { name: 'tolerance', formula: '1E-4&"<"' },
        { name: 'eta', formula: "'It''s'!$B$4" },
      ],
    );
    expect(
      [...xml.matchAll(/<definedName name="([^"]*)"[^>]*>([^<]*)/g)].map((m) => m.slice(1)),
    ).toEqual([
      ['_xlnm.Print_Area', "'It''s'!$A$1:$F$20"],
      ['_xlnm.Print_Titles', "'It''s'!$A:$B,'It''s'!$6:$6"],
      ['eta', "'It''s'!$B$4"],
      ['tolerance', '1E-4&amp;"&lt;"'],
    ]);
    expect(xml).toContain('</sheets><definedNames>');
    expect(xml).toContain('</definedNames><calcPr/>');
  });
});

describe('text of a cell', () => {
  it.each([
    '_x000D_',
    'a\ufffeb',
    '</t><t>',
    '"quotes" & \'apostrophes\'',
    '=1+1',
    '  spaces  ',
    'two\nlines',
    'σ ½ 𝛿',
  ])('%j comes back as it went in', async (text) => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Start').getCell('A1').value = text;
    const skeleton = await exceljsParts(book);
    const parts = await unzip(await finishWorkbook(skeleton, []));
    const [escaped] = all(parts.get('xl/sharedStrings.xml')!, /<t[^>]*>([^<]*)</g);
    const read = escaped!
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
    expect(read).toBe(text);
  });
});
