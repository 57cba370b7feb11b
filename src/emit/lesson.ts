import type { Worksheet } from 'exceljs';
import type { Plan } from '../layout/plan.ts';
import { cellAddress } from '../xlsx/address.ts';
import { COLUMN_UNIT, linesOf, PADDING } from '../xlsx/text-width.ts';
import { heading, put } from './sheet.ts';
import { STYLES } from './theme/styles.ts';

/** Points that a line of text takes. */
const LINE = 16;
const PROSE = { size: 11 } as const;

/**
 * What the lesson is and what to try, each experiment with links to the cells that it speaks of.
 *
 * @param widths of the columns that hold text, in characters; the links stand behind them.
 * @returns the row below it; `row` itself where the description says nothing.
 */
export function addLesson(
  sheet: Worksheet,
  { network, experimentPlace }: Plan,
  row: number,
  widths: readonly number[],
): number {
  const { lesson, try: experiments = [] } = network.spec;
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const look = widths.length;
  const forDoing = whole - widths[look - 1]!;
  let next = row;
  if (lesson !== undefined) {
    heading(sheet, next++, 'The lesson', look);
    put(sheet, next, 1, lesson, STYLES.prose);
    sheet.mergeCells(next, 1, next, look);
    sheet.getRow(next++).height = LINE * linesIn(lesson, whole);
    next++;
  }
  if (experiments.length === 0) return next;
  heading(sheet, next, 'Try it', look);
  put(sheet, next++, look, 'and look', STYLES.headingNote);
  for (const [i, experiment] of experiments.entries()) {
    const what = `${i + 1}.  ${experiment.do}`;
    put(sheet, next, 1, what, STYLES.prose);
    sheet.mergeCells(next, 1, next, look - 1);
    put(sheet, next, look, experiment.look, STYLES.prose);
    const lines = [linesIn(what, forDoing), linesIn(experiment.look, widths[look - 1]!)];
    sheet.getRow(next).height = LINE * Math.max(...lines);
    for (const [k, name] of experiment.cells.entries()) {
      const place = experimentPlace(name);
      if (!place) continue;
      const cell = cellAddress(place.column, place.row);
      put(sheet, next, look + 1 + k, { text: name, sheet: place.sheet, cell }, STYLES.jump);
    }
    next++;
  }
  return next + 1;
}

/** Lines that a text takes in so many characters. */
const linesIn = (text: string, width: number) =>
  linesOf(text, COLUMN_UNIT * width - PADDING, PROSE);

/** The first sentence of the lesson, if the description has one. */
export function firstSentence(lesson: string | undefined): string | undefined {
  return lesson === undefined ? undefined : (/^.*?[.!?](?= |$)/.exec(lesson)?.[0] ?? lesson);
}
