import { filled } from '../../ops/template.ts';

/** How one column of flags, one a row of a table, is summed up. */

/** The greatest flag: the number of the column where something is wrong; −1 where they are errors. */
export const worstFlag = (flags: string) => filled('IFERROR(MAX({flags}),-1)', { flags });

/** The first row with the worst flag, counted from 1; 0: there is none. */
export const rowOfFlag = (worst: string, flags: string) =>
  filled('IF({worst}>0,MATCH({worst},{flags},0),0)', { worst, flags });

/** Where something is wrong, and what, in words. */
interface Finding {
  readonly row: string;
  readonly worst: string;
  /** Names of the columns, and of each row its step and, of a data set, its sample. */
  readonly names: string;
  readonly steps: string;
  readonly samples: string | null;
  readonly says: string;
}

/** `∂E/∂w1 at step 3 does not follow its formula`; nothing where all is well. */
export function findingText({ samples, ...cells }: Finding): string {
  const sample =
    samples === null ? '' : filled('&", sample "&INDEX({samples},{row})', { ...cells, samples });
  return filled(
    'IF({row}>0,INDEX({names},1,{worst})&" at step "&INDEX({steps},{row}){sample}&" {says}","")',
    { ...cells, sample },
  );
}

/** The first text of two that says something. */
export const firstText = (earlier: string, text: string) =>
  filled('IF({earlier}<>"",{earlier},{text})', { earlier, text });

/** What can be said of all rows. */
interface RowsWords {
  readonly all: string;
  readonly some: string;
  readonly none: string;
  readonly blind: string;
}

/** What all checks come to: the first finding, or how many rows could be judged. */
export const rowsSentence = (
  cells: { readonly found: string; readonly worst: string; readonly finite: string },
  rows: number,
  words: RowsWords,
) =>
  filled(
    'IF({found}<>"",{found},IF({worst}<0,"{blind}",IF({unknown}=0,"{all}",IF({unknown}<{rows},"{some}","{none}"))))',
    { ...cells, ...words, rows, unknown: filled('COUNTIF({finite},0)', cells) },
  );
