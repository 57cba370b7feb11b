import { cellAddress, columnNumber } from '../address.ts';
import { attribute, child, insertChild, splice, startTag } from './scan.ts';
import { element } from './xml.ts';

/** The children of `<worksheet>` in the order of the schema (CT_Worksheet). */
export const WORKSHEET_ORDER = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'drawingHF',
  'legacyDrawing',
  'legacyDrawingHF',
  'picture',
  'oleObjects',
  'controls',
  // On this level it holds nothing but `controls`.
  'mc:AlternateContent',
  'webPublishItems',
  'tableParts',
  'extLst',
];

/** The cell formats (indexes into cellXfs) of one row's cells, by column letters. */
export function templateStyles(sheetXml: string, rowNumber: number): Map<string, number> {
  const { start, end } = rowSpan(sheetXml, rowNumber);
  const styles = new Map<string, number>();
  for (const [tag, letters] of sheetXml.slice(start, end).matchAll(/<c r="([A-Z]+)\d+"[^>]*>/g)) {
    styles.set(letters!, Number(attribute(tag, 's') ?? 0));
  }
  return styles;
}

/** A sheet cut open where its table begins: rows from `row` on are gone. */
export interface OpenSheet {
  /** Up to the last row above the table. */
  readonly head: string;
  /** From `</sheetData>` on. */
  readonly tail: string;
}

export function openAtRow(sheetXml: string, row: number): OpenSheet {
  const { start } = rowSpan(sheetXml, row);
  const sheetData = child(sheetXml, 'sheetData')!;
  return { head: sheetXml.slice(0, start), tail: sheetXml.slice(sheetData.contentEnd) };
}

/** A sheet in which rows get more cells behind those they have. */
export interface SheetWithin {
  /** Up to the first of these rows. */
  readonly head: string;
  /** Such a row up to the cells that are to come. */
  readonly begin: (row: number) => string;
  /** What follows the last of them. */
  readonly tail: string;
}

/** Cuts a sheet open so that rows from `first` to `last` can be given other cells from `column` on. */
export function openWithin(
  sheetXml: string,
  {
    first,
    last,
    column,
  }: { readonly first: number; readonly last: number; readonly column: number },
): SheetWithin {
  return {
    head: sheetXml.slice(0, rowSpan(sheetXml, first).start),
    begin: (row) => {
      const { start, end } = rowSpan(sheetXml, row);
      const xml = sheetXml.slice(start, end);
      for (const { 1: letters, index } of xml.matchAll(/<c r="([A-Z]+)\d+"/g)) {
        if (columnNumber(letters!) >= column) return xml.slice(0, index);
      }
      throw new Error(`the skeleton has no cell for what is to come in row ${row}`);
    },
    tail: sheetXml.slice(rowSpan(sheetXml, last).end),
  };
}

function rowSpan(sheetXml: string, row: number): { start: number; end: number } {
  const start = sheetXml.search(new RegExp(`<row r="${row}"[ />]`));
  if (start < 0) throw new Error(`the skeleton has no row ${row}`);
  const next = sheetXml.indexOf('<row ', start + 1);
  return { start, end: next < 0 ? sheetXml.indexOf('</sheetData>', start) : next };
}

/** The first index that no shared formula in this XML has. */
export function nextSharedIndex(xml: string): number {
  let next = 0;
  for (const [, index] of xml.matchAll(/<f [^>]*\bsi="(\d+)"/g)) {
    next = Math.max(next, Number(index) + 1);
  }
  return next;
}

/** Widens the range that the sheet says it uses so that it reaches this cell. */
export function reachTo(sheetXml: string, lastRow: number, lastColumn: number): string {
  const span = child(sheetXml, 'dimension');
  if (span === undefined) return sheetXml;
  const cells = [
    ...(attribute(startTag(sheetXml, span), 'ref') ?? 'A1').matchAll(/([A-Z]+)(\d+)/g),
  ].map(([, letters, row]) => ({ column: columnNumber(letters!), row: Number(row) }));
  const columns = [...cells.map(({ column }) => column), lastColumn];
  const rows = [...cells.map(({ row }) => row), lastRow];
  const first = cellAddress(Math.min(...columns), Math.min(...rows));
  const last = cellAddress(Math.max(...columns), Math.max(...rows));
  const dimension = element('dimension', { ref: first === last ? first : `${first}:${last}` });
  return splice(sheetXml, span.start, span.end, dimension);
}

/** Hangs a drawing part on the sheet. */
export function addDrawing(sheetXml: string, relationshipId: string): string {
  return insertChild(sheetXml, element('drawing', { 'r:id': relationshipId }), WORKSHEET_ORDER);
}
