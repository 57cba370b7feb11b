import type { Plan } from '../layout/plan.ts';
import { DATA, PICTURE_DATA, SHEETS, TRAINING } from '../layout/sheets.ts';
import {
  type Complaint,
  firstProblem,
  inputRemark,
  NO_PROBLEM,
  nameAcross,
  nameDown,
  remarkProblems,
  sampleProblem,
} from '../symbolic/cells/remarks.ts';
import { cellAddress, columnRange } from '../xlsx/address.ts';
import type { Computed } from './sheet.ts';

/** A remark on an input cell: `fine` while it holds a number. */
export const remarkOn = (cell: string, fine = ''): Computed => ({
  formula: inputRemark(cell, fine),
  result: fine,
});

/**
 * The first thing that is wrong with the inputs of a training, in words: a setting on `Network`, a
 * sample on `Data`, a starting weight on `Training`. It reads the remarks beside them.
 */
export function problemOf(plan: Plan): Computed {
  const problems = [...settingProblems(plan), ...weightProblems(plan), ...sampleProblems(plan)];
  return { formula: firstProblem(problems), result: NO_PROBLEM };
}

/** η has a verdict of its own: the compared runs do without it. */
function settingProblems({ pictureData }: Plan): Complaint[] {
  const { firstRow } = PICTURE_DATA;
  const column = (at: number) =>
    columnRange(SHEETS.pictureData, at, firstRow, firstRow + pictureData.inputs - 1);
  const labels = column(PICTURE_DATA.labelColumn);
  return remarkProblems(column(PICTURE_DATA.remarkColumn), (place) =>
    // Of a single cell Gnumeric's INDEX finds none.
    pictureData.inputs === 1 ? labels : nameDown(labels, place),
  );
}

function weightProblems({ quantities, training }: Plan): Complaint[] {
  const typed = quantities.filter(({ first }) => first === 'typed');
  const first = training.columnOf(typed[0]!.ref);
  const last = training.columnOf(typed.at(-1)!.ref);
  const cell = (column: number, row: number) => cellAddress(column, row, { absolute: 'both' });
  const across = (row: number) => `${cell(first, row)}:${cell(last, row)}`;
  return remarkProblems(across(TRAINING.meaningRow), (place) =>
    // Of a single cell Gnumeric's INDEX finds none.
    first === last
      ? cell(first, TRAINING.headerRow)
      : nameAcross(across(TRAINING.headerRow), place),
  );
}

/** Samples are numbered from 1 in their order. */
function sampleProblems({ data }: Plan): Complaint[] {
  if (!data) return [];
  const sound = columnRange(SHEETS.data, data.soundColumn, DATA.firstRow, data.lastRow);
  return [sampleProblem(sound, SHEETS.data)];
}
