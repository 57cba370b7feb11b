import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDeflateRaw } from 'node:zlib';
import { columnLetters } from '../../../src/xlsx/address.ts';
import { formulaAt, type Pieces, type Table, type TableColumn } from '../table.ts';

/**
 * The floor: the rows as a writer with shared formulas has to spell them, straight into a deflate
 * stream and nothing else. What comes out is no workbook, only the largest part of one.
 */
export async function write(table: Table, path: string): Promise<void> {
  await pipeline(
    Readable.from(rowStrings(table)),
    createDeflateRaw({ level: 6 }),
    createWriteStream(path),
  );
}

const CHUNK = 1 << 16;

/** The `<row>` elements, in pieces of about 64 KB. Styles are 1, 2, … in order of appearance. */
export function* rowStrings({ firstRow, rows, columns }: Table): Generator<string> {
  const formats = [...new Set(columns.map(({ format }) => format))];
  const cells = columns.map((column, i) => {
    const style = ` s="${formats.indexOf(column.format) + 1}">`;
    return { letters: columnLetters(i + 1), style, values: column.values };
  });
  const formulas = formulaElements(firstRow, rows, columns);
  let chunk = '';
  for (let row = 0; row < rows; row++) {
    const elements = formulas[Math.min(row, 2)];
    const sheetRow = firstRow + row;
    chunk += `<row r="${sheetRow}">`;
    for (let i = 0; i < cells.length; i++) {
      const { letters, style, values } = cells[i];
      chunk += `<c r="${letters}${sheetRow}"${style}${elements[i]}<v>${values[row]}</v></c>`;
    }
    chunk += '</row>';
    if (chunk.length >= CHUNK) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

/** The `<f>` elements of row 0, of row 1 and of all rows below. */
function formulaElements(firstRow: number, rows: number, columns: readonly TableColumn[]) {
  const lastRow = firstRow + rows - 1;
  let shared = 0;
  const master = (i: number, row: number, pieces: Pieces): [string, string] => {
    const [letters, from] = [columnLetters(i + 1), firstRow + row];
    const text = formulaAt(pieces, from).replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const range = `ref="${letters}${from}:${letters}${lastRow}"`;
    const index = shared++;
    return [`<f t="shared" ${range} si="${index}">${text}</f>`, `<f t="shared" si="${index}"/>`];
  };
  const byColumn = columns.map(({ first, rest }, i): [string, string, string] => {
    if (rest === 'constant') return ['', '', ''];
    if (first === undefined) {
      const [whole, part] = master(i, 0, rest);
      return [whole, part, part];
    }
    const own = first === 'constant' ? '' : `<f>${formulaAt(first, firstRow)}</f>`;
    return [own, ...master(i, 1, rest)];
  });
  return [0, 1, 2].map((row) => byColumn.map((elements) => elements[row]));
}
