import { EXCEL } from '../../limits.ts';
import type { CellFact } from '../facts/facts.ts';
import { atMost, type Limits, only } from '../limit.ts';
import { SPECIFICATIONS, standard } from './sources.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?$/i;
const ERRORS = ['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A'];
const TYPES = ['b', 'd', 'e', 'inlineStr', 'n', 's', 'str'];
/** Of another value after every edit, so that Excel has something to save on closing. */
const VOLATILE = ['NOW', 'TODAY', 'RAND', 'RANDBETWEEN', 'OFFSET', 'INDIRECT', 'CELL', 'INFO'];
const MAYBE_VOLATILE = new RegExp(`(${VOLATILE.join('|')})\\(`, 'i');

/** Texts, values and formulas. */
export const cellLimits: Limits = {
  text: [
    atMost(EXCEL.textCharacters, 'characters of a text', SPECIFICATIONS, ({ text }) => text.length),
    atMost(253, 'line feeds of a text', SPECIFICATIONS, ({ text }) => text.split('\n').length - 1),
  ],
  cell: [
    atMost(EXCEL.rows, 'row of a cell', SPECIFICATIONS, ({ position }) => position.row),
    atMost(EXCEL.columns, 'column of a cell', SPECIFICATIONS, ({ position }) => position.column),
    only(
      'from left to right, each once',
      'cells of a row',
      standard('18.3.1.73'),
      ({ place, position, after }) => position.column <= after && place,
    ),
    only('what its type says', 'value of a cell', standard('18.18.11'), wrongValue),
    only(
      'a format that is there',
      'format of a cell',
      standard('18.8.10'),
      ({ style, styles }) => style !== 0 && !(style < styles) && style,
    ),
    // Nothing recalculates a file on loading unless it asks for it.
    only(
      'a stored result',
      'formula of a cell',
      standard('18.3.1.40'),
      ({ hasFormula, value }) => hasFormula && value === undefined && 'none',
    ),
  ],
  formula: [
    atMost(
      EXCEL.formulaCharacters,
      'characters of a formula',
      SPECIFICATIONS,
      ({ text }) => text.length,
    ),
    atMost(
      255,
      'characters of a text within a formula',
      'Excel, "Text values in formulas are limited to 255 characters"',
      ({ text, size }) => (text.length > 255 ? size().longestText : 0),
    ),
    atMost(64, 'levels of functions', SPECIFICATIONS, ({ text, size }) =>
      text.length > 64 ? size().levels : 0,
    ),
    atMost(255, 'arguments of a function', SPECIFICATIONS, ({ text, size }) =>
      text.length > 255 ? size().mostArguments : 0,
    ),
    only(
      'no = before it, and not empty',
      'beginning of a formula',
      standard('18.17.2'),
      ({ text }) => (text === '' || text.startsWith('=')) && (text || 'nothing'),
    ),
    only(
      'no volatile function',
      'functions of a formula',
      'learn.microsoft.com, "Excel recalculation": volatile functions make Excel ask to save on closing',
      ({ text, size }) =>
        MAYBE_VOLATILE.test(text) && size().functions.find((name) => VOLATILE.includes(name)),
    ),
  ],
  row: [
    atMost(
      EXCEL.rowPoints,
      'points of a row',
      'learn.microsoft.com, Range.RowHeight',
      (row) => row.height,
    ),
    atMost(EXCEL.rows, 'number of a row', SPECIFICATIONS, ({ number }) => number),
    only(
      'downwards, each once',
      'rows of a sheet',
      standard('18.3.1.73'),
      ({ number, after }) => number <= after && number,
    ),
  ],
  column: [
    atMost(255, 'characters of a column', SPECIFICATIONS, ({ width }) => width),
    atMost(EXCEL.columns, 'number of a column', SPECIFICATIONS, ({ to }) => to),
    only(
      'to the right, each once',
      'columns of a sheet',
      standard('18.3.1.13'),
      ({ from, to, after }) => (from <= after || from > to) && `${from} to ${to}`,
    ),
  ],
};

/** A value that Excel cannot read as its type; NaN and infinities are written by some writers. */
function wrongValue({ type, value, texts }: CellFact): string | null {
  if (!TYPES.includes(type)) return `type ${type}`;
  if (value === undefined) return null;
  switch (type) {
    case 'n': {
      const isNumber = value === '' || (NUMBER.test(value) && Number.isFinite(Number(value)));
      return isNumber ? null : value;
    }
    case 's':
      return /^\d+$/.test(value) && Number(value) < texts ? null : `text ${value} of ${texts}`;
    case 'b':
      return value === '0' || value === '1' ? null : value;
    case 'e':
      return ERRORS.includes(value) ? null : value;
    default:
      return null;
  }
}
