import JSZip from 'jszip';

/** The parts of a small workbook by their paths. */
export type PackageParts = Record<string, string>;

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const relationships = (...all: [id: string, type: string, target: string][]) => {
  const list = all.map(
    ([id, type, target]) =>
      `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
};

export const SHEET = 'xl/worksheets/sheet1.xml';
export const SECOND = 'xl/worksheets/sheet2.xml';
export const WORKBOOK = 'xl/workbook.xml';
export const STYLES = 'xl/styles.xml';
export const TEXTS = 'xl/sharedStrings.xml';
export const DRAWING = 'xl/drawings/drawing1.xml';
export const CHART = 'xl/charts/chart1.xml';

/** A workbook with a little of everything that limits are about, all of it within them. */
export const soundParts = (): PackageParts => ({
  '_rels/.rels': relationships(['rId1', 'officeDocument', 'xl/workbook.xml']),
  'xl/_rels/workbook.xml.rels': relationships(
    ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'worksheet', 'worksheets/sheet2.xml'],
    ['rId3', 'styles', 'styles.xml'],
    ['rId4', 'sharedStrings', 'sharedStrings.xml'],
  ),
  [WORKBOOK]: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="One" sheetId="1" r:id="rId1"/><sheet name="Second sheet" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="eta">One!$A$1</definedName></definedNames></workbook>`,
  [STYLES]: `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00"/></numFmts><fonts><font><sz val="11"/><name val="Calibri"/></font></fonts><fills><fill/></fills><borders><border/></borders><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs><dxfs><dxf><font><b/><color rgb="FF000000"/></font><fill/></dxf></dxfs></styleSheet>`,
  [TEXTS]: `<sst xmlns="${MAIN}"><si><t>one</t></si><si><r><t>two</t></r><r><t>three</t></r></si></sst>`,
  [SHEET]: `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><cols><col min="1" max="2" width="12"/></cols><sheetData><row r="1" ht="20"><c r="A1" s="1"><v>0.5</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row><row r="2"><c r="A2"><f t="shared" ref="A2:A4" si="0">A1*2</f><v>1</v></c><c r="B2" t="str"><f>"a"&amp;eta</f><v>a0.5</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/><v>2</v></c></row><row r="4"><c r="A4"><f t="shared" si="0"/><v>4</v></c></row></sheetData><mergeCells><mergeCell ref="D1:E2"/><mergeCell ref="D3:E3"/></mergeCells><conditionalFormatting sqref="A1:A4"><cfRule type="expression" dxfId="0" priority="1"><formula>A1&gt;1</formula></cfRule><cfRule type="colorScale" priority="2"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFFFFFF"/><color rgb="FF000000"/></colorScale></cfRule></conditionalFormatting><dataValidations><dataValidation type="decimal" sqref="A1" promptTitle="Rate" prompt="Any number." errorTitle="Rate" error="Please."><formula1>0</formula1><formula2>1</formula2></dataValidation></dataValidations><hyperlinks><hyperlink ref="B1" location="'Second sheet'!A1"/><hyperlink ref="B2" r:id="rId2"/></hyperlinks><headerFooter><oddFooter>&amp;A</oddFooter></headerFooter><rowBreaks><brk id="3"/></rowBreaks><drawing r:id="rId1"/></worksheet>`,
  'xl/worksheets/_rels/sheet1.xml.rels': relationships(
    ['rId1', 'drawing', '../drawings/drawing1.xml'],
    ['rId2', 'hyperlink', 'https://example.org'],
  ).replace('org"/>', 'org" TargetMode="External"/>'),
  [SECOND]: `<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`,
  [DRAWING]: `<wsDr><sp><nvSpPr><cNvPr id="1" name="note"/></nvSpPr></sp><graphicFrame><nvGraphicFramePr><cNvPr id="2" name="chart"/></nvGraphicFramePr></graphicFrame></wsDr>`,
  'xl/drawings/_rels/drawing1.xml.rels': relationships(['rId1', 'chart', '../charts/chart1.xml']),
  [CHART]: `<chartSpace><chart><ser><xVal><numRef><f>One!$A$1:$A$2</f><numCache><ptCount val="2"/><pt idx="0"><v>0.5</v></pt><pt idx="1"><v>1</v></pt></numCache></numRef></xVal></ser></chart></chartSpace>`,
});

/** The parts as a file. */
export function packageOf(parts: PackageParts): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [path, xml] of Object.entries(parts)) zip.file(path, xml);
  return zip.generateAsync({ type: 'uint8array', compression: 'STORE' });
}

/** One change to one part: a piece of its text, and what takes its place. */
export type Damage = readonly [part: string, piece: string, instead: string];

/** The sound workbook with damages; each must find its piece. */
export function damagedPackage(damages: readonly Damage[]): Promise<Uint8Array> {
  const parts = soundParts();
  for (const [part, piece, instead] of damages) {
    if (!parts[part].includes(piece)) throw new Error(`${part} has no ${piece}`);
    parts[part] = parts[part].replace(piece, () => instead);
  }
  return packageOf(parts);
}
