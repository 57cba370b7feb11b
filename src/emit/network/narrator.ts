import type { Worksheet } from 'exceljs';
import { NARRATION, type NarratedLine } from '../../layout/networkSheet.ts';
import type { Plan } from '../../layout/plan.ts';
import { DIGITS, NAMES, SHEETS } from '../../layout/sheets.ts';
import { type Hole, printCell, symbolParts } from '../../ops/formula.ts';
import { signOfLine } from '../../symbolic/cells/display.ts';
import { cellAddress } from '../../xlsx/address.ts';
import { EXCEL } from '../../xlsx/limits.ts';
import { type Selected, selectedValue } from '../selected.ts';
import { ifSelected, selectedWords } from '../selection.ts';
import { type Computed, heading, put } from '../sheet.ts';
import { ROLE_STYLES, STYLES } from '../theme/styles.ts';
import { displayed, isExact } from './display.ts';
import { numberOf, type Told, toldOf } from './told.ts';

/** A worked line longer than this is not spelled out. */
const LONGEST_LINE = 400;
/** Characters that fit into the columns of the symbols and of the numbers. */
const ROOM = { symbols: 38, numbers: 58 };

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
  for (const { title, row, lines } of networkSheet.narration) {
    const worked = lines.some(({ formula }) => formula !== null);
    for (const [column, text, style] of [
      [NARRATION.symbols, title, STYLES.subheading],
      [
        NARRATION.numbers,
        worked ? 'with the numbers of this step (≈ where they are rounded)' : null,
        STYLES.note,
      ],
      [NARRATION.result, 'result', STYLES.caption],
    ] as const) {
      put(sheet, row, column, text, style);
    }
    for (const line of lines) addLine(sheet, plan, told, line);
  }
}

function addLine(sheet: Worksheet, plan: Plan, told: Told, line: NarratedLine): void {
  const { row, role, symbols } = line;
  const styles = ROLE_STYLES[role];
  const worked = workedLine(told, line);
  spread(sheet, row, NARRATION.symbols, NARRATION.numbers - 1, symbols, ROOM.symbols);
  spread(sheet, row, NARRATION.numbers, NARRATION.result - 1, worked, ROOM.numbers);
  put(sheet, row, NARRATION.result, resultOf(plan, told, line), styles.value);
}

/** Writes a line of text over several columns; a long one wraps in them. */
function spread(
  sheet: Worksheet,
  row: number,
  from: number,
  to: number,
  content: string | Computed | null,
  room: number,
): void {
  const text =
    content === null ? '' : typeof content === 'string' ? content : String(content.result);
  const lines = Math.ceil(text.length / room);
  put(sheet, row, from, content, lines > 1 ? STYLES.text : STYLES.label);
  if (lines <= 1) return;
  sheet.mergeCells(row, from, row, to);
  const height = Math.max(sheet.getRow(row).height ?? 0, 16 * lines);
  sheet.getRow(row).height = Math.min(height, EXCEL.rowPoints);
}

function resultOf(plan: Plan, told: Told, line: NarratedLine): Computed {
  const { ref: r, next, formula } = line;
  const result = next ? told.after(r) : told.now(r);
  if (r.kind === 'eta') return { formula: NAMES.eta, result };
  if (r.kind === 'setting') return { formula: plan.training.settings[r.unit], result };
  if (r.kind === 'step') return { formula: `${NAMES.selectedStep}${next ? '+1' : ''}`, result };
  if (!next) return selectedValue(plan, told.now, r);
  return {
    formula: printCell(formula!, (hole) => cellAddress(NARRATION.result, line.rowOf(hole)!)),
    result,
  };
}

/**
 * `= 0.15·0.05 + 0.2·0.1` as a formula that joins what the lines of its numbers have written. It
 * begins with ≈ where one of them is rounded: then it comes to the result but for the last digits.
 */
function workedLine(told: Told, line: NarratedLine): Computed | string | null {
  if (line.formula === null) return null;
  const parts = symbolParts(line.formula);
  if (parts.some((part) => typeof part !== 'string' && line.rowOf(part) === undefined)) {
    return 'see Training';
  }
  const texts: (string | Hole)[] = [' '];
  for (const part of parts) {
    const last = texts.length - 1;
    if (typeof part === 'string' && typeof texts[last] === 'string') texts[last] += part;
    else texts.push(part);
  }
  const holes = parts.filter((part) => typeof part !== 'string');
  const joined = texts.map((part) =>
    typeof part === 'string' ? quoted(part) : digitsOf(line, part, DIGITS.textColumn),
  );
  const words = texts.map((part) =>
    typeof part === 'string' ? part : displayed(numberOf(told, line, part)),
  );
  // A number that is taken over is written as it was there.
  const rounded = parts.length === 1 ? [] : holes;
  const isRounded = rounded.some((hole) => !isExact(numberOf(told, line, hole)));
  const result = `${isRounded ? '≈' : '='}${words.join('')}`;
  if (result.length > LONGEST_LINE) return 'too long to spell out: see Training';
  const exact = new Set(rounded.map((hole) => digitsOf(line, hole, DIGITS.exactColumn)));
  const sign = exact.size === 0 ? '"="' : signOfLine([...exact]);
  return { formula: `${sign}&${joined.join('&')}`, result };
}

/**
 * Text as a formula writes it; a decimal in it is joined on, so that it reads as the numbers beside
 * it do where the decimal sign is a comma.
 */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll(/\d+\.\d+/g, '"&$&&"')}"`;
}

/** What `Digits` holds of the number that fills a hole. */
function digitsOf(line: NarratedLine, hole: Hole, column: number): string {
  return cellAddress(column, line.rowOf(hole)!, { sheet: SHEETS.digits });
}
