import { type Position, parseRange, type Range } from '../../src/xlsx/address.ts';
import { type Cells, cellsOf } from '../../src/xlsx/cells.ts';
import { tokenize } from '../../src/xlsx/formula-text.ts';

/** Tells of a cell whether any formula of the workbook reads it, by itself or within a range. */
export function cellsRead(cells: Cells): (sheet: string, at: Position) => boolean {
  const ranges = new Map<string, Map<string, Range>>();
  const add = (sheet: string, reference: string) => {
    const text = reference.replaceAll('$', '');
    const known = ranges.get(sheet) ?? new Map<string, Range>();
    ranges.set(sheet, known);
    if (known.has(text)) return;
    const range = parseRange(text);
    if (range !== undefined) known.set(text, range);
  };
  for (const [name, sheet] of cells.sheets) {
    for (const { formula } of cellsOf(sheet)) {
      if (formula !== undefined)
        for (const [on, text] of referencesOf(formula, name)) add(on, text);
    }
  }
  const all = new Map([...ranges].map(([sheet, known]) => [sheet, [...known.values()]]));
  return (sheet, { row, column }) =>
    (all.get(sheet) ?? []).some(
      ({ first, last }) =>
        first.row <= row && row <= last.row && first.column <= column && column <= last.column,
    );
}

/** `[sheet, 'B2:B9']` of every reference in a formula; whole rows and columns, which we never write, are left out. */
function* referencesOf(formula: string, own: string): Generator<[string, string]> {
  const tokens = tokenize(formula);
  let sheet = own;
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text } = tokens[i];
    if (kind === 'other' && text.endsWith('!')) {
      sheet = text
        .slice(0, -1)
        .replace(/^'(.*)'$/s, '$1')
        .replaceAll("''", "'");
      continue;
    }
    if (kind === 'cell') {
      const isRange = tokens[i + 1]?.text === ':' && tokens[i + 2]?.kind === 'cell';
      yield [sheet, isRange ? `${text}:${tokens[i + 2].text}` : text];
      if (isRange) i += 2;
    }
    sheet = own;
  }
}
