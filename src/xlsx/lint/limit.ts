import type { Facts } from './facts/facts.ts';

/** Something in a file that a program refuses, repairs, drops or slows down on. */
export interface LintProblem {
  readonly program: 'Excel' | 'Google Sheets';
  /** Which limit: `characters of a formula`. */
  readonly limit: string;
  /** The part of the package: `xl/worksheets/sheet1.xml`. */
  readonly part: string;
  /** Where in it: `B7`, `rule 3`. */
  readonly place: string;
  readonly found: number | string;
  /** The most that the program takes, or what it wants. */
  readonly allowed: number | string;
  /** Where the program's maker, or who has tried, says so. */
  readonly source: string;
}

/** One limit of one program, on one kind of fact. */
export interface Limit<Fact> {
  readonly limit: string;
  readonly allowed: number | string;
  readonly source: string;
  /** What is beyond the limit; null where nothing is. */
  readonly beyond: (fact: Fact) => number | string | null;
}

/** The limits of a program by what they are about. */
export type Limits = { readonly [Kind in keyof Facts]?: readonly Limit<Facts[Kind]>[] };

/** A limit on a size. What has no such size (undefined) is within it. */
export function atMost<Fact>(
  allowed: number,
  limit: string,
  source: string,
  size: (fact: Fact) => number | undefined,
): Limit<Fact> {
  return {
    limit,
    allowed,
    source,
    beyond: (fact) => {
      const found = size(fact);
      return found !== undefined && found > allowed ? found : null;
    },
  };
}

/** A limit that is no size: what is wrong, or nothing. */
export function only<Fact>(
  allowed: string,
  limit: string,
  source: string,
  wrong: (fact: Fact) => string | number | false | null | undefined,
): Limit<Fact> {
  return {
    limit,
    allowed,
    source,
    beyond: (fact) => {
      const found = wrong(fact);
      return found === false || found === undefined ? null : found;
    },
  };
}
