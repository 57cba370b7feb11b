import { mostClasses } from '../limits.ts';
import { plural, quote } from '../problem.ts';
import { didYouMean } from '../suggest.ts';
import type { CsvRow, FailInFile } from './csv.ts';

/** One column of a file as numbers: itself, or, if it holds classes, a 1 in the place of the class. */
export interface NumberColumn {
  /** What the numbers of a row are called, and how many they are. */
  readonly names: readonly string[];
  readonly valuesOf: (row: CsvRow) => readonly number[];
  /** The classes of a column of texts, in order. */
  readonly classes: readonly string[] | null;
}

/** Where a column stands, and what the spec says about it. */
export interface ColumnAsked {
  readonly name: string;
  readonly index: number;
  /** Its classes in order, if they are listed. */
  readonly classes: readonly string[] | undefined;
}

export type DecimalSign = '.' | ',';

const missing = new Set(['', 'na', 'n/a', 'nan', '?', '-']);

/** Whether a value is one of those that stand for none. A class may have such a name. */
export function isMissing(value: string, { classes }: ColumnAsked): boolean {
  return missing.has(value.toLowerCase()) && !classes?.includes(value);
}

const numeral: Record<DecimalSign, RegExp> = {
  '.': /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
  ',': /^[+-]?(?:\d+,?\d*|,\d+)(?:e[+-]?\d+)?$/i,
};

/** −, which some programs write. */
const plainSigns = (value: string) => value.replace(/^\u2212/, '-');

function isNumeral(value: string, sign: DecimalSign): boolean {
  return numeral[sign].test(plainSigns(value));
}

/**
 * The decimal sign that the numbers of these columns use; a point if there is none. Only where no
 * comma separates the values can it be a comma.
 */
export function decimalSignOf(
  rows: readonly CsvRow[],
  columns: readonly ColumnAsked[],
  fail: FailInFile,
): DecimalSign {
  const first = (sign: DecimalSign) =>
    rows
      .flatMap(({ line, values }) => columns.map(({ index }) => ({ line, value: values[index] })))
      .find(({ value }) => value.includes(sign) && isNumeral(value, sign));
  const [point, comma] = [first('.'), first(',')];
  if (comma === undefined) return '.';
  if (point === undefined) return ',';
  return fail(
    `there are numbers with a decimal comma (${comma.value} in line ${comma.line}) and with a point (${point.value} in line ${point.line})`,
    'use one of them throughout',
  );
}

/** Reads a column without missing values. @throws whatever `fail` does. */
export function readColumn(
  column: ColumnAsked,
  rows: readonly CsvRow[],
  sign: DecimalSign,
  fail: FailInFile,
): NumberColumn {
  const { name, index, classes } = column;
  if (classes) return classColumn(column, classes, rows, fail);
  const texts = rows.filter(({ values }) => !isNumeral(values[index], sign));
  if (texts.length === 0) return numberColumn(column, rows, sign, fail);
  const other = sign === '.' ? ',' : '.';
  const [{ line, values }] = texts;
  const says = `the column ${quote(name)} has the text ${quote(values[index])}`;
  if (texts.every((row) => isNumeral(row.values[index], other))) {
    const hint = `\`${sign}\` is taken for the decimal sign; if it is \`${other}\`, say so with \`decimal: "${other}"\`, and take out signs between thousands`;
    fail(says, hint, line);
  }
  if (texts.length < rows.length) {
    const hint = `mend the file; if the column holds classes, list all of them: \`classes: { ${name}: [a, b] }\``;
    fail(`${says}, and numbers in other rows`, hint, line);
  }
  // Order by code units, which is the same everywhere.
  const found = [...new Set(rows.map((row) => row.values[index]))].sort();
  if (found.length > mostClasses) {
    const hint = 'leave the column out: every class would become a number of its own';
    fail(`the column ${quote(name)} has ${plural(found.length, 'different text')}`, hint);
  }
  if (found.length === 1) {
    const hint = `leave the column out, or list all classes: \`classes: { ${name}: [a, b] }\``;
    fail(`the column ${quote(name)} has the same text in every row, ${quote(found[0])}`, hint);
  }
  return oneHot(column, found);
}

function numberColumn(
  { name, index }: ColumnAsked,
  rows: readonly CsvRow[],
  sign: DecimalSign,
  fail: FailInFile,
): NumberColumn {
  const numberOf = ({ values }: CsvRow) => {
    const number = Number(plainSigns(values[index]).replace(sign, '.'));
    return number === 0 ? 0 : number;
  };
  const beyond = rows.find((row) => !Number.isFinite(numberOf(row)));
  if (beyond) {
    const says = `the column ${quote(name)} has a number beyond 1.8e308`;
    fail(says, 'use smaller numbers, in another unit for example', beyond.line);
  }
  return { names: [name], valuesOf: (row) => [numberOf(row)], classes: null };
}

function classColumn(
  column: ColumnAsked,
  classes: readonly string[],
  rows: readonly CsvRow[],
  fail: FailInFile,
): NumberColumn {
  const { name, index } = column;
  const known = new Set(classes);
  const stranger = rows.find(({ values }) => !known.has(values[index]));
  if (stranger) {
    const value = stranger.values[index];
    const says = `the column ${quote(name)} has ${quote(value)}, which is not among its classes`;
    fail(says, didYouMean(value, `classes: ${classes.join(', ')}`, classes), stranger.line);
  }
  return oneHot(column, classes);
}

function oneHot({ name, index }: ColumnAsked, classes: readonly string[]): NumberColumn {
  return {
    names: classes.map((each) => `${name} = ${each}`),
    valuesOf: ({ values }) => classes.map((each) => Number(each === values[index])),
    classes,
  };
}
