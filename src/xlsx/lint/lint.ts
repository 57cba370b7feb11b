import { EXCEL_LIMITS } from './excel/limits.ts';
import { collectFacts } from './facts/collect.ts';
import type { Facts } from './facts/facts.ts';
import { GOOGLE_LIMITS } from './google.ts';
import type { Limits, LintProblem } from './limit.ts';

const PROGRAMS: readonly (readonly [LintProblem['program'], Limits])[] = [
  ['Excel', EXCEL_LIMITS],
  ['Google Sheets', GOOGLE_LIMITS],
];

/**
 * Checks an .xlsx file against what Excel and Google Sheets are documented to take, which neither
 * the schemas nor the Open XML SDK's validator know: beyond these limits Excel offers to repair the
 * file, and Google Sheets drops things without a word. Empty for a file that both take whole.
 *
 * The phases:
 * 1. facts: the parts of the package are read once, and what limits are about is told as it comes.
 * 2. excel, google: one table row a limit.
 *
 * @throws GradsheetError `FILE` if the bytes are no workbook.
 */
export async function lintWorkbook(bytes: Uint8Array): Promise<LintProblem[]> {
  const problems: LintProblem[] = [];
  await collectFacts(bytes, (kind, fact) => {
    for (const [program, limits] of PROGRAMS) judge(program, limits, kind, fact, problems);
  });
  return problems;
}

/** Adds what a fact is beyond. Called for every cell of a workbook. */
function judge<Kind extends keyof Facts>(
  program: LintProblem['program'],
  limits: Limits,
  kind: Kind,
  fact: Facts[Kind],
  problems: LintProblem[],
): void {
  const ofKind = limits[kind];
  if (ofKind === undefined) return;
  for (const { limit, allowed, source, beyond } of ofKind) {
    const found = beyond(fact);
    if (found === null) continue;
    const { part, place } = fact;
    problems.push({ program, limit, part, place, found, allowed, source });
  }
}

/** One line a problem, for people. */
export function lintText(problems: readonly LintProblem[]): string {
  return problems
    .map(
      ({ program, limit, part, place, found, allowed }) =>
        `${program}: ${limit}: ${found} at ${place} of ${part}; allowed: ${allowed}`,
    )
    .join('\n');
}
