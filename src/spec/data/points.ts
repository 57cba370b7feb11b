import { quote, shortened } from '../problem.ts';
import type { FileData } from '../schema.ts';
import { type ColumnAsked, valueInColumn } from './columns.ts';
import type { Csv, CsvRow, FailInFile } from './csv.ts';
import { isInThousands, isPlainNumeral, type NumeralStyle, numberIn } from './numerals.ts';

/**
 * Refuses points that may stand between thousands: 250.000 is a quarter of a million to a German and
 * 250 to others. Three digits behind every point are no evidence for either; where the file has
 * other signs of decimal commas, nothing is guessed.
 *
 * @returns a remark where a comma can be read in two ways: it is read as the decimal one.
 * @throws whatever `fail` does.
 */
export function checkPoints(
  { file, decimal, thousands }: FileData,
  { csv, rows }: { csv: Csv; rows: readonly CsvRow[] },
  columns: readonly ColumnAsked[],
  notation: NumeralStyle,
  fail: FailInFile,
): string[] {
  if (decimal !== undefined || thousands !== undefined) return [];
  const sign = notation.decimal;
  const other = sign === '.' ? ',' : '.';
  const written = rows.flatMap((row) =>
    columns
      .map((column) => ({
        line: row.line,
        name: column.name,
        value: numeralOf(valueInColumn(row, column)),
      }))
      .filter(({ value }) => value.includes(sign)),
  );
  const isDoubtful = ({ value }: { value: string }) =>
    /^[^0]*[1-9]/.test(value) && isInThousands(value, { decimal: other, thousands: sign });
  const numbers = written.filter(
    (each) => isDoubtful(each) || numberIn(each.value, notation) !== undefined,
  );
  const [first] = numbers;
  if (first === undefined || !numbers.every(isDoubtful)) return [];
  const { line, name, value } = first;
  const asDecimal = numberIn(value, notation);
  if (sign === '.') {
    if (!writesDecimalCommas(csv)) return [];
    const asThousands = numberIn(value, { decimal: ',', thousands: '.' });
    const orDecimal = asDecimal === undefined ? '' : `, or \`decimal: "."\` if it is ${asDecimal}`;
    fail(
      `the column ${quote(name)} has ${shortened(value)}, whose point may be a decimal one or stand between thousands`,
      `in \`data\` write \`thousands: "."\` if it is ${asThousands}${orDecimal}`,
      line,
    );
  }
  return [
    `${shortened(value)} in line ${line} of ${shortened(file)} is read as ${asDecimal}; if the sign stands between thousands, write \`thousands: "${sign}"\` in \`data\``,
  ];
}

const numeralOf = (value: string) => value.replace(/\s*%$/, '');

/** Whether a file seems to come from where decimal signs are commas. */
function writesDecimalCommas({ delimiter, rows }: Csv): boolean {
  if (delimiter === ';') return true;
  const isDecimalComma = (value: string) =>
    isPlainNumeral(value, ',') && !isPlainNumeral(value, '.') && !isEnglish(value);
  return rows.some(({ values }) => values.some((value) => isDecimalComma(numeralOf(value))));
}

const isEnglish = (value: string) => isInThousands(value, { decimal: '.', thousands: ',' });
