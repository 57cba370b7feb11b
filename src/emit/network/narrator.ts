import type { Worksheet } from 'exceljs';
import type { ColumnSpan } from '../../layout/network/picture/page.ts';
import type { NarratedLine } from '../../layout/network/sheet.ts';
import type { Plan } from '../../layout/plan.ts';
import { DIGITS, NAMES, SHEETS } from '../../layout/sheets.ts';
import { type Hole, printCell } from '../../ops/formula.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { EXCEL } from '../../xlsx/limits.ts';
import { linesOf, PADDING } from '../../xlsx/text-width.ts';
import { type Selected, selectedValue } from '../selected.ts';
import { ifSelected, selectedWords } from '../selection.ts';
import { type Computed, heading, put } from '../sheet.ts';
import { ROLE_STYLES, STYLES } from '../theme/styles.ts';
import { numberOf, type Told, toldOf } from './told.ts';
import { workedText } from './worked.ts';

const FONT = { size: 11 } as const;

/**
 * Tells the selected step line by line: the formula in symbols, the same with the numbers of this
 * step, and the result.
 */
export function addNarrator(sheet: Worksheet, plan: Plan, selected: Selected): void {
  const { networkSheet } = plan;
  const title = networkSheet.narrationRow;
  heading(sheet, title, null, networkSheet.columns);
  const { formula, text } = selectedWords(plan, 'Step ', ', line by line');
  const content = { formula: ifSelected(plan, formula), result: text };
  put(sheet, title, 1, content, STYLES.heading);
  const told = toldOf(plan, selected);
  const { symbols, numbers, result } = networkSheet.narrated;
  for (const { title, row, lines } of networkSheet.narration) {
    const worked = lines.some(({ formula }) => formula !== null);
    for (const [{ first }, text, style] of [
      [symbols, title, STYLES.subheading],
      [
        numbers,
        worked ? 'with the numbers of this step (≈ where they are rounded)' : null,
        STYLES.note,
      ],
      [result, 'result', STYLES.caption],
    ] as const) {
      put(sheet, row, first, text, style);
    }
    for (const line of lines) addLine(sheet, plan, told, line);
  }
}

function addLine(sheet: Worksheet, plan: Plan, told: Told, line: NarratedLine): void {
  const { row, role, symbols } = line;
  const { narrated, picture } = plan.networkSheet;
  spread(sheet, row, narrated.symbols, symbols, picture.widths);
  spread(sheet, row, narrated.numbers, workedLine(told, line), picture.widths);
  const { first, last } = narrated.result;
  put(sheet, row, first, resultOf(plan, told, line), ROLE_STYLES[role].value);
  sheet.mergeCells(row, first, row, last);
}

/** Writes a line of text over several columns; a long one wraps in them. */
function spread(
  sheet: Worksheet,
  row: number,
  { first, last }: ColumnSpan,
  content: string | Computed | null,
  widths: readonly number[],
): void {
  const text =
    content === null ? '' : typeof content === 'string' ? content : String(content.result);
  const room = widths.slice(first - 1, last).reduce((sum, width) => sum + width, 0);
  const lines = linesOf(text, room - PADDING, FONT);
  put(sheet, row, first, content, lines > 1 ? STYLES.text : STYLES.label);
  if (lines <= 1) return;
  sheet.mergeCells(row, first, row, last);
  const height = Math.max(sheet.getRow(row).height ?? 0, 16 * lines);
  sheet.getRow(row).height = Math.min(height, EXCEL.rowPoints);
}

function resultOf(plan: Plan, told: Told, line: NarratedLine): Computed {
  const { ref: r, next, formula } = line;
  const result = next ? told.after(r) : told.now(r);
  if (r.kind === 'eta') return { formula: NAMES.eta, result };
  if (r.kind === 'setting') return { formula: plan.training.settings[r.unit]!, result };
  if (r.kind === 'step') return { formula: `${NAMES.selectedStep}${next ? '+1' : ''}`, result };
  if (!next) return selectedValue(plan, told.now, r);
  return {
    formula: printCell(formula!, (hole) =>
      cellAddress(plan.networkSheet.narrated.result.first, line.rowOf(hole)!),
    ),
    result,
  };
}

/** What is written of the numbers of a line. */
function workedLine(told: Told, line: NarratedLine): Computed | string | null {
  if (line.formula === null) return null;
  return workedText(line.formula, (hole) => {
    if (line.rowOf(hole) === undefined) return undefined;
    return {
      text: digitsOf(line, hole, DIGITS.textColumn),
      exact: digitsOf(line, hole, DIGITS.exactColumn),
      value: numberOf(told, line, hole),
    };
  });
}

/** What `Digits` holds of the number that fills a hole. */
function digitsOf(line: NarratedLine, hole: Hole, column: number): string {
  return cellAddress(column, line.rowOf(hole)!, { sheet: SHEETS.digits });
}
