/** What the parts of a workbook have in common. */
export interface Context {
  /** In small letters. */
  readonly sheetNames: ReadonlySet<string>;
  /** How many formats of cells, formats of rules and shared texts there are. */
  readonly styles: number;
  readonly ruleFormats: number;
  readonly texts: number;
}
