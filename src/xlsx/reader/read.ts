import type { Cells, SheetCells } from '../cells.ts';
import { defaultLimits, type ReadLimits } from './limits.ts';
import { openPackage, type PackageSheet } from './package.ts';
import { checkBytes, tooLarge } from './problem.ts';
import { sharedStringsReader } from './shared-strings.ts';
import { sheetReader } from './sheet.ts';
import { tableReader } from './table.ts';

/**
 * Reads what the cells of an .xlsx file hold, whether gradsheet, Excel, Google Sheets, LibreOffice
 * or Gnumeric wrote it. Nothing is computed: a formula's value is the one stored beside it.
 *
 * The file may be anything. One that is no workbook, is damaged, can be read in two ways or exceeds
 * the limits throws `GradsheetError('FILE')`.
 */
export async function readCells(
  bytes: Uint8Array,
  limits: ReadLimits = defaultLimits,
): Promise<Cells> {
  checkBytes(bytes);
  const file = await openPackage(bytes, limits);
  let characters = 0;
  const charge = (more: number) => {
    characters += more;
    if (characters > limits.characters) throw tooLarge('it', limits.characters, 'characters');
  };
  const most = Math.min(limits.cells, alwaysCells + cellsPerByte * bytes.byteLength);
  const strings = sharedStringsReader(charge, most);
  if (file.sharedStrings !== undefined) await file.parse(file.sharedStrings, strings.roots);
  const texts = strings.texts();
  let cells = 0;
  const toll = (more: number) => {
    cells += 1;
    if (cells > most) throw tooLarge('it', most, 'cells');
    charge(more);
  };

  const tablesOf = async (sheet: PackageSheet) => {
    const tables = [];
    for (const path of await sheet.tables()) {
      const { roots, result } = tableReader(limits.items);
      await file.parse(path, roots);
      tables.push(result());
    }
    return tables;
  };
  const sheets = new Map<string, SheetCells>();
  for (const sheet of file.sheets) {
    const { name, state, names, path } = sheet;
    const { rows, roots } = sheetReader(name, texts, toll);
    await file.parse(path, roots);
    sheets.set(name, { name, state, names, tables: await tablesOf(sheet), rows });
  }
  return { sheets, names: file.names };
}

// A cell takes 200 times the memory that its bytes take in the file, if it only repeats others: a
// small file may have a table's worth of them, a large one one more for each of its bytes.
const alwaysCells = 100_000;
const cellsPerByte = 1;
