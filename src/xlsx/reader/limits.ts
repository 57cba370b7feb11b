/** How much is read of a file that may have been made to hurt. */
export interface ReadLimits {
  /** The file itself. */
  readonly fileBytes: number;
  /** Its parts. */
  readonly entries: number;
  /** One part, unpacked. */
  readonly partBytes: number;
  /** All that is read of it, unpacked; a part that is read twice counts twice. */
  readonly unpackedBytes: number;
  /** How many times as large it may be unpacked. A workbook is about 20 times, a bomb 1,000. */
  readonly ratio: number;
  /** Of a kind, in the parts that only name others: sheets, defined names, tables, references. */
  readonly items: number;
  /** All sheets together. */
  readonly cells: number;
  /** Characters of all values and formulas, each shared formula counted once a cell. */
  readonly characters: number;
}

const MB = 1024 * 1024;

/** Room for what people make by hand and programs save, and for no bomb. */
export const defaultLimits: ReadLimits = {
  fileBytes: 20 * MB,
  entries: 1000,
  partBytes: 50 * MB,
  unpackedBytes: 100 * MB,
  ratio: 100,
  items: 10_000,
  cells: 1_000_000,
  characters: 100_000_000,
};

/** Room for a workbook of so many cells, whichever program saved it: measured, and twice as much. */
export function limitsFor(cells: number): ReadLimits {
  return {
    ...defaultLimits,
    fileBytes: Math.max(defaultLimits.fileBytes, 60 * cells),
    partBytes: Math.max(defaultLimits.partBytes, 500 * cells),
    unpackedBytes: Math.max(defaultLimits.unpackedBytes, 1000 * cells),
    cells: Math.max(defaultLimits.cells, 2 * cells),
    characters: Math.max(defaultLimits.characters, 500 * cells),
  };
}
