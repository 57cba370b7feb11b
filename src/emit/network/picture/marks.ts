import type { Worksheet } from 'exceljs';
import { testedUnits } from '../../../functions/unit-parts.ts';
import type { Unit } from '../../../layout/network/picture/parts.ts';
import type { Plan } from '../../../layout/plan.ts';
import { isDead, isSaturated } from '../../../numeric/diagnose.ts';
import { type Formula, printCell } from '../../../ops/formula.ts';
import { ref } from '../../../ref.ts';
import { wordOfUnit } from '../../../symbolic/cells/picture.ts';
import { deadTest, saturatedTest } from '../../../symbolic/diagnostics.ts';
import { atSelectedStep, type Selected } from '../../selected.ts';
import { type Computed, put } from '../../sheet.ts';
import { MARK } from '../../theme/picture.ts';

/** Below each unit a word, while it is dead or saturated as the verdict has it. */
export function addMarks(sheet: Worksheet, plan: Plan, selected: Selected): void {
  for (const unit of plan.networkSheet.picture.units) {
    const mark = markOf(plan, selected, unit);
    if (mark) put(sheet, unit.mark.row, unit.mark.column, mark, MARK);
  }
}

function markOf(plan: Plan, selected: Selected, { layer, unit }: Unit): Computed | null {
  const { network } = plan;
  const tested = testedUnits(network.layers);
  const [mayDie, maySaturate] = [tested.dead[layer]! > 0, tested.saturated[layer]! > 0];
  if (!mayDie && !maySaturate) return null;
  const [a, slope] = [ref('activation', layer, unit), ref('slope', layer, unit)];
  const cell = (formula: Formula) =>
    printCell(formula, (hole) => atSelectedStep(plan, hole.ref).formula);
  const tests = [
    ...(mayDie ? [{ test: cell(deadTest(layer, unit)), word: 'dead' }] : []),
    ...(maySaturate
      ? [{ test: cell(saturatedTest(network, layer, unit)), word: 'saturated' }]
      : []),
  ];
  const values = [network, layer, selected(a), selected(slope)] as const;
  const dead = mayDie && isDead(...values);
  const saturated = maySaturate && isSaturated(...values);
  // No such step, or a number too large for a cell: nothing is said.
  return {
    formula: wordOfUnit(tests),
    result: dead ? 'dead' : saturated ? 'saturated' : '',
  };
}
