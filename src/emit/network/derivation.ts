import type { Font, Style, Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { heading, put } from '../sheet.ts';
import { withSubscripts } from '../subscripts.ts';
import { STYLES } from '../theme/styles.ts';

/** The derivation of the gradients, box by box. */
export function addDerivation(sheet: Worksheet, { networkSheet }: Plan): void {
  heading(sheet, networkSheet.derivationRow, 'Where the gradients come from', networkSheet.columns);
  for (const { row, number, title, lines } of networkSheet.derivation) {
    for (let column = 2; column <= networkSheet.columns; column++) {
      put(sheet, row, column, null, STYLES.boxTitle);
    }
    putFormula(sheet, row, 2, `${number}   ${title}`, STYLES.boxTitle);
    for (const [i, { text, note }] of lines.entries()) {
      putFormula(sheet, row + 1 + i, 2, text, STYLES.derivation);
      if (note) putFormula(sheet, row + 1 + i, networkSheet.noteColumn, note, STYLES.note);
    }
  }
}

/** Text whose names have their indices below the line. */
function putFormula(
  sheet: Worksheet,
  row: number,
  column: number,
  text: string,
  style: Partial<Style> & { readonly font: Partial<Font> },
): void {
  const richText = withSubscripts(text, style.font);
  put(sheet, row, column, richText.length > 1 ? null : text, style);
  if (richText.length > 1) sheet.getCell(row, column).value = { richText };
}
