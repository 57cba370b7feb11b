export type Delimiter = ',' | ';' | '\t';

const candidates: readonly Delimiter[] = [',', ';', '\t'];

/** What is looked at of a file. */
const enough = { characters: 100_000, lines: 200 };

/**
 * What separates the values of a file: a semicolon or tab that stands in every line equally often, if
 * the commas beside it can be decimal ones; else what the first line has most of.
 */
export function delimiterOf(text: string, hasHeader: boolean): Delimiter {
  const isCut = text.length > enough.characters;
  const lines = text
    .slice(0, enough.characters)
    .replace(/"[^"]*"/g, '')
    .split('\n')
    .slice(0, isCut ? -1 : undefined)
    .filter((line) => /\S/.test(line))
    .slice(0, enough.lines);
  const [first = ''] = lines;
  const count = (line: string, delimiter: string) => line.split(delimiter).length - 1;
  const isInAll = (delimiter: Delimiter) => {
    const expected = count(first, delimiter);
    return expected > 0 && lines.every((line) => count(line, delimiter) === expected);
  };
  const rows = hasHeader && lines.length > 1 ? lines.slice(1) : lines;
  const isSeparator = /(?<!\d),|,(?!\d)/;
  const other = candidates.slice(1).find(isInAll);
  if (other !== undefined && !(isInAll(',') && rows.some((row) => isSeparator.test(row)))) {
    return other;
  }
  return candidates.reduce((best, each) => (count(first, each) > count(first, best) ? each : best));
}
