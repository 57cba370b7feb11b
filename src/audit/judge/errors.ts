import { binaryOperator, functionNamed } from '../../sheet/functions/table.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { Program } from '../../sheet/program.ts';
import type { Run } from '../../sheet/run.ts';
import { isError, type Value } from '../../sheet/value.ts';
import type { Series, StepTable } from '../table/table.ts';
import { exists, type Finding } from './finding.ts';

/**
 * Formulas that give an error though nothing they read is one, each with the reason. What reads
 * their cells is not told: it is right as soon as they are.
 */
export function errorFindings(table: StepTable, nameOf: (series: Series) => string): Finding[] {
  const { book } = table;
  return table.series.flatMap((series): Finding[] => {
    const wrong = series.cells.filter((id) => exists(id) && isOrigin(table, id));
    const [first] = wrong;
    if (first === undefined) return [];
    const template = book.templateOf(book.anchorOf(first));
    const reason = template && reasonOf(template.program, book.run(template.program, first));
    return [
      {
        series,
        role: 'forward',
        slip: 'error value',
        symbol: nameOf(series),
        wrong: wrong.map((cell) => ({ cell, right: null })),
        node: undefined,
        edit: undefined,
        causes: [],
        notes: reason === undefined ? [] : [reason],
      },
    ];
  });
}

/** The steps in which something has no value, and whether parameters are among it. */
export function failedSteps(table: StepTable): {
  readonly steps: ReadonlySet<number>;
  readonly reachesParameters: boolean;
} {
  const { book } = table;
  const steps = new Set<number>();
  const states = new Set(table.recurrences.map(({ cell }) => cell));
  let reachesParameters = false;
  for (const { cells } of table.series) {
    for (const [step, id] of cells.entries()) {
      if (id === nowhere || !isError(book.value(id))) continue;
      steps.add(step);
      if (states.has(id)) reachesParameters = true;
    }
  }
  return { steps, reachesParameters };
}

/** Whether a cell is the first of a chain of errors. Functions that are not known here are no slip. */
function isOrigin({ book }: StepTable, id: CellId): boolean {
  const anchor = book.anchorOf(id);
  const template = book.templateOf(anchor);
  if (template === undefined || template.program.unknown.length > 0) return false;
  if (!isError(book.value(id))) return false;
  return book.references(anchor).every((read) => !isError(book.value(read)));
}

/** Why a formula has no value, in a sentence; undefined where there is nothing to add to the error. */
function reasonOf({ operations }: Program, { results }: Run): string | undefined {
  const [divide, exp, ln] = [binaryOperator('/'), functionNamed('EXP'), functionNamed('LN')];
  const at = operations.findIndex((_, i) => isError(results[i]!));
  const operation = operations[at];
  if (operation?.kind !== 'call') return undefined;
  const given: Value[] = operation.arguments.map((place) => results[place]!);
  const [left, right] = given;
  if (operation.row === divide && right === 0) return 'It divides by 0.';
  if (operation.row === exp && typeof left === 'number' && left > 700) {
    return `EXP(${Math.round(left)}) is more than a cell can hold: write the sigmoid as IF(x>=0,1/(1+EXP(-x)),EXP(x)/(1+EXP(x))).`;
  }
  if (operation.row === ln && typeof left === 'number' && left <= 0) {
    return `LN has no value at ${left}: the output has reached the end of its range.`;
  }
  return undefined;
}
