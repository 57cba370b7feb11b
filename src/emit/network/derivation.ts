import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { heading, put } from '../sheet.ts';
import { withSubscripts } from '../subscripts.ts';
import { STYLES } from '../theme/styles.ts';

/** The derivation of the gradients, box by box. */
export function addDerivation(sheet: Worksheet, { networkSheet }: Plan): void {
  heading(sheet, networkSheet.derivationRow, 'Where the gradients come from', networkSheet.columns);
  for (const { row, number, title, lines } of networkSheet.derivation) {
    for (let column = 2; column <= networkSheet.columns; column++) {
      put(sheet, row, column, column === 2 ? `${number}   ${title}` : null, STYLES.boxTitle);
    }
    for (const [i, { text, note }] of lines.entries()) {
      put(sheet, row + 1 + i, 2, null, STYLES.derivation);
      const richText = withSubscripts(text, STYLES.derivation.font);
      sheet.getCell(row + 1 + i, 2).value = { richText };
      if (note) put(sheet, row + 1 + i, networkSheet.noteColumn, note, STYLES.note);
    }
  }
}
