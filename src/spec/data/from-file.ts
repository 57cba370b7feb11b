import { plural, quote, type Refuse, shortened, shortList } from '../problem.ts';
import type { FileData } from '../schema.ts';
import type { DataSpec } from '../spec.ts';
import { checkNumberCount } from './check.ts';
import {
  type ColumnAsked,
  decimalSignOf,
  isMissing,
  type NumberColumn,
  readColumn,
  valueInColumn,
} from './columns.ts';
import { type CsvRow, type FailInFile, readCsv } from './csv.ts';
import type { Delimiter } from './delimiter.ts';
import { checkApart, checkClassKeys, columnsAsked } from './headers.ts';
import type { DecimalSign, NumeralStyle } from './numerals.ts';
import { checkPoints } from './points.ts';
import { checkDelimiter } from './separators.ts';

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
      const file = shortened(asked.file);
      const place = line === undefined ? file : `${file}, line ${line}`;
      return refuse({ path: ['data', 'file'], says: `${place}: ${says}`, hint }, code);
    };
  const fail = failWith('SPEC_INVALID');
  const delimiter = asked.delimiter === 'tab' ? '\t' : asked.delimiter;
  const csv = readCsv(bytes, delimiter as Delimiter | undefined, asked.header === undefined, {
    fail,
    failAsTooLarge: failWith('TOO_LARGE'),
  });
  const inputs = columnsAsked('inputs', asked, csv, refuse);
  const targets = columnsAsked('targets', asked, csv, refuse);
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
  const notation = notationOf(asked, () =>
    csv.delimiter === ',' ? '.' : decimalSignOf(rows, unlisted, fail),
  );
  const isFound = delimiter === undefined && csv.delimiter === ',';
  if (isFound) checkDelimiter(rows, unlisted, fail);
  const doubts = checkPoints(asked, { csv, rows }, unlisted, notation, fail);
  const read = (column: ColumnAsked) => readColumn(column, rows, notation, fail);
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
      ...doubts,
      ...remarksOnClasses('input', inputColumns),
      ...remarksOnClasses('target', targetColumns),
      ...remarkOnLeft(asked.file, left),
    ],
  };
}

/** How the numbers are written: as the spec says, or as `find` finds. @throws whatever `find` does. */
function notationOf(
  { decimal, thousands, percent }: FileData,
  find: () => DecimalSign,
): NumeralStyle {
  const other = { '.': ',', ',': '.', ' ': undefined, "'": undefined } as const;
  const sign = decimal ?? (thousands && other[thousands]) ?? find();
  return { decimal: sign, thousands, percent };
}

/** The rows in which no value of these columns is missing, and the others. */
function completeRows(
  all: readonly CsvRow[],
  columns: readonly ColumnAsked[],
  skip: boolean,
  fail: FailInFile,
): { rows: CsvRow[]; left: CsvRow[] } {
  const lacks = (row: CsvRow) =>
    columns.find((column) => isMissing(valueInColumn(row, column), column));
  const left = all.filter(lacks);
  const [row] = left;
  if (row !== undefined && !skip) {
    const column = lacks(row)!;
    const value = valueInColumn(row, column);
    const has = value === '' ? 'is empty' : `has no value but ${quote(value)}`;
    const others = left.length === 1 ? '' : `; ${plural(left.length, 'row')} lack a value`;
    const hint = 'fill it in, or leave such rows out with `missing: skip` in `data`';
    fail(`the column ${quote(column.name)} ${has}${others}`, hint, row.line);
  }
  return { rows: all.filter((row) => !lacks(row)), left };
}

function remarksOnClasses(what: 'input' | 'target', columns: readonly NumberColumn[]): string[] {
  return columns.flatMap(({ asked, classes }) => {
    if (classes === null) return [];
    const order = asked.classes ? 'in the order given' : 'in alphabetical order';
    return [
      `the column ${shortened(asked.name)} becomes ${plural(classes.length, what)}, one for each class ${order}: ${shortList(classes)}`,
    ];
  });
}

function remarkOnLeft(file: string, left: readonly CsvRow[]): string[] {
  if (left.length === 0) return [];
  const lines = shortList(left.map(({ line }) => line));
  return [
    `${plural(left.length, 'row')} of ${shortened(file)} with missing values left out: line ${lines}`,
  ];
}
