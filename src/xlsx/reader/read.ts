import type { Cells, SheetCells } from '../cells.ts';
import { openPackage, type Package, type PackageLimits } from './package.ts';
import { tooLarge } from './problem.ts';
import { sheetReader } from './sheet.ts';
import { decodeString, type XmlHandler } from './xml.ts';

export interface ReadLimits extends PackageLimits {
  /** All sheets together. */
  readonly cells: number;
  /** Characters of all values and formulas, each shared formula counted once a cell. */
  readonly characters: number;
}

/** Room for the largest workbook one can open in practice, and for no bomb. */
export const defaultLimits: ReadLimits = {
  fileBytes: 128 * 1024 * 1024,
  unpackedBytes: 1024 * 1024 * 1024,
  entries: 10_000,
  cells: 5_000_000,
  characters: 250_000_000,
};

/**
 * Reads what the cells of an .xlsx file hold, whether gradsheet, Excel, Google Sheets, LibreOffice
 * or Gnumeric wrote it. Nothing is computed: a formula's value is the one stored beside it.
 *
 * The file may be anything. One that is no workbook, is damaged or exceeds the limits throws
 * `GradsheetError('FILE')`.
 */
export async function readCells(
  bytes: Uint8Array,
  limits: ReadLimits = defaultLimits,
): Promise<Cells> {
  const file = await openPackage(bytes, limits);
  let characters = 0;
  const charge = (more: number) => {
    characters += more;
    if (characters > limits.characters) throw tooLarge('it', limits.characters, 'characters');
  };
  const texts = await sharedStrings(file, charge, limits);
  let cells = 0;
  const toll = (more: number) => {
    cells += 1;
    if (cells > limits.cells) throw tooLarge('it', limits.cells, 'cells');
    charge(more);
  };

  const sheets = new Map<string, SheetCells>();
  for (const { name, path } of file.sheets) {
    const { sheet, handler } = sheetReader(name, texts, toll);
    await file.parse(path, handler);
    sheets.set(name, sheet);
  }
  return { sheets, names: file.names };
}

/** The texts that cells refer to by number; formatted runs are joined. */
async function sharedStrings(
  file: Package,
  charge: (characters: number) => void,
  limits: ReadLimits,
): Promise<string[]> {
  const texts: string[] = [];
  if (file.sharedStrings === undefined) return texts;
  let inText = false;
  let inPhonetic = false;
  const handler: XmlHandler = {
    open(element) {
      if (element === 'si') texts.push('');
      if (texts.length > limits.cells) throw tooLarge('it', limits.cells, 'texts');
      if (element === 'rPh') inPhonetic = true;
      inText = element === 't' && !inPhonetic;
    },
    text(text) {
      if (!inText) return;
      charge(text.length);
      texts[texts.length - 1] += text;
    },
    close(element) {
      inText = false;
      if (element === 'rPh') inPhonetic = false;
    },
  };
  await file.parse(file.sharedStrings, handler);
  return texts.map(decodeString);
}
