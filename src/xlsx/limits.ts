/** What a file may hold: policy numbers that writers, readers and the lint share. */

/**
 * Microsoft Excel (support.microsoft.com, "Excel specifications and limits"; [MS-OI29500] for what
 * Office adds to ISO/IEC 29500). Lengths are in UTF-16 units.
 */
export const EXCEL = {
  rows: 1_048_576,
  columns: 16_384,
  /** The height of a row (learn.microsoft.com, Range.RowHeight). */
  rowPoints: 409.5,
  formulaCharacters: 8_192,
  textCharacters: 32_767,
  /** Of the texts of a data validation ([MS-OI29500] 2.1.613). */
  promptCharacters: 255,
  promptTitleCharacters: 32,
  errorCharacters: 224,
  sheetNameCharacters: 31,
} as const;

/** Google Sheets (support.google.com/drive/answer/37603, "Files you can store in Google Drive"). */
export const GOOGLE = {
  cells: 10_000_000,
  columns: 18_278,
  textCharacters: 50_000,
  /** Google gives no figure; beyond this an edit takes minutes there, and seconds in others. */
  quickFormulas: 1_000_000,
} as const;
