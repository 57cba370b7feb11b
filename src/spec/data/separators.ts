import { quote } from '../problem.ts';
import { type ColumnAsked, valueInColumn } from './columns.ts';
import type { CsvRow, FailInFile } from './csv.ts';

const others = [
  { sign: ';', key: '";"', name: 'a semicolon' },
  { sign: '\t', key: 'tab', name: 'a tab' },
] as const;

/**
 * Whether commas that were found to separate the values do so: in a column of texts, another
 * separator beside digits tells of a wrong guess. @throws whatever `fail` does.
 */
export function checkDelimiter(
  rows: readonly CsvRow[],
  columns: readonly ColumnAsked[],
  fail: FailInFile,
): void {
  for (const column of columns) {
    for (const row of rows) {
      const value = valueInColumn(row, column);
      const other = others.find(({ sign }) => {
        return new RegExp(`\\d\\s*${sign}|${sign}\\s*[+-]?\\d`).test(value);
      });
      if (other === undefined) continue;
      fail(
        `the column ${quote(column.name)} has ${quote(value)}, with ${other.name} beside digits, where commas were taken to separate the values`,
        `in \`data\` write \`delimiter: ${other.key}\`, or \`delimiter: ","\` if commas do separate them`,
        row.line,
      );
    }
  }
}
