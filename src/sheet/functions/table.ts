import { aggregates } from './aggregate.ts';
import { arithmetic, comparisons, positive } from './arithmetic.ts';
import { elementary } from './elementary.ts';
import type { SheetFunction } from './function.ts';
import { logic } from './logic.ts';
import { lookups } from './lookup.ts';
import { matrices } from './matrix.ts';
import { texts } from './text.ts';

/** Every function that is known, by its English name as files hold it. A row has all about one. */
const functions: ReadonlyMap<string, SheetFunction> = new Map(
  Object.entries<SheetFunction>({
    ...elementary,
    ...aggregates,
    ...matrices,
    ...logic,
    ...lookups,
    ...texts,
    POWER: arithmetic.POWER,
    // Array formulas are worked out as such anyway: the wrapper changes nothing.
    ARRAYFORMULA: positive,
  }),
);

const operators: ReadonlyMap<string, SheetFunction> = new Map(
  Object.entries<SheetFunction>({
    '+': arithmetic['+'],
    '-': arithmetic['-'],
    '*': arithmetic['*'],
    '/': arithmetic['/'],
    '^': arithmetic['^'],
    ...comparisons,
  }),
);

export function functionNamed(name: string): SheetFunction | undefined {
  return functions.get(name);
}

export function binaryOperator(operator: string): SheetFunction | undefined {
  return operators.get(operator);
}

export function unaryOperator(operator: string): SheetFunction | undefined {
  if (operator === '-') return arithmetic.negative;
  if (operator === '%') return arithmetic.percent;
  return operator === '+' ? positive : undefined;
}

/** The names of all known functions, for tests and help. */
export function functionNames(): string[] {
  return [...functions.keys()];
}
