import { quoteSheet } from '../address.ts';
import { attribute, child, children, content, insertChild, splice, startTag } from './scan.ts';
import { element, escapeText, unescapeXml } from './xml.ts';

export const WORKBOOK_PATH = 'xl/workbook.xml';

/** The children of `<workbook>` in the order of the schema (CT_Workbook). */
const WORKBOOK_ORDER = [
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
  'calcPr',
];

/** A name for a cell, a range, a constant or a formula, known in the whole workbook. */
export interface DefinedName {
  readonly name: string;
  /** Without `=`: `'Network'!$B$4`. */
  readonly formula: string;
}

/** One `<sheet>` of the workbook. */
export interface SheetEntry {
  readonly name: string;
  readonly relationshipId: string;
}

/** The sheets in the order of their tabs. */
export function sheetEntries(workbookXml: string): SheetEntry[] {
  const sheets = child(workbookXml, 'sheets');
  if (sheets === undefined) return [];
  return children(workbookXml, sheets).map((span) => {
    const tag = startTag(workbookXml, span);
    return { name: attribute(tag, 'name') ?? '', relationshipId: attribute(tag, 'r:id') ?? '' };
  });
}

/** Has the workbook open on its first sheet. exceljs may leave out the view that sheets refer to. */
export function openOnFirstSheet(workbookXml: string): string {
  const view = element('workbookView', {
    xWindow: 0,
    yWindow: 0,
    windowWidth: 28_800,
    windowHeight: 17_600,
    tabRatio: 800,
    firstSheet: 0,
    activeTab: 0,
  });
  const present = child(workbookXml, 'bookViews');
  const rest =
    present === undefined ? workbookXml : splice(workbookXml, present.start, present.end, '');
  return insertChild(rest, element('bookViews', {}, view), WORKBOOK_ORDER);
}

/**
 * The engine that Excel 2019 to 365 calculates with. Excel recalculates a file on loading whose
 * number is lower than its own (ECMA-376 part 1, 18.2.2; [MS-XLS] 2.4.215), which older ones then
 * never do.
 */
const CALCULATION_ENGINE = 191_029;

/**
 * Says that the stored values are those of the formulas, so that no program recalculates the file
 * on loading. Excel takes a recalculated file for a changed one, and asks on every closing whether to
 * save it, though nobody has touched it (github.com/jmcnamara/XlsxWriter/issues/309). Every formula
 * has its value here, and they are proven to be what programs compute; an edit recalculates what
 * depends on it in all of them.
 */
export function takeAsCalculated(workbookXml: string): string {
  const present = child(workbookXml, 'calcPr');
  const rest =
    present === undefined ? workbookXml : splice(workbookXml, present.start, present.end, '');
  return insertChild(rest, element('calcPr', { calcId: CALCULATION_ENGINE }), WORKBOOK_ORDER);
}

/**
 * Adds names, replacing those that are there under the same name, and mends what exceljs writes
 * for print areas and repeated rows: it leaves quotes in sheet names single and rows relative.
 */
export function defineNames(workbookXml: string, names: readonly DefinedName[]): string {
  const span = child(workbookXml, 'definedNames');
  const sheets = sheetEntries(workbookXml);
  const own = new Set(names.map(({ name }) => name.toLowerCase()));
  const kept =
    span === undefined
      ? []
      : children(workbookXml, span).flatMap((item) => {
          const tag = startTag(workbookXml, item);
          const name = attribute(tag, 'name') ?? '';
          if (own.has(name.toLowerCase())) return [];
          const formula = unescapeXml(content(workbookXml, item));
          const sheet = attribute(tag, 'localSheetId');
          const mended =
            sheet === undefined ? formula : mendPrintRange(formula, sheets[Number(sheet)]!.name);
          return [{ name, sheet, formula: mended }];
        });
  const all = [...joined(kept), ...names.map((name) => ({ ...name, sheet: undefined }))];
  if (all.length === 0) return workbookXml;
  // Excel keeps them sorted, without regard to case.
  all.sort((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()));
  const list = element(
    'definedNames',
    {},
    ...all.map(({ name, sheet, formula }) =>
      element('definedName', { name, localSheetId: sheet }, escapeText(formula)),
    ),
  );
  const rest = span === undefined ? workbookXml : splice(workbookXml, span.start, span.end, '');
  return insertChild(rest, list, WORKBOOK_ORDER);
}

/** exceljs writes a name for each of several areas that a sheet prints; Excel knows one for all. */
function joined<Name extends { name: string; sheet: string | undefined; formula: string }>(
  names: readonly Name[],
): Name[] {
  const byPlace = new Map<string, Name>();
  for (const each of names) {
    const place = `${each.sheet} ${each.name}`;
    const before = byPlace.get(place);
    const formula = before ? `${before.formula},${each.formula}` : each.formula;
    byPlace.set(place, { ...each, formula });
  }
  return [...byPlace.values()];
}

function mendPrintRange(formula: string, sheet: string): string {
  return formula
    .split(`'${sheet}'!`)
    .map((ranges) => ranges.replace(/\$?([A-Z]{1,3})\$?(\d+)/g, '$$$1$$$2'))
    .join(`${quoteSheet(sheet)}!`);
}

// Not localeCompare: its order depends on the locale.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
