import JSZip from 'jszip';
import { type Cells, cellAt } from '../../src/xlsx/cells.ts';

const SHEET = 'gradsheet sentinel';

/**
 * Adds a sheet with a formula whose stored result is wrong on purpose. An engine that hands back
 * the wrong result has not recalculated, and then its agreement proves nothing. It is a sheet of
 * its own so that no range of the workbook can reach it.
 */
export async function plantSentinel(bytes: Uint8Array): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  const insert = async (path: string, before: string, xml: string) => {
    const part = await zip.file(path)?.async('string');
    if (!part?.includes(before)) throw new Error(`${path} has no ${before}`);
    zip.file(path, part.replace(before, xml + before));
  };
  await insert(
    'xl/workbook.xml',
    '</sheets>',
    `<sheet name="${SHEET}" sheetId="60000" r:id="rIdSentinel"/>`,
  );
  await insert(
    'xl/_rels/workbook.xml.rels',
    '</Relationships>',
    '<Relationship Id="rIdSentinel" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sentinel.xml"/>',
  );
  await insert(
    '[Content_Types].xml',
    '</Types>',
    '<Override PartName="/xl/worksheets/sentinel.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>',
  );
  zip.file(
    'xl/worksheets/sentinel.xml',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><f>1+1</f><v>-1</v></c></row></sheetData></worksheet>',
  );
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** The cells without the sentinel; throws if it still has its wrong result. */
export function checkSentinel(engine: string, cells: Cells): Cells {
  const value = cellAt(cells, SHEET, 'A1')?.value;
  if (value !== 2) {
    throw new Error(`${engine} did not recalculate: it takes 1+1 for ${JSON.stringify(value)}`);
  }
  return { ...cells, sheets: new Map([...cells.sheets].filter(([name]) => name !== SHEET)) };
}
