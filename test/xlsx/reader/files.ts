import JSZip from 'jszip';

/** Sheets by name, each the content of `<sheetData>`. */
export interface HandMade {
  readonly sheets: Readonly<Record<string, string>>;
  /** Content of `<sst>`. */
  readonly texts?: string;
  /** Content of `<definedNames>`. */
  readonly names?: string;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The smallest .xlsx that spreadsheets open, with XML written by hand. */
export async function handMade(content: HandMade): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [path, xml] of Object.entries(parts(content))) zip.file(path, xml);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** A file with one part put in place of another. */
export async function withPart(
  bytes: Uint8Array,
  path: string,
  xml: string | Uint8Array | null,
): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  if (xml === null) zip.remove(path);
  else zip.file(path, xml);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

function parts({ sheets, texts = '', names = '' }: HandMade): Record<string, string> {
  const entries = Object.entries(sheets);
  const number = (i: number) => i + 1;
  const tabs = entries.map(
    ([name], i) => `<sheet name="${name}" sheetId="${number(i)}" r:id="rId${number(i)}"/>`,
  );
  const relations = [
    ...entries.map((_, i) => relation(`rId${number(i)}`, 'worksheet', `worksheets/${i}.xml`)),
    relation('rIdTexts', 'sharedStrings', '/xl/sharedStrings.xml'),
  ];
  const overrides = entries.map((_, i) => override(`xl/worksheets/${i}.xml`, 'worksheet'));
  return {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/sharedStrings.xml', 'sharedStrings')}${overrides.join('')}</Types>`,
    '_rels/.rels': relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${tabs.join('')}</sheets>${names && `<definedNames>${names}</definedNames>`}</workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(relations),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${texts}</sst>`,
    ...Object.fromEntries(
      entries.map(([, data], i) => [
        `xl/worksheets/${i}.xml`,
        `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`,
      ]),
    ),
  };
}

function relationships(items: readonly string[]): string {
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${DOCUMENT}/${type}" Target="${target}"/>`;
}

function override(path: string, type: string): string {
  return `<Override PartName="/${path}" ContentType="${TYPE}.${type}+xml"/>`;
}
