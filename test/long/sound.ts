import JSZip from 'jszip';
import { type Cells, cellsOf } from '../../src/xlsx/cells.ts';
import { limitsFor } from '../../src/xlsx/reader/limits.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { xmlSink } from '../../src/xlsx/reader/xml.ts';

/** What a cell of Excel holds at most. */
const LONGEST_TEXT = 32_767;
const LONGEST_FORMULA = 8192;

/**
 * Reads a workbook of ours back. Throws where a part is no XML, a sheet cannot be read, or a cell
 * holds more than Excel opens.
 */
export async function readSound(bytes: Uint8Array): Promise<Cells> {
  const zip = await JSZip.loadAsync(bytes);
  for (const [path, file] of Object.entries(zip.files)) {
    if (!/\.(xml|rels|vml)$/.test(path)) throw new Error(`${path} is no XML`);
    const sink = xmlSink({});
    sink.write(await file.async('string'));
    sink.end();
  }
  const cells = await readCells(bytes, limitsFor(5_000_000));
  for (const sheet of cells.sheets.values()) {
    for (const { address, value, formula = '' } of cellsOf(sheet)) {
      const tooLong =
        formula.length > LONGEST_FORMULA ||
        (typeof value === 'string' && value.length > LONGEST_TEXT);
      if (tooLong) throw new Error(`${sheet.name}!${address} holds too much`);
    }
  }
  return cells;
}
