import { inOrder } from './scan.ts';
import { unshield } from './shield.ts';
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
  return xml.replace(/<font>.*?<\/font>/gs, ordered(FONT_ORDER));
}

/** Puts a font in order; a workbook has few, and the same runs of text again and again. */
function ordered(order: readonly string[]): (font: string) => string {
  const known = new Map<string, string>();
  return (font) => {
    const result = known.get(font) ?? inOrder(font, order);
    known.set(font, result);
    return result;
  };
}

/**
 * `xl/sharedStrings.xml`: fonts of rich text, and text that XML or its escape `_xHHHH_` would
 * change. (Text in formulas and their results is left alone: readers disagree whether it has that
 * escape; LibreOffice does not undo it there.)
 */
export function mendSharedStrings(xml: string): string {
  return xml
    .replace(/<rPr>.*?<\/rPr>/gs, ordered(RUN_ORDER))
    .replace(/(<t(?: [^>]*)?>)([^<]*)(?=<\/t>)/g, (_, tag, text) => {
      return tag + escapeText(escapeString(unshield(unescapeXml(text))));
    });
}

/** `docProps/core.xml`: the dates, which exceljs takes from the clock. */
export function mendCore(xml: string, date: string): string {
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}`);
}
