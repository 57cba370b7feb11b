import { plural, quote, type Refuse } from '../problem.ts';
import type { FileData } from '../schema.ts';
import type { DataSpec } from '../spec.ts';
import { didYouMean } from '../suggest.ts';
import { checkNumberCount } from './check.ts';
import {
  type ColumnAsked,
  decimalSignOf,
  isMissing,
  type NumberColumn,
  readColumn,
} from './columns.ts';
import { type Csv, type CsvRow, type Delimiter, type FailInFile, readCsv } from './csv.ts';

/** The samples of a CSV file, and what is worth knowing about how they were read. */
export interface FileSamples {
  readonly data: Omit<DataSpec, 'standardise'>;
  readonly remarks: readonly string[];
}

/** Takes the samples that a spec asks for out of a CSV file. @throws whatever `refuse` does. */
export function samplesFrom(bytes: Uint8Array, asked: FileData, refuse: Refuse): FileSamples {
  const failWith =
    (code: 'SPEC_INVALID' | 'TOO_LARGE'): FailInFile =>
    (says, hint, line) => {
      const place = line === undefined ? asked.file : `${asked.file}, line ${line}`;
      return refuse({ path: ['data', 'file'], says: `${place}: ${says}`, hint }, code);
    };
  const fail = failWith('SPEC_INVALID');
  const delimiter = asked.delimiter === 'tab' ? '\t' : asked.delimiter;
  const csv = readCsv(bytes, delimiter as Delimiter | undefined, {
    fail,
    failAsTooLarge: failWith('TOO_LARGE'),
  });
  const [inputs, targets] = (['inputs', 'targets'] as const).map((key) =>
    columnsAsked(key, asked, csv, refuse),
  );
  checkApart(inputs, targets, refuse);
  const columns = [...inputs, ...targets];
  checkClassKeys(asked, columns, refuse);

  const { rows, left } = completeRows(csv.rows, columns, asked.missing === 'skip', fail);
  if (rows.length === 0) {
    const says = left.length === 0 ? 'there is no row below the header' : 'every row lacks a value';
    fail(says, 'give at least one sample');
  }
  // Before anything is done with them; classes may only make more of them.
  checkNumberCount(rows.length, columns.length, ['data', 'file'], refuse);
  const unlisted = columns.filter(({ classes }) => classes === undefined);
  const found = csv.delimiter === ',' ? '.' : decimalSignOf(rows, unlisted, fail);
  const read = (column: ColumnAsked) => readColumn(column, rows, asked.decimal ?? found, fail);
  const [inputColumns, targetColumns] = [inputs.map(read), targets.map(read)];
  const width = [...inputColumns, ...targetColumns].flatMap(({ names }) => names).length;
  checkNumberCount(rows.length, width, ['data', 'file'], refuse);

  const numbersOf = (all: readonly NumberColumn[]) =>
    rows.map((row) => all.flatMap(({ valuesOf }) => valuesOf(row)));
  const namesOf = (all: readonly NumberColumn[]) => all.flatMap(({ names }) => names);
  return {
    data: {
      inputs: numbersOf(inputColumns),
      targets: numbersOf(targetColumns),
      inputNames: namesOf(inputColumns),
      targetNames: namesOf(targetColumns),
    },
    remarks: [
      ...remarksOnClasses('input', inputs, inputColumns),
      ...remarksOnClasses('target', targets, targetColumns),
      ...remarkOnLeft(asked.file, left),
    ],
  };
}

/** Line breaks may stand in a quoted header. */
const oneLine = (header: string) => header.replace(/\s+/g, ' ').trim();

