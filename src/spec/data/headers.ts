import { plural, quote, type Refuse, shortened, shortList } from '../problem.ts';
import type { FileData } from '../schema.ts';
import { didYouMean } from '../suggest.ts';
import type { ColumnAsked } from './columns.ts';
import { type Csv, columnName } from './csv.ts';
import { looksLikeNumber } from './lookalikes.ts';

/** Line breaks may stand in a quoted header; ä may be written as an a and two dots. */
const oneLine = (header: string) => header.replace(/\s+/g, ' ').trim().normalize('NFC');

/** What a spec calls a column, as the column is called; by its number where there are no headers. */
function nameOf(given: string, { header }: FileData): string {
  const isNumber = header === 'none' && /^\d{1,9}$/.test(given);
  return isNumber ? columnName(Number(given)) : oneLine(given);
}

/** The columns that a spec asks for as inputs or as targets. @throws whatever `refuse` does. */
export function columnsAsked(
  key: 'inputs' | 'targets',
  asked: FileData,
  csv: Csv,
  refuse: Refuse,
): ColumnAsked[] {
  const file = shortened(asked.file);
  const header = csv.header.map(oneLine);
  const indexOf = new Map(header.map((name, index) => [name, index]));
  const ambiguous = new Set(header.filter((name, index) => indexOf.get(name) !== index));
  const listed = new Map(
    Object.entries(asked.classes ?? {}).map(([name, all]) => [nameOf(name, asked), all]),
  );
  const seen = new Set<string>();
  return asked[key].map((given, i) => {
    const name = nameOf(given, asked);
    const fail = (says: string, hint: string) => refuse({ path: ['data', key, i], says, hint });
    const index = indexOf.get(name);
    if (index === undefined) {
      if (asked.header === 'none') {
        const has = `${file}, which has ${plural(header.length, 'column')}`;
        const hint = `columns are called by their numbers, ${header.length === 1 ? 'here 1' : `from 1 to ${header.length}`}`;
        fail(`there is no column ${quote(given)} in ${has}`, hint);
      }
      if (asked.header === undefined) checkHeader(header, file, fail);
      const says = `there is no column ${quote(given)} in ${file}`;
      return fail(says, didYouMean(name, `columns: ${shortList(header)}`, header));
    }
    if (ambiguous.has(name)) {
      fail(`${file} has two columns ${quote(given)}`, 'give each column a header of its own');
    }
    if (seen.has(name)) fail(`the column ${quote(given)} is listed twice`, 'list each column once');
    seen.add(name);
    return { name, index, classes: listed.get(name)?.map((each) => each.trim().normalize('NFC')) };
  });
}

/** The first line may be a sample already. */
function checkHeader(
  header: readonly string[],
  file: string,
  fail: (says: string, hint: string) => never,
): void {
  const numbers = header.filter((each) => looksLikeNumber(each)).length;
  if (2 * numbers <= header.length) return;
  fail(
    `the first line of ${file} has numbers (${shortList(header)}) in place of headers`,
    'give the file a line of headers, or write `header: none` in `data` and count the columns: `inputs: [1, 2]`',
  );
}

/** Whether no column is both. @throws whatever `refuse` does. */
export function checkApart(
  inputs: readonly ColumnAsked[],
  targets: readonly ColumnAsked[],
  refuse: Refuse,
): void {
  for (const [at, { name, index }] of targets.entries()) {
    if (!inputs.some((input) => input.index === index)) continue;
    refuse({
      path: ['data', 'targets', at],
      says: `the column ${quote(name)} is both an input and a target`,
      hint: 'leave it out of one of the two: the network would be given the answer',
    });
  }
}

/** Whether classes are listed for columns that are asked for, each once. */
export function checkClassKeys(
  asked: FileData,
  columns: readonly ColumnAsked[],
  refuse: Refuse,
): void {
  const names = [...new Set(columns.map(({ name }) => name))];
  for (const [column, listed] of Object.entries(asked.classes ?? {})) {
    const path = ['data', 'classes', column];
    if (!names.includes(nameOf(column, asked))) {
      const says = `the column ${quote(column)} has classes, but is neither input nor target`;
      refuse({ path, says, hint: didYouMean(column, `columns: ${shortList(names)}`, names) });
    }
    for (const [at, each] of listed.entries()) {
      if (listed.indexOf(each) === at) continue;
      const says = `the class ${quote(each)} is listed twice`;
      refuse({ path: [...path, at], says, hint: 'list each class once' });
    }
  }
}
