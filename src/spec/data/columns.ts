import { mostClasses } from '../limits.ts';
import { plural, quote, shortened, shortList } from '../problem.ts';
import { didYouMean } from '../suggest.ts';
import { unprintableIn } from '../values.ts';
import type { CsvRow, FailInFile } from './csv.ts';
import { looksLikeNumber, remedyFor } from './lookalikes.ts';
import { type DecimalSign, isPlainNumeral, type NumeralStyle, numberIn } from './numerals.ts';

/** One column of a file as numbers: itself, or, if it holds classes, a 1 in the place of the class. */
export interface NumberColumn {
  readonly asked: ColumnAsked;
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

/** What a row has in a column: every row has as many values as there are columns. */
export function valueInColumn({ values }: CsvRow, { index }: ColumnAsked): string {
  return values[index]!;
}

const missing = new Set(['', 'na', 'n/a', 'nan', '?', '-']);

/** Whether a value is one of those that stand for none. A class may have such a name. */
export function isMissing(value: string, { classes }: ColumnAsked): boolean {
  return missing.has(value.toLowerCase()) && !classes?.includes(value);
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
      .flatMap((row) =>
        columns.map((column) => ({ line: row.line, value: valueInColumn(row, column) })),
      )
      .find(({ value }) => value.includes(sign) && isPlainNumeral(withoutPercent(value), sign));
  const [point, comma] = [first('.'), first(',')];
  if (comma === undefined) return '.';
  if (point === undefined) return ',';
  return fail(
    `there are numbers with a decimal comma (${shortened(comma.value)} in line ${comma.line}) and with a point (${shortened(point.value)} in line ${point.line})`,
    'use one of them throughout; if one stands between thousands, say so: `thousands: "."`',
  );
}

const withoutPercent = (value: string) => value.replace(/\s*%$/, '');

/** Reads a column without missing values. @throws whatever `fail` does. */
export function readColumn(
  column: ColumnAsked,
  rows: readonly CsvRow[],
  notation: NumeralStyle,
  fail: FailInFile,
): NumberColumn {
  const { name, classes } = column;
  if (classes) return classColumn(column, classes, rows, fail);
  const isText = (row: CsvRow) => numberIn(valueInColumn(row, column), notation) === undefined;
  const texts = rows.filter(isText);
  const [text] = texts;
  if (text === undefined) return numberColumn(column, rows, notation, fail);
  refuseNumbers(column, rows, texts, notation, fail);
  const list = `list all classes: \`classes: { ${shortened(name)}: [a, b] }\``;
  if (texts.length < rows.length) {
    const says = `the column ${quote(name)} has the text ${quote(valueInColumn(text, column))}, and numbers in other rows`;
    fail(says, `mend the file; if the column holds classes, ${list}`, text.line);
  }
  // Order by code units, which is the same everywhere.
  const found = [...new Set(rows.map((row) => valueInColumn(row, column)))].sort();
  if (found.length > mostClasses) {
    const hint = 'leave the column out: every class would become a number of its own';
    fail(`the column ${quote(name)} has ${plural(found.length, 'different text')}`, hint);
  }
  if (found.length === 1) {
    const says = `the column ${quote(name)} has the same text in every row, ${quote(valueInColumn(text, column))}`;
    fail(says, `leave the column out, or ${list}`);
  }
  return oneHot(column, found, rows, fail);
}

/** A column in which most values look like numbers holds no classes: some sign is in the way. */
function refuseNumbers(
  column: ColumnAsked,
  rows: readonly CsvRow[],
  texts: readonly CsvRow[],
  notation: NumeralStyle,
  fail: FailInFile,
): void {
  const inDisguise = texts.filter((row) => looksLikeNumber(valueInColumn(row, column)));
  const numbers = rows.length - texts.length + inDisguise.length;
  const [first] = inDisguise;
  if (first === undefined || 2 * numbers <= rows.length) return;
  const { name } = column;
  const value = valueInColumn(first, column);
  const says = `the column ${quote(name)} looks like numbers, but ${quote(value)} is none`;
  const classes = `for classes that look like numbers list all: \`classes: { ${shortened(name)}: [a, b] }\``;
  fail(says, `${remedyFor(value, notation)}; ${classes}`, first.line);
}

function numberColumn(
  column: ColumnAsked,
  rows: readonly CsvRow[],
  notation: NumeralStyle,
  fail: FailInFile,
): NumberColumn {
  const { name } = column;
  const numberOf = (row: CsvRow) => numberIn(valueInColumn(row, column), notation)!;
  const beyond = rows.find((row) => !Number.isFinite(numberOf(row)));
  if (beyond) {
    const says = `the column ${quote(name)} has a number beyond 1.8e308`;
    fail(says, 'use smaller numbers, in another unit for example', beyond.line);
  }
  return { asked: column, names: [name], valuesOf: (row) => [numberOf(row)], classes: null };
}

function classColumn(
  column: ColumnAsked,
  classes: readonly string[],
  rows: readonly CsvRow[],
  fail: FailInFile,
): NumberColumn {
  const known = new Set(classes);
  const stranger = rows.find((row) => !known.has(valueInColumn(row, column)));
  if (stranger) {
    const value = valueInColumn(stranger, column);
    const says = `the column ${quote(column.name)} has ${quote(value)}, which is not among its classes`;
    fail(says, didYouMean(value, `classes: ${shortList(classes)}`, classes), stranger.line);
  }
  return oneHot(column, classes, rows, fail);
}

function oneHot(
  column: ColumnAsked,
  classes: readonly string[],
  rows: readonly CsvRow[],
  fail: FailInFile,
): NumberColumn {
  const { name } = column;
  for (const each of classes) {
    const bad = unprintableIn(each);
    if (bad === undefined) continue;
    const says = `the class ${quote(each)} of the column ${quote(name)} contains ${bad}`;
    const line = rows.find((row) => valueInColumn(row, column) === each)?.line;
    fail(says, 'write the class on one line, in plain characters', line);
  }
  return {
    asked: column,
    names: classes.map((each) => `${name} = ${each}`),
    valuesOf: (row) => classes.map((each) => Number(each === valueInColumn(row, column))),
    classes,
  };
}
