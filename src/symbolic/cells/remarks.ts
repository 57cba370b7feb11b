import { filled } from '../../ops/template.ts';

/**
 * What is said beside an input cell that holds no number. Whatever depends on such a cell is an
 * error, or was computed as if it held 0; so the verdict says first which cell it is.
 */
const REMARKS = { empty: 'empty', noNumber: 'not a number' } as const;
/** What `problem` says of sound inputs. */
export const NO_PROBLEM = 'none';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The remark on an input cell: `fine` while it holds a number. */
export const inputRemark = (cell: string, fine: string) =>
  filled(
    `IF(COUNT({cell})=1,{fine},IF(COUNTA({cell})=0,"${REMARKS.empty}","${REMARKS.noNumber}"))`,
    { cell, fine: quoted(fine) },
  );

/** 1 if every one of these cells holds a number, else 0. */
export const allNumbers = (cells: string, count: number) =>
  filled('IF(COUNT({cells})={count},1,0)', { cells, count });

/** Formulas: whether something is wrong, and what. */
export interface Complaint {
  readonly found: string;
  readonly says: string;
}

/** Among such remarks the first that is one: `w1 is empty`, by the name that stands at its place. */
export const remarkProblems = (remarks: string, nameAt: (place: string) => string): Complaint[] =>
  Object.values(REMARKS).map((remark) => ({
    found: filled('COUNTIF({remarks},"{remark}")>0', { remarks, remark }),
    says: filled('{name}&" is {remark}"', {
      name: nameAt(filled('MATCH("{remark}",{remarks},0)', { remarks, remark })),
      remark,
    }),
  }));

/** The first sample that is not all numbers, by a column of `allNumbers`. */
export const sampleProblem = (sound: string, sheet: string): Complaint => ({
  found: filled('COUNTIF({sound},0)>0', { sound }),
  says: filled('"sample "&MATCH(0,{sound},0)&" on {sheet} has a cell that holds no number"', {
    sound,
    sheet,
  }),
});

export const firstProblem = (problems: readonly Complaint[]): string =>
  problems.reduceRight(
    (rest, { found, says }) => filled('IF({found},{says},{rest})', { found, says, rest }),
    quoted(NO_PROBLEM),
  );

/** The name at a place of a column of names. */
export const nameDown = (names: string, place: string) =>
  filled('INDEX({names},{place})', { names, place });

/** The name at a place of a row of names. */
export const nameAcross = (names: string, place: string) =>
  filled('INDEX({names},1,{place})', { names, place });
