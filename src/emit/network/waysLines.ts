import type { Worksheet } from 'exceljs';
import type { Plan } from '../../layout/plan.ts';
import { NAMES, SHEETS, WAYS } from '../../layout/sheets.ts';
import type { NumberOfUpdate, UpdateLine } from '../../layout/ways.ts';
import { type Hole, printCell, symbolParts } from '../../ops/formula.ts';
import { wordsIfEqual } from '../../symbolic/cells/selection.ts';
import { ifMoves, movesOrElse, numberIf } from '../../symbolic/cells/ways.ts';
import { isNew } from '../../symbolic/narration.ts';
import {
  FOLLOWED_ROW,
  FOUND_NAME,
  MOVES,
  numberCell,
  parameterColumn,
  whileFollowed,
} from '../followed.ts';
import type { Selected } from '../selected.ts';
import { type Computed, put } from '../sheet.ts';
import { STYLES } from '../theme/styles.ts';
import { TILES } from '../theme/tiles.ts';
import { putField } from './fields.ts';
import { ownName } from './ownNames.ts';
import { type Told, toldOf } from './told.ts';
import { quoted, workedText } from './worked.ts';

/**
 * What becomes of the gradient: its mean over the batch, with the penalties, what the optimizer
 * remembers, and the new weight, each in symbols, with its numbers, and as the result.
 */
export function addUpdateLines(sheet: Worksheet, plan: Plan, selected: Selected): void {
  const { lineRow, columns } = plan.networkSheet.waysBlock;
  const told = toldOf(plan, selected);
  for (const [i, line] of plan.ways.lines.entries()) {
    const row = lineRow(i);
    const { symbols, numbers, result } = textsOf(plan, told, line);
    put(sheet, row, columns.symbols, symbols, STYLES.label);
    if (numbers !== null) put(sheet, row, columns.numbers, numbers, STYLES.label);
    const lastColumn = columns.lastOf(columns.result);
    const at = { sheet: SHEETS.network, row, column: columns.result, lastColumn };
    putField(sheet, at, result, TILES.result);
    if (line.kind === 'update') put(sheet, row, lastColumn + 1, ending(plan), STYLES.note);
  }
}

/** Beside the update: whether it is one that `Training` still makes. */
function ending({ network, selectedStep }: Plan): Computed {
  const { steps } = network;
  const words = `${SHEETS.training} ends here, before this update`;
  return {
    formula: wordsIfEqual(NAMES.selectedStep, steps, words),
    result: selectedStep === steps ? words : '',
  };
}

interface LineTexts {
  readonly symbols: Computed;
  readonly numbers: Computed | string | null;
  readonly result: Computed;
}

function textsOf(plan: Plan, told: Told, line: UpdateLine): LineTexts {
  const { ways, names } = plan;
  const { kind, quantity } = line;
  const { ref: r, formula } = quantity;
  const kept = () => numberIf(FOLLOWED_ROW, parameterColumn(plan, ways.columns.kept(r)));
  if (kind === 'mean') {
    const after = ', over the batch of the step';
    return {
      symbols: {
        formula: whileFollowed(`${ownName(plan, r)}&"${after}"`),
        result: names.of(r) + after,
      },
      numbers: null,
      result: { formula: kept(), result: told.now(r) },
    };
  }
  const number = (hole: Hole): NumberOfUpdate => ({
    hole,
    isNew: kind !== 'penalised' && isNew(hole),
  });
  const worked = workedText(formula, (hole) => ({
    text: numberCell(plan, number(hole), WAYS.textColumn),
    exact: numberCell(plan, number(hole), WAYS.exactColumn),
    value: (number(hole).isNew ? told.after : told.now)(hole.ref),
  }));
  const computed = printCell(formula, (hole) => cellOf(plan, number(hole)));
  const result =
    kind === 'penalised'
      ? { formula: ifMoves(MOVES, kept()), result: told.now(r) }
      : { formula: ifMoves(MOVES, computed), result: told.after(r) };
  const numbers =
    typeof worked === 'string' ? worked : { ...worked, formula: ifMoves(MOVES, worked.formula) };
  return { symbols: symbolsOf(plan, line), numbers, result };
}

/** `new w1 = w1 − η·∂E/∂w1`, of whichever is followed. */
function symbolsOf(plan: Plan, { kind, quantity: { ref: r, formula } }: UpdateLine): Computed {
  const { names, ways } = plan;
  const before = kind === 'penalised' ? '' : 'new ';
  const parts = symbolParts(formula);
  const isSquared = (index: number) => String(parts[index + 1] ?? '').startsWith('²');
  const pieces = parts.map((part, index) => {
    if (typeof part === 'string') return { formula: quoted(part), text: part };
    const fresh = kind !== 'penalised' && isNew(part);
    if (fresh && part.ref.kind === 'step') return { formula: '"t"', text: 't' };
    const prefix = fresh ? 'new ' : '';
    const text = prefix + names.of(part.ref);
    const name = ownName(plan, part.ref, prefix);
    // As a textbook has it: (∂E/∂w)².
    if (!isSquared(index) || !/[\s/]/.test(text)) return { formula: name, text };
    return { formula: `"("&${name}&")"`, text: `(${text})` };
  });
  const told = `${ownName(plan, r, before)}&" = "&${pieces.map((each) => each.formula).join('&')}`;
  const text = `${before}${names.of(r)} = ${pieces.map((each) => each.text).join('')}`;
  if (ways.isAllTrained) return { formula: whileFollowed(told), result: text };
  const still = kind === 'update' ? `${FOUND_NAME}&" is not trained: it stays as it is"` : '""';
  return { formula: whileFollowed(movesOrElse(MOVES, told, still)), result: text };
}

/** What a formula reads: what has a name by that, the rest from `Ways`. */
function cellOf(plan: Plan, number: NumberOfUpdate): string {
  const { ref: r } = number.hole;
  if (r.kind === 'eta') return NAMES.eta;
  if (r.kind === 'setting') return plan.training.settings[r.unit]!;
  return numberCell(plan, number, WAYS.numberColumn);
}
