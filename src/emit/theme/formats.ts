import { LARGEST } from '../../functions/thresholds.ts';
import type { Kind } from '../../ref.ts';
import type { Role } from '../../symbolic/quantities.ts';

/**
 * Every number format of a workbook. The full value stays in the cell: a format only says how many of
 * its digits are seen.
 *
 * Numbers show four decimals, and a power of ten below 0.001 and from 1e5 on. What is padded is as
 * wide behind its decimals as `E-` is, so that the points of a column stand below each other; no
 * cell is indented, which LibreOffice does to the first of several neighbours only, and powers of
 * ten are not padded, which costs them a digit of the exponent there.
 */

/** From here on four decimals do not read as 0.0010 or more; below it they read as 100000.0000. */
const SMALL = 0.00099995;
const LARGE = 99_999.99995;

const PAD = '_E_-';
const FIXED = `0.0000${PAD}`;
const POWER = '0.00E+00';

export const FORMATS = {
  /** Of any sign. What no section is left for, and what programs show ill, `NUMBER_RULES` mend. */
  number: `[>=${SMALL}]${FIXED};[<=-${SMALL}]-${FIXED};${POWER}`,
  /** Never below 0, which leaves a section for 0 itself. */
  size: `[=0]${FIXED};[<${SMALL}]${POWER};${FIXED}`,
  /** A share of 1. */
  percent: `0.0%${PAD}`,
  /** A count, or the number of a step or sample. */
  whole: '0',
  /** The same in a column of numbers with decimals: its ones stand below theirs. */
  wholeBeside: `0_._0_0_0_0${PAD}`,
  /** As it was typed: 0.5, 1E-09 and 1E+300 alike, and never ####. */
  typed: 'General',
  rate: '"LR = "General',
  /** Shows nothing of a number, and texts as they are; Google Sheets knows no fourth section. */
  hidden: ';;',
  /** Labels of the axes of charts. */
  axis: { number: 'General', whole: '0', percent: '0%', power: '0E+00' },
} as const;

export type NumberFormat = 'number' | 'size' | 'percent' | 'whole' | 'wholeBeside';

/** A conditional format that only changes the number format. */
interface NumberRule {
  readonly type: 'cellIs';
  readonly operator: 'equal' | 'between' | 'notBetween';
  readonly formulae: readonly number[];
  readonly numFmt: string;
}

/**
 * What mends a cell formatted as `number` or `size`, in this order, as only the first rule that holds
 * sets a number format in LibreOffice: 0, which would have a power of ten; small negatives, which
 * LibreOffice would show without their sign; large numbers. Google Sheets drops these rules. They
 * compare with constants: which cell a relative reference is seen from differs between programs.
 */
export const NUMBER_RULES: readonly NumberRule[] = [
  { type: 'cellIs', operator: 'equal', formulae: [0], numFmt: FIXED },
  { type: 'cellIs', operator: 'between', formulae: [-SMALL, 0], numFmt: POWER },
  { type: 'cellIs', operator: 'notBetween', formulae: [-LARGE, LARGE], numFmt: POWER },
];

/** What holds of a number and of no text: 0, small negatives, large numbers, and all the others. */
export const NUMBER_RANGES: readonly {
  readonly from: number;
  readonly to: number;
  /** Where the cell's own format is not the one. */
  readonly numFmt?: string;
}[] = [
  { from: 0, to: 0, numFmt: FIXED },
  { from: -SMALL, to: 0, numFmt: POWER },
  { from: LARGE, to: LARGEST.value, numFmt: POWER },
  { from: -LARGEST.value, to: -LARGE, numFmt: POWER },
  { from: -LARGE, to: LARGE },
];

const KINDS: Partial<Record<Kind, NumberFormat>> = {
  accuracy: 'percent',
  hit: 'whole',
  hitPart: 'whole',
  step: 'whole',
  epoch: 'whole',
  sample: 'whole',
  place: 'whole',
};

/** How a quantity is shown. */
export function numberFormatOf(kind: Kind, role: Role): NumberFormat {
  const byRole = role === 'diagnosis' ? 'whole' : role === 'error' ? 'size' : 'number';
  return KINDS[kind] ?? byRole;
}
