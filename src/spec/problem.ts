import { type ErrorCode, GradsheetError } from '../errors.ts';

/** Where in a spec: keys and list positions from the top, positions from 0. */
export type Path = readonly (string | number)[];

/** Something wrong with a spec, in words for the person who wrote it. */
export interface Problem {
  readonly path: Path;
  /** A sentence without its full stop. */
  readonly says: string;
  /** What would be right. */
  readonly hint: string;
}

/** Ends the reading of a text with what is wrong in it, placed by its offset if it has one. */
export type Fail = (says: string, hint: string, offset?: number, code?: ErrorCode) => never;

/** Ends the reading of a spec with what is wrong. */
export type Refuse = (problem: Problem, code?: ErrorCode) => never;

/** `layers[1].weights[0][2]`, on one line and with keys of any length shortened. */
export function pathText(path: Path): string {
  return path
    .map((step, i) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = shortened(step).replace(/\p{Cc}/gu, '\uFFFD');
      return i === 0 ? key : `.${key}`;
    })
    .join('');
}

/** A longer list helps nobody: later problems are often consequences of earlier ones. */
const mostShown = 5;
/** Enough to choose the first ones in the file from; a file may hold a million of them. */
const mostKept = 1000;

/**
 * One error for a list of problems (at least one), the first ones in the file first. `place` puts a
 * path into words (`lesson.yaml, line 3`; nothing where it is not in a file) and gives the line.
 */
export function problemsError(
  code: ErrorCode,
  problems: readonly Problem[],
  place: (path: Path) => { readonly text: string; readonly line: number },
): GradsheetError {
  const kept = problems
    .slice(0, mostKept)
    .map((problem) => ({ ...problem, ...place(problem.path) }))
    .sort((a, b) => a.line - b.line);
  const shown = kept.slice(0, mostShown);
  const lines = shown.map(({ text, says }) => (text === '' ? says : `${text}: ${says}`));
  if (problems.length > shown.length) lines.push(`… and ${problems.length - shown.length} more`);
  const first = shown[0]!;
  const hints = shown.map(({ path, hint }) => `${pathText(path)}: ${hint}`);
  return new GradsheetError(code, lines.join('\n'), {
    path: pathText(first.path),
    hint: shown.length === 1 ? first.hint : hints.join('\n'),
    problems: kept.map(({ path, line, says, hint }) => ({
      path: pathText(path),
      line: line > 0 ? line : undefined,
      message: says,
      hint,
    })),
  });
}

/** `text` in double quotes on one line, shortened, with nothing in it that a terminal obeys. */
export function quote(text: string): string {
  return JSON.stringify(shortened(text));
}

/** The beginning of a text that may be of any length. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

const mostListed = 10;
const longestList = 60;

/** The first of a list of texts of any length, with commas between. */
export function shortList(all: readonly (string | number)[]): string {
  let shown = '';
  for (const [i, each] of all.entries()) {
    const text = each === '' ? '""' : shortened(String(each));
    const next = i === 0 ? text : `${shown}, ${text}`;
    if (i === mostListed || next.length > longestList) return `${shown}, …`;
    shown = next;
  }
  return shown;
}

/** `1 row`, `2 rows`, `1,048,576 rows` */
export function plural(count: number, singular: string): string {
  return `${count.toLocaleString('en-US')} ${singular}${count === 1 ? '' : 's'}`;
}
