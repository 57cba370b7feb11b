import { GOOGLE } from '../limits.ts';
import { sectionsOf } from './excel/styles.ts';
import { atMost, type Limits, only } from './limit.ts';

/** support.google.com/drive/answer/37603, "Files you can store in Google Drive". */
const DRIVE = 'Google Drive Help, "Files you can store in Google Drive"';
/** developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets. */
const RULES = 'Google Sheets API, BooleanRule and BooleanCondition';
/** support.google.com/docs/answer/11468464: an edit recalculates all that depends on the cell. */
const CALCULATION = 'Google Docs Editors Help, "How Google Sheets calculates"';

/** What a rule may change about a cell; everything else is dropped. */
const KEPT = ['fill', 'font/b', 'font/i', 'font/u', 'font/strike', 'font/color'];
/** Before a range: the sheet that it is on. */
const OF_SHEET = /^(?:\w+|'[^']+')!/;
/** Rules that become something else there, or nothing: bars, icons, ranks, averages, repeats. */
const DROPPED_RULES = [
  'dataBar',
  'iconSet',
  'top10',
  'aboveAverage',
  'duplicateValues',
  'uniqueValues',
];

/**
 * What Google Sheets refuses, drops, freezes or slows down on when it opens an .xlsx file. What a
 * workbook holds of that must not matter: the same must stand in a cell.
 */
export const GOOGLE_LIMITS: Limits = {
  workbook: [
    atMost(GOOGLE.cells, 'cells of a file (refused)', DRIVE, ({ cells }) => cells),
    atMost(
      GOOGLE.quickFormulas,
      'formulas of a file (slow)',
      CALCULATION,
      ({ formulas }) => formulas,
    ),
  ],
  sheet: [
    atMost(GOOGLE.columns, 'columns of a sheet (refused)', DRIVE, ({ lastColumn }) => lastColumn),
    // Nor here: each link waits for the one before it.
    atMost(50_000, 'rows of a chain of formulas (slow)', CALCULATION, ({ chain }) => chain),
  ],
  text: [
    atMost(
      GOOGLE.textCharacters,
      'characters of a cell (refused)',
      DRIVE,
      ({ text }) => text.length,
    ),
  ],
  numberFormat: [
    // By hand Sheets refuses a fourth section (github.com/borgar/numfmt/issues/37).
    atMost(
      3,
      'sections of a number format (dropped)',
      'github.com/borgar/numfmt, issue 37',
      ({ code }) => sectionsOf(code).length,
    ),
  ],
  ruleFormat: [
    only(
      'bold, italic, underline, strikethrough, text colour, fill',
      'what a rule changes (dropped)',
      RULES,
      ({ changes }) => changes.filter((change) => !KEPT.includes(change)).join(', ') || null,
    ),
  ],
  rule: [
    only(
      'conditions, and scales of colours',
      'kind of a rule (dropped)',
      RULES,
      ({ type }) => DROPPED_RULES.includes(type) && type,
    ),
    atMost(
      3,
      'colours of a scale (dropped)',
      'Google Sheets API, GradientRule',
      ({ colours }) => colours,
    ),
  ],
  validation: [
    only(
      'a range without =, its rows and columns absolute',
      'range of a list (dropped)',
      'seen in files that went through Google Sheets',
      ({ type, formulas: [formula = ''] }) =>
        type === 'list' &&
        (formula.startsWith('=') || /(^|:)[A-Z]/i.test(formula.replace(OF_SHEET, ''))) &&
        formula,
    ),
  ],
  hyperlink: [
    only(
      'a location, for places in the file',
      'target of an internal link (dropped)',
      'seen in files that went through Google Sheets',
      ({ location, target }) => location === undefined && target?.startsWith('#') && target,
    ),
  ],
  cache: [
    only(
      'cells',
      'what the series of a chart is bound to (dropped)',
      'Google Sheets API, ChartData: a chart reads ranges only',
      ({ literal }) => literal && 'values of its own',
    ),
  ],
  shape: [
    only(
      'a text of its own',
      'text of a shape (frozen)',
      'seen in files that went through Google Sheets',
      ({ link }) => link ?? null,
    ),
  ],
  control: [
    only('none', 'form controls (dropped)', 'Google Sheets has none', ({ place }) => place),
  ],
};
