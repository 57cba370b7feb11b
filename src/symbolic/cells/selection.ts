import { LARGEST } from '../../functions/thresholds.ts';
import { filled } from '../../ops/template.ts';

/**
 * What is selected on `Network` is looked for before anything is read by it: past the end, or between
 * two steps, INDEX would give the last row or the one before. A cell holds #N/A where there is no such
 * step or sample, and so does all that follows from it; titles and notes say it in words.
 */

/** An empty cell would pass for 0, and COUNTIF takes a text for the number in it. */
const ifNumber = (cell: string, formula: string) =>
  filled('IF(ISNUMBER({cell}),{formula},NA())', { cell, formula });

/** The place of a step, counted from 1, in a column that has each once. */
export const placeOfStep = (step: string, steps: string) =>
  ifNumber(step, filled('MATCH({step},{steps},0)', { step, steps }));

/**
 * The last place of a step in a column that has each several times, in order. Not MATCH(…,1): of
 * equal steps some programs find the first row, not the last.
 */
export const lastPlaceOfStep = (step: string, steps: string) =>
  ifNumber(
    step,
    filled('IF(COUNTIF({steps},{step})=0,NA(),COUNTIF({steps},"<="&{step}))', { step, steps }),
  );

/** The number of a sample, if there is such a one. */
export const knownSample = (sample: string, numbers: string) =>
  ifNumber(sample, filled('IF(COUNTIF({numbers},{sample})=0,NA(),{sample})', { sample, numbers }));

/** The place of a sample in the batch of a step, counted from 1 over all rows; 0: it is not in it. */
export function placeInBatch(
  selected: { readonly step: string; readonly sample: string },
  columns: { readonly step: string; readonly sample: string; readonly place: string },
): string {
  const { step, sample } = selected;
  const { step: steps, sample: samples, place: places } = columns;
  const place = filled('SUMPRODUCT(({steps}={step})*({samples}={sample})*{places})', {
    steps,
    step,
    samples,
    sample,
    places,
  });
  return filled('IF({place}=0,0,COUNTIF({steps},"<"&{step})+{place})', { place, steps, step });
}

/** A formula while something was found; else that there is none, and which there are. */
export const ifThere = (found: string, formula: string, what: string, from: number, to: number) =>
  filled(
    'IF(ISNUMBER({found}),{formula},"there is no such {what}: type a whole number from {from} to {to}")',
    { found, formula, what, from, to },
  );

/** What stands in a row of a column. */
export const inRow = (column: string, row: string) =>
  filled('INDEX({column},{row})', { column, row });

/** What is no number, as a text, so that nobody takes an empty cell for 0. */
export const numberOrText = (cell: string) =>
  filled('IF(ISNUMBER({cell}),{cell},{cell}&"")', { cell });

/** A formula where there is a row to read; else what stands for it. */
export const ifRow = (row: string, otherwise: string | number, formula: string) =>
  filled('IF({row}=0,{otherwise},{formula})', { row, otherwise, formula });

/** A finite number, or a word for what is none. */
export const finiteOrWord = (cell: string, word: string) =>
  filled(`IF(ISNUMBER({cell}),IF(ABS({cell})<${LARGEST.cell},{cell},"{word}"),"{word}")`, {
    cell,
    word,
  });

/** Words where a cell holds the same as another, or a number. */
export const wordsIfEqual = (one: string, other: string | number, words: string) =>
  filled('IF({one}={other},"{words}","")', { one, other, words });

/** The place of a name in a list, counted from 1; 0: it is not in it. A number is no name. */
export const placeOfName = (name: string, list: string) =>
  filled('IF(ISTEXT({name}),IFERROR(MATCH({name},{list},0),0),0)', { name, list });

/** A formula where a name was found; else words. */
export const ifNamed = (place: string, formula: string, otherwise: string) =>
  filled('IF({place}>0,{formula},"{otherwise}")', { place, formula, otherwise });
