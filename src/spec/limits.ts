/** A spec is text; a network that fits into a workbook needs far less. */
export const longestSpec = 10_000_000;

/** What a sheet of Excel holds. */
export const sheetLimits = { columns: 16_384, rows: 1_048_576 } as const;

/** So many cells of default comparison are worth their time and file size. */
export const comparisonCells = 200_000;

/** Beyond this no spreadsheet program opens the file. */
export const workbookCells = 100_000_000;

/** Google Sheets' limit for a whole file. */
export const googleCells = 10_000_000;
