import { CsvError, parse } from 'csv-parse/sync';
import { longestCsv, mostCsvRows, mostCsvValues, sheetLimits } from '../limits.ts';
import { plural } from '../problem.ts';
import { type Delimiter, delimiterOf } from './delimiter.ts';

/** The values of a CSV file as they stand there, without the spaces around them. */
export interface Csv {
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
  /** All as long as the header. */
  readonly rows: readonly CsvRow[];
}

export interface CsvRow {
  /** The line of the file in which it ends, from 1. */
  readonly line: number;
  readonly values: readonly string[];
}

/** Ends the reading of a file with what is wrong in it, in which line if that is known. */
export type FailInFile = (says: string, hint: string, line?: number) => never;

/**
 * Reads a CSV file that may come from anywhere: how large it is, and how many values it can have,
 * is known before it is taken apart.
 *
 * @param delimiter found in the text if left out.
 * @param hasHeader whether the first line has the names of the columns; else they are numbered.
 * @throws whatever `fail` and `failAsTooLarge` do.
 */
export function readCsv(
  bytes: Uint8Array,
  delimiter: Delimiter | undefined,
  hasHeader: boolean,
  { fail, failAsTooLarge }: { fail: FailInFile; failAsTooLarge: FailInFile },
): Csv {
  const take = 'give the rows and columns that matter in a file of their own';
  if (bytes.length > longestCsv) {
    failAsTooLarge(`the file is larger than ${longestCsv / 1e6} MB`, take);
  }
  const text = decode(bytes, fail);
  // Spreadsheet programs write and read such a line; an empty one keeps the numbers of the others.
  const named = /^sep=([,;\t])(?=\n)/i.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const found = delimiter ?? (named?.[1] as Delimiter | undefined) ?? delimiterOf(body, hasHeader);
  if (body.split(found).length + body.split('\n').length > mostCsvValues) {
    failAsTooLarge(`the file has more than ${plural(mostCsvValues, 'value')}`, take);
  }
  const [first, ...others] = recordsOf(body, found, fail);
  if (first === undefined) {
    return fail('there is nothing in it', 'begin with a line of headers, then a line per sample');
  }
  const header = hasHeader ? first.values : first.values.map((_, i) => columnName(i + 1));
  const rows = hasHeader ? others : [first, ...others];
  if (header.length > sheetLimits.columns) {
    failAsTooLarge(`the file has ${plural(header.length, 'column')}`, take);
  }
  if (rows.length > mostCsvRows) {
    failAsTooLarge(`the file has more than ${plural(mostCsvRows, 'row')}`, take);
  }
  for (const { line, values } of rows) {
    if (values.length === header.length) continue;
    const says = `this row has ${plural(values.length, 'value')}, and the ${hasHeader ? 'header' : 'first row'} has ${header.length}`;
    fail(says, raggedHint(found, values.length > header.length), line);
  }
  return { delimiter: found, header, rows };
}

/** A column of a file without headers, counted from 1. */
export const columnName = (number: number) => `column ${number}`;

function raggedHint(delimiter: Delimiter, tooMany: boolean): string {
  if (!tooMany) return 'give every row a value for each column; an empty one counts';
  return delimiter === ','
    ? 'put values with a comma in quotes, or separate values with `;`'
    : `put values with ${delimiter === ';' ? 'a semicolon' : 'a tab'} in quotes`;
}

function recordsOf(text: string, delimiter: Delimiter, fail: FailInFile): CsvRow[] {
  try {
    const records = parse(text, {
      delimiter,
      record_delimiter: '\n',
      trim: true,
      skip_empty_lines: true,
      // What spreadsheet programs leave of rows whose cells were cleared.
      skip_records_with_empty_values: true,
      // Told below, in our words.
      relax_column_count: true,
      info: true,
      to: mostCsvRows + 2,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return records.map(({ info, record }) => ({ line: info.lines, values: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const hint = 'put the whole value in quotes, and write a quote within it twice: "a ""b"" c"';
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      return fail('a quote that begins here is never closed', hint, lineOfOpenQuote(text));
    }
    return fail('a quote is out of place', hint, Number(error.lines) || undefined);
  }
}

/** The line of the quote that is never closed, in a text where no other is out of place. */
function lineOfOpenQuote(text: string): number {
  let opened = -1;
  let closed = -1;
  let open = false;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (open) closed = at;
    // Right behind a closing one it was no end: the two are a quote within the value.
    else if (closed < 0 || at > closed + 1) opened = at;
    open = !open;
  }
  return text.slice(0, opened).split('\n').length;
}

/** The text with `\n` between its lines and without a byte order mark. */
function decode(bytes: Uint8Array, fail: FailInFile): string {
  const [first, second] = bytes;
  const save = 'save it as “CSV UTF-8”';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return fail('the file is saved as UTF-16', save);
  }
  let text: string;
  try {
    // Takes a byte order mark away.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('this is not a text file in UTF-8', save);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x08\x0e-\x1f]/.test(text)) {
    return fail('this is not a text file', 'give a CSV file, a line per sample');
  }
  // Some systems write ä as an a and two dots.
  return text.replace(/\r\n?/g, '\n').normalize('NFC');
}
