import { inOrder } from './scan.ts';
import { escapeString, escapeText, unescapeXml } from './xml.ts';

/**
 * What exceljs 4.4.0 writes so that the schema, or a reader, objects; each function takes the text
 * of a part and gives it back right. Worksheets are in mend-worksheet.ts.
 */

/** CT_Font of cells and conditional formats. */
const FONT_ORDER = [
  'b',
  'i',
  'strike',
  'condense',
  'extend',
  'outline',
  'shadow',
  'u',
  'vertAlign',
  'sz',
  'color',
  'name',
  'family',
  'charset',
  'scheme',
];

/** CT_RPrElt, the font of a run of rich text: another order for the same things. */
const RUN_ORDER = [
  'rFont',
  'charset',
  'family',
  'b',
  'i',
  'strike',
  'outline',
  'shadow',
  'condense',
  'extend',
  'color',
  'sz',
  'u',
  'vertAlign',
  'scheme',
];

/** `xl/styles.xml`: the children of fonts. */
export function mendStyles(xml: string): string {
  return xml.replace(/<font>.*?<\/font>/gs, (font) => inOrder(font, FONT_ORDER));
}

/** `xl/sharedStrings.xml`: fonts of rich text, and characters that XML or `_xHHHH_` would change. */
export function mendSharedStrings(xml: string): string {
  return xml
    .replace(/<rPr>.*?<\/rPr>/gs, (run) => inOrder(run, RUN_ORDER))
    .replace(/(<t(?: [^>]*)?>)([^<]*)(?=<\/t>)/g, (_, tag, text) => tag + mendString(text));
}

/** Text of a cell that is escaped for XML but not for `_xHHHH_`. */
export function mendString(escaped: string): string {
  return escapeText(escapeString(unescapeXml(escaped)));
}

/** `docProps/core.xml`: the dates, which exceljs takes from the clock. */
export function mendCore(xml: string, date: string): string {
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}`);
}
