import type { Style } from 'exceljs';
import { COLOURS, FAULT_FILL } from './colours.ts';
import { FORMATS } from './formats.ts';

/** What rules make of cells, of their style only what they change. */

/** The number of the step in the first row of a batch. */
export const BATCH_START: Partial<Style> = {
  font: { bold: true, color: { argb: `FF${COLOURS.ink}` } },
};

/** Above that row; it says no more than the number of the step does. */
export const BATCH_RULE: Partial<Style> = {
  border: { top: { style: 'thin', color: { argb: `FF${COLOURS.greyTab}` } } },
};

/** What a rule makes of a number that is a count now. */
export const WHOLE: Partial<Style> = { numFmt: FORMATS.whole };

/** The same in a column of numbers with decimals. */
export const WHOLE_BESIDE: Partial<Style> = { numFmt: FORMATS.wholeBeside };

/** Numbers that do not go together. */
export const ODD: Partial<Style> = {
  fill: {
    type: 'pattern',
    pattern: 'solid',
    bgColor: { argb: `FF${FAULT_FILL}` },
  } as Style['fill'],
};

/** What is said where a check has found something: a note no longer. */
export const ALARM: Partial<Style> = {
  ...ODD,
  font: { bold: true, color: { argb: `FF${COLOURS.ink}` } },
};
