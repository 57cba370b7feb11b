import type { ValueAt } from '../emit/hunt/value.ts';
import type { HuntPlan } from '../layout/hunt.ts';
import { printAt } from '../layout/place.ts';
import { heldIn, type Quantity } from '../symbolic/quantity.ts';
import { cellAddress } from '../xlsx/address.ts';
import type { PlantedSlip } from './catalogue.ts';
import type { Planted } from './draw.ts';

/** What a teacher wants to know of one mistake. */
export interface PlantedAnswer {
  readonly slip: PlantedSlip;
  /** `∂E/∂w3` */
  readonly symbol: string;
  /** `Training!Z9:Z76` */
  readonly cells: string;
  readonly says: string;
  /** Of the first wrong cell, with `=`. */
  readonly formula: string;
  readonly rightFormula: string;
  /** The cell in which the two differ most, and by how much. */
  readonly worst: string;
  readonly value: number;
  readonly right: number;
  readonly off: number;
}

/** @param rightAt what the right formula of the n-th wrong quantity gives in a row of `Training`. */
export function answersTo(
  plan: HuntPlan,
  planted: readonly Planted[],
  valueAt: ValueAt,
  rightAt: (index: number, row: number) => number,
): PlantedAnswer[] {
  const pairs = planted.flatMap(({ slip, says, changed, right }) =>
    changed.map((wrong, i) => ({ slip, says, wrong, right: right[i]! })),
  );
  return pairs.map(({ slip, says, wrong, right }, index): PlantedAnswer => {
    const { training, names } = plan;
    const { sheet, lastRow, columnOf } = training;
    const column = columnOf(wrong.ref);
    const from = firstWrongRow(plan, wrong, right);
    const print = (quantity: Quantity) =>
      `=${printAt(quantity.formula, training, { sheet, row: from })}`;
    let worst = { row: from, value: Number.NaN, right: Number.NaN, off: -1 };
    for (let row = from; row <= lastRow; row++) {
      const [is, should] = [valueAt(sheet, row, column), rightAt(index, row)];
      const off = Math.abs(is - should);
      if (off > worst.off) worst = { row, value: is, right: should, off };
    }
    const { row, ...figures } = worst;
    return {
      slip,
      symbol: names.of(wrong.ref),
      cells: `${cellAddress(column, from, { sheet })}:${cellAddress(column, lastRow)}`,
      says,
      formula: print(wrong),
      rightFormula: print(right),
      worst: cellAddress(column, row),
      ...figures,
    };
  });
}

/** The first row that holds a wrong formula: not all hold one, and some a typed number or the right one. */
function firstWrongRow({ training, network }: HuntPlan, wrong: Quantity, right: Quantity): number {
  let row = 0;
  while (training.firstRow + row < training.lastRow) {
    const [is, should] = [wrong, right].map((quantity) => heldIn(quantity, network, row));
    if (is !== should && is !== null && typeof is === 'object') break;
    row++;
  }
  return training.firstRow + row;
}

/** The file for the teacher, in Markdown. */
export function solutionText(
  answers: readonly PlantedAnswer[],
  { workbook, seed, madeFrom }: { workbook: string; seed: number; madeFrom: string },
): string {
  const parts = answers.map(({ slip, symbol, cells, says, formula, rightFormula, ...figures }) => {
    const { worst, value, right } = figures;
    return [
      `## ${symbol}: ${cells}`,
      '',
      `${says}.`,
      '',
      `- slip: ${slip}`,
      `- in the first of these cells: \`${formula}\``,
      `- right: \`${rightFormula}\``,
      `- farthest off in ${worst}: ${value} in place of ${right}`,
      '',
    ].join('\n');
  });
  return [
    `# The mistakes in ${workbook}`,
    '',
    `Made from ${madeFrom} with seed ${seed}. For the teacher: this file is not part of the workbook.`,
    '',
    ...parts,
  ].join('\n');
}
