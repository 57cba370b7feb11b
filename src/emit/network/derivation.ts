import type { Font, Style, Worksheet } from 'exceljs';
import type { PlacedText } from '../../layout/network/boxes.ts';
import type { Plan } from '../../layout/plan.ts';
import { heading, put } from '../sheet.ts';
import { withSubscripts } from '../subscripts.ts';
import { STYLES } from '../theme/styles.ts';

/** The derivation of the gradients, box by box. */
export function addDerivation(sheet: Worksheet, { networkSheet }: Plan): void {
  heading(sheet, networkSheet.derivationRow, 'Where the gradients come from', networkSheet.columns);
  for (const { row, first, last, number, title, lines } of networkSheet.derivation) {
    for (let column = first; column <= last; column++) {
      put(sheet, row, column, null, STYLES.boxTitle);
    }
    putFormula(sheet, { row, column: first, text: `${number}   ${title}` }, STYLES.boxTitle);
    for (const line of lines) {
      putFormula(sheet, line, STYLES.derivation);
      if (line.note) putFormula(sheet, line.note, STYLES.note);
    }
  }
}

/** Text whose names have their indices below the line. */
function putFormula(
  sheet: Worksheet,
  { row, column, text }: PlacedText,
  style: Partial<Style> & { readonly font: Partial<Font> },
): void {
  const richText = withSubscripts(text, style.font);
  put(sheet, row, column, richText.length > 1 ? null : text, style);
  if (richText.length > 1) sheet.getCell(row, column).value = { richText };
}