function columnsAsked(
  key: 'inputs' | 'targets',
  { [key]: names, classes, file }: FileData,
  csv: Csv,
  refuse: Refuse,
): ColumnAsked[] {
  const header = csv.header.map(oneLine);
  const indexOf = new Map(header.map((name, index) => [name, index]));
  const ambiguous = new Set(header.filter((name, index) => indexOf.get(name) !== index));
  const listed = new Map(Object.entries(classes ?? {}).map(([name, all]) => [oneLine(name), all]));
  const seen = new Set<string>();
  return names.map((given, i) => {
    const name = oneLine(given);
    const fail = (says: string, hint: string) => refuse({ path: ['data', key, i], says, hint });
    const index = indexOf.get(name);
    if (index === undefined) {
      const says = `there is no column ${quote(given)} in ${file}`;
      return fail(says, didYouMean(name, `columns: ${shortList(header)}`, header));
    }
    if (ambiguous.has(name)) {
      fail(`${file} has two columns ${quote(given)}`, 'give each column a header of its own');
    }
    if (seen.has(name)) fail(`the column ${quote(given)} is listed twice`, 'list each column once');
    seen.add(name);
    return { name, index, classes: listed.get(name)?.map((each) => each.trim()) };
  });
}

function checkApart(
  inputs: readonly ColumnAsked[],
  targets: readonly ColumnAsked[],
  refuse: Refuse,
): void {
  const both = targets.findIndex(({ index }) => inputs.some((input) => input.index === index));
  if (both < 0) return;
  refuse({
    path: ['data', 'targets', both],
    says: `the column ${quote(targets[both].name)} is both an input and a target`,
    hint: 'leave it out of one of the two: the network would be given the answer',
  });
}

function checkClassKeys(
  { classes = {} }: FileData,
  columns: readonly ColumnAsked[],
  refuse: Refuse,
): void {
  const names = [...new Set(columns.map(({ name }) => name))];
  for (const [column, listed] of Object.entries(classes)) {
    const path = ['data', 'classes', column];
    if (!names.includes(oneLine(column))) {
      const says = `the column ${quote(column)} has classes, but is neither input nor target`;
      refuse({ path, says, hint: didYouMean(column, `columns: ${names.join(', ')}`, names) });
    }
    const twice = listed.findIndex((each, i) => listed.indexOf(each) < i);
    if (twice >= 0) {
      const says = `the class ${quote(listed[twice])} is listed twice`;
      refuse({ path: [...path, twice], says, hint: 'list each class once' });
    }
  }
}

/** The rows in which no value of these columns is missing, and the others. */
function completeRows(
  all: readonly CsvRow[],
  columns: readonly ColumnAsked[],
  skip: boolean,
  fail: FailInFile,
): { rows: CsvRow[]; left: CsvRow[] } {
  const lacks = ({ values }: CsvRow) =>
    columns.find((column) => isMissing(values[column.index], column));
  const left = all.filter(lacks);
  if (left.length > 0 && !skip) {
    const [row] = left;
    const { name, index } = lacks(row)!;
    const value = row.values[index];
    const has = value === '' ? 'is empty' : `has no value but ${quote(value)}`;
    const others = left.length === 1 ? '' : `; ${plural(left.length, 'row')} lack a value`;
    const hint = 'fill it in, or leave such rows out with `missing: skip` in `data`';
    fail(`the column ${quote(name)} ${has}${others}`, hint, row.line);
  }
  return { rows: all.filter((row) => !lacks(row)), left };
}

const mostListed = 10;

function shortList(all: readonly (string | number)[]): string {
  const shown = all.slice(0, mostListed).map((each) => (each === '' ? '""' : each));
  return `${shown.join(', ')}${all.length > mostListed ? ', …' : ''}`;
}

function remarksOnClasses(
  what: 'input' | 'target',
  asked: readonly ColumnAsked[],
  columns: readonly NumberColumn[],
): string[] {
  return columns.flatMap(({ classes }, i) => {
    if (classes === null) return [];
    const order = asked[i].classes ? 'in the order given' : 'in alphabetical order';
    return [
      `the column ${asked[i].name} becomes ${plural(classes.length, what)}, one for each class ${order}: ${shortList(classes)}`,
    ];
  });
}

function remarkOnLeft(file: string, left: readonly CsvRow[]): string[] {
  if (left.length === 0) return [];
  const lines = shortList(left.map(({ line }) => line));
  return [`${plural(left.length, 'row')} of ${file} with missing values left out: line ${lines}`];
}
