import { at, type Formula, f, type Hole, rewritten } from '../ops/formula.ts';
import { type Ref, refKey } from '../ref.ts';

/** Whether two addresses are the same. */
export const isSame = (a: Ref, b: Ref): boolean => refKey(a) === refKey(b);

/** What a formula reads, each time it does. */
export const holesIn = ({ cell }: Formula): Hole[] =>
  cell.filter((part): part is Hole => typeof part !== 'string');

/** Reads one quantity in place of another, wherever it stands. */
export function reading(formula: Formula, old: Ref, other: Ref): Formula {
  return rewritten(formula, (hole) =>
    isSame(hole.ref, old) ? f`${at(other, hole.at)}` : undefined,
  );
}

/** Reads one quantity of this row from the row above. */
export function stale(formula: Formula, which: Ref): Formula {
  return rewritten(formula, (hole) =>
    isSame(hole.ref, which) && hole.at === 'row' ? f`${at(which, 'previous')}` : undefined,
  );
}

/** The operands of a sum or a product, from left to right; one if it is neither. */
export function operandsOf(formula: Formula, operator: '+' | '*'): Formula[] {
  const operands: (string | Hole)[][] = [[]];
  let depth = 0;
  for (const part of formula.cell) {
    if (typeof part !== 'string') {
      operands.at(-1)!.push(part);
      continue;
    }
    for (const character of part) {
      if (character === '(') depth++;
      if (character === ')') depth--;
      if (character === operator && depth === 0) operands.push([]);
      else operands.at(-1)!.push(character);
    }
  }
  return operands.map((cell) => ({ cell, symbol: cell }));
}

/** Operands with an operator between them. */
export function joined(operands: readonly Formula[], operator: '+' | '*'): Formula {
  return operands.reduce((left, right) =>
    operator === '+' ? f`${left}+${right}` : f`${left}*${right}`,
  );
}

/** All but one. */
export const without = <T>(items: readonly T[], index: number): T[] =>
  items.filter((_, i) => i !== index);

/** Where a quantity stands right before an operator and another after it: a − t. */
export function findPair(
  { cell }: Formula,
  operator: string,
  isPair: (left: Ref, right: Ref) => boolean,
): number | undefined {
  const found = cell.findIndex((left, i) => {
    const right = cell[i + 2];
    if (typeof left === 'string' || right === undefined || typeof right === 'string') return false;
    return cell[i + 1] === operator && isPair(left.ref, right.ref);
  });
  return found < 0 ? undefined : found;
}

/** The formula with other parts in the place of some. */
export function spliced({ cell }: Formula, start: number, count: number, parts: Formula['cell']) {
  const changed = [...cell.slice(0, start), ...parts, ...cell.slice(start + count)];
  return { cell: changed, symbol: changed } satisfies Formula;
}
