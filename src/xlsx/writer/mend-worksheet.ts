import { RELATIONSHIP, type Relationship } from './relationships.ts';
import { attribute, child, children, inOrder, splice, startTag, withAttribute } from './scan.ts';
import { WORKSHEET_ORDER } from './worksheet.ts';

/** What exceljs 4.4.0 writes wrongly in a worksheet. */

/** All mends that need nothing but the sheet itself. */
export function mendWorksheet(xml: string, isFirst: boolean): string {
  refuseNaN(xml);
  const mends = [
    orderChildren,
    (sheet: string) => selectTab(sheet, isFirst),
    mendOutline,
    mendRowOutline,
    mendValidations,
    fixIds,
  ];
  return mends.reduce((sheet, mend) => mend(sheet), xml);
}

/** exceljs writes NaN and infinities as if they were numbers; nothing could open that file. */
function refuseNaN(xml: string): void {
  const match =
    /<c r="([A-Z]+\d+)"[^>]*>(?:<f[^>]*>[^<]*<\/f>|<f[^>]*\/>)?<v>-?(?:NaN|Infinity)<\/v>/.exec(
      xml,
    );
  if (match !== null) throw new RangeError(`cell ${match[1]} holds no finite number`);
}

/** sheetPr ends with pageSetUpPr before outlinePr, legacyDrawing stands behind tableParts. */
function orderChildren(xml: string): string {
  const ordered = inOrder(xml, WORKSHEET_ORDER);
  const sheetPr = child(ordered, 'sheetPr');
  if (sheetPr === undefined) return ordered;
  const properties = inOrder(ordered.slice(sheetPr.start, sheetPr.end), [
    'tabColor',
    'outlinePr',
    'pageSetUpPr',
  ]);
  return splice(ordered, sheetPr.start, sheetPr.end, properties);
}

/** Exactly one tab is selected: typing into a group of selected sheets would change them all. */
function selectTab(xml: string, selected: boolean): string {
  return xml.replace(/<sheetView [^>]*>/g, (tag) =>
    withAttribute(tag, 'tabSelected', selected ? '1' : undefined),
  );
}

/**
 * sheetFormatPr says 0 levels unless told, and then Excel shows no outline; and exceljs marks every
 * column of a group as collapsed, where it is the summary column beside a hidden group that is.
 */
function mendOutline(xml: string): string {
  const cols = child(xml, 'cols');
  if (cols === undefined) return xml;
  const columns = children(xml, cols).flatMap((span) => expand(startTag(xml, span)));
  const byNumber = new Map(columns.map((column) => [column.number, column]));
  const detail = /<outlinePr [^>]*summaryRight="0"/.test(xml) ? 1 : -1;
  const list = columns.map((column) => {
    const neighbour = byNumber.get(column.number + detail);
    const summarises = neighbour?.hidden === true && neighbour.level > column.level;
    return withAttribute(column.tag, 'collapsed', summarises ? '1' : undefined);
  });
  const mended = splice(xml, cols.contentStart, cols.contentEnd, list.join(''));
  const deepest = Math.max(0, ...columns.map(({ level }) => level));
  return mended.replace(/<sheetFormatPr [^>]*>/, (tag) =>
    withAttribute(tag, 'outlineLevelCol', String(deepest)),
  );
}

/** The same of rows. */
function mendRowOutline(xml: string): string {
  if (!/<row [^>]*outlineLevel=/.test(xml)) return xml;
  const row = (tag: string) => ({
    number: Number(attribute(tag, 'r')),
    level: Number(attribute(tag, 'outlineLevel') ?? 0),
    hidden: attribute(tag, 'hidden') === '1',
  });
  const byNumber = new Map(
    [...xml.matchAll(/<row [^>]*>/g)].map(([tag]) => [row(tag).number, row(tag)]),
  );
  const detail = /<outlinePr [^>]*summaryBelow="0"/.test(xml) ? 1 : -1;
  return xml.replace(/<row [^>]*>/g, (tag) => {
    const { number, level } = row(tag);
    const neighbour = byNumber.get(number + detail);
    const summarises = neighbour?.hidden === true && neighbour.level > level;
    return withAttribute(tag, 'collapsed', summarises ? '1' : undefined);
  });
}

interface Column {
  readonly number: number;
  readonly tag: string;
  readonly level: number;
  readonly hidden: boolean;
}

/** A `<col>` for each column of a `<col>` that stands for several. */
function expand(tag: string): Column[] {
  const [min, max] = ['min', 'max'].map((name) => Number(attribute(tag, name)));
  const level = Number(attribute(tag, 'outlineLevel') ?? 0);
  const hidden = attribute(tag, 'hidden') === '1';
  return Array.from({ length: max! - min! + 1 }, (_, i) => {
    const number = min! + i;
    const own = tag
      .replace(/ min="\d+"/, ` min="${number}"`)
      .replace(/ max="\d+"/, ` max="${number}"`);
    return { number, tag: own, level, hidden };
  });
}

/** Bounds of validations are formulas: their numbers are written with a capital E. */
function mendValidations(xml: string): string {
  return xml.replace(/(<formula[12]>-?[\d.]+)e(?=[+-]?\d+<)/g, '$1E');
}

/** Data bars are tied to their extension by random ids; these are counted instead. */
function fixIds(xml: string): string {
  const ids = new Set([...xml.matchAll(/<x14:id>(\{[^}]+\})<\/x14:id>/g)].map(([, id]) => id!));
  return [...ids].reduce((sheet, id, index) => {
    const number = String(index + 1).padStart(12, '0');
    return sheet.replaceAll(id, `{00000000-0000-4000-8000-${number}}`);
  }, xml);
}

/**
 * Links within the workbook are written as relationships to the outside, which Google Sheets does
 * not follow: they become a location without a relationship.
 */
export function mendHyperlinks(
  xml: string,
  relationships: readonly Relationship[],
): { xml: string; relationships: Relationship[] } {
  const inside = new Map(
    relationships
      .filter(({ type, target }) => type === RELATIONSHIP.hyperlink && target.startsWith('#'))
      .map(({ id, target }) => [id, target.slice(1)]),
  );
  const mended = xml.replace(/<hyperlink [^>]*>/g, (tag) => {
    const location = inside.get(attribute(tag, 'r:id') ?? '');
    if (location === undefined) return tag;
    return withAttribute(withAttribute(tag, 'r:id', undefined), 'location', location);
  });
  return { xml: mended, relationships: relationships.filter(({ id }) => !inside.has(id)) };
}
