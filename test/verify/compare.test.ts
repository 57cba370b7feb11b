import { describe, expect, it } from 'vitest';
import { type CompareOptions, compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { addressOf } from '../../src/xlsx/address.ts';
import type { Cell, Cells, CellValue } from '../../src/xlsx/cells.ts';
import { sheetOf } from '../support/grid.ts';

type Content = CellValue | null | { readonly formula: string; readonly value: CellValue };

/** Cells from grids by sheet name; null leaves a place empty. */
function cells(sheets: Record<string, Content[][]>): Cells {
  const made = Object.entries(sheets).map(([name, grid]) => {
    const rows = grid.map((line, r) => {
      const row = line.flatMap((content, c): [number, Cell][] => {
        if (content === null) return [];
        const position = { row: r + 1, column: c + 1 };
        const filled =
          typeof content === 'object' && 'formula' in content
            ? content
            : { value: content, formula: undefined };
        return [[c + 1, { ...position, address: addressOf(position), ...filled }]];
      });
      return [r + 1, new Map(row)] as const;
    });
    return [name, sheetOf(name, new Map(rows))] as const;
  });
  return { sheets: new Map(made), names: new Map() };
}

const f = (value: CellValue) => ({ formula: '1', value });

describe('one cell', () => {
  const num = { error: '#NUM!' };
  const loose: CompareOptions = { anyOverflow: true };
  it.each<[CellValue | null, CellValue | null, CompareOptions, boolean]>([
    [1, 1, {}, true],
    [0, -0, {}, true],
    [1, 1 + 9e-13, {}, true],
    [1, 1 + 3e-12, {}, false],
    [0, 9e-15, {}, true],
    [0, 2e-14, {}, false],
    [1e300, 1e300 * (1 + 3e-12), {}, false],
    [1, 1.1, { tolerance: { absolute: 0.1, relative: 0.1 } }, true],
    [NaN, NaN, {}, true],
    [Infinity, Infinity, {}, true],
    [Infinity, 1, {}, false],
    [1, Infinity, {}, false],
    [Infinity, -Infinity, {}, false],
    [1, NaN, {}, false],
    [1, '1', {}, false],
    [1, true, {}, false],
    ['a', 'a', {}, true],
    ['a', 'A', {}, false],
    ['', null, {}, true],
    [1, null, {}, false],
    [num, { error: '#NUM!' }, {}, true],
    [num, { error: '#N/A' }, {}, false],
    [num, Infinity, {}, false],
    [num, { error: '#N/A' }, loose, true],
    [num, Infinity, loose, true],
    [NaN, num, loose, true],
    [num, 1e308, loose, false],
    [1e308, num, loose, false],
  ])('%o expected, %o got, %o: same is %s', (expected, got, options, same) => {
    const found = compareCells(cells({ S: [[expected]] }), cells({ S: [[got]] }), options);
    expect(found).toHaveLength(same ? 0 : 1);
  });
});

describe('a difference', () => {
  it('is named by the header above it', () => {
    const training = (value: number) => [
      ['Training', null, null],
      ['η', f(value), null],
      ['step', 'w1', '∂E/∂w3'],
      [0, f(value), f(1)],
      [1, f(1), f(value)],
    ];
    const rates = (value: number) => [
      ['verdict', f('descending'), f(String(value))],
      ['step', 0.5, 1000],
      [0, f(1), f(value)],
    ];
    const runs = (value: number) => [
      ['learning rate', 'step', 'a_h1'],
      [f(0.5), 0, f(value)],
      [null, null, null],
      ['learning rate', 'step', 'a_h2'],
      [f(0.5), 0, f(value)],
    ];
    const all = (value: number) =>
      cells({ Training: training(value), 'Learning rates': rates(value), Runs: runs(value) });
    const found = compareCells(all(1), all(2));
    expect(found.map(({ sheet, cell, symbol }) => [sheet, cell, symbol])).toEqual([
      ['Training', 'B2', 'η'],
      ['Training', 'B4', 'w1'],
      ['Training', 'C5', '∂E/∂w3'],
      ['Learning rates', 'C1', 'descending'],
      ['Learning rates', 'C3', '1000'],
      ['Runs', 'C2', 'a_h1'],
      ['Runs', 'C5', 'a_h2'],
    ]);
  });

  it('is named by its column where there is nothing else', () => {
    expect(compareCells(cells({ S: [[1]] }), cells({ S: [[2]] }))[0].symbol).toBe('column A');
  });

  it('is a cell that is missing, or one too many', () => {
    const expected = cells({ S: [[1, null]], Gone: [[f(2)]] });
    const got = cells({ S: [[null, 3]], New: [['note']] });
    expect(compareCells(expected, got)).toEqual([
      { sheet: 'S', cell: 'A1', symbol: 'column A', expected: 1, got: null },
      { sheet: 'Gone', cell: 'A1', symbol: 'column A', expected: 2, got: null },
      { sheet: 'S', cell: 'B1', symbol: 'column B', expected: null, got: 3 },
      { sheet: 'New', cell: 'A1', symbol: 'column A', expected: null, got: 'note' },
    ]);
  });

  it('is looked for in formulas alone if asked', () => {
    const expected = cells({ S: [[1, f(2), f(3)]] });
    const got = cells({ S: [[9, 8, f(3), 'note']] });
    const found = compareCells(expected, got, { formulasOnly: true });
    expect(found.map(({ cell }) => cell)).toEqual(['B1']);
  });
});

describe('spread', () => {
  const expected = cells({ S: [[f(1), f(1), f(1)]] });
  const got = cells({ S: [[1.2, 1.2, 1.2]] });

  it('lets single cells be farther off, or anything', () => {
    const farther = new Map([
      ['S!A1', 0.1],
      ['S!B1', 0.3],
    ]);
    const spread = (sheet: string, { address }: Cell) =>
      farther.get(`${sheet}!${address}`) ?? Number.POSITIVE_INFINITY;
    expect(compareCells(expected, got, { spread }).map(({ cell }) => cell)).toEqual(['A1']);
  });
});

describe('formatDifferences', () => {
  const differences = compareCells(
    cells({ S: [['w1', 1, 'text', true, { error: '#NUM!' }]] }),
    cells({ S: [['w1', 2, null, false, 5]] }),
  );

  it('gives a line to each', () => {
    expect(formatDifferences(differences)).toBe(
      [
        'S!B1 (w1): expected 1, got 2',
        'S!C1 (w1): expected "text", got nothing',
        'S!D1 (text): expected true, got false',
        'S!E1 (text): expected #NUM!, got 5',
      ].join('\n'),
    );
  });

  it('counts those beyond the limit', () => {
    expect(formatDifferences(differences, 1)).toBe('S!B1 (w1): expected 1, got 2\n… and 3 more');
  });

  it('has nothing to say about none', () => {
    expect(formatDifferences([])).toBe('');
  });
});
