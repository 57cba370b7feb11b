import { describe, expect, it } from 'vitest';
import { auditCells } from '../../src/audit/audit.ts';
import type { SheetContent } from '../sheet/cells.ts';
import { cellsFrom } from '../sheet/cells.ts';
import { type Column, table } from './handmade.ts';

/** One sigmoid of two inputs, with the weights in D and E and what `updates` and `more` hold. */
const sheet = (updates: readonly [string, string], more: readonly Column[] = []): SheetContent =>
  table([
    ['i1', 0.5],
    ['i2', 0.8],
    ['t', 0.9],
    ['w1', 0.3, updates[0]],
    ['w2', -0.2, updates[1]],
    ['h', '=D#*A#+E#*B#'],
    ['a', '=1/(1+EXP(-F#))'],
    ['E', '=(G#-C#)^2/2'],
    ...more,
  ]);

/** A gradient, spelt out. */
const slope = (input: string, row: '#' | '@') =>
  `(G${row}-C${row})*G${row}*(1-G${row})*${input}${row}`;

/** Ways to write momentum where no column holds a gradient; `input` is what w2's gradient reads. */
const ways: readonly {
  readonly what: string;
  readonly make: (input: string) => SheetContent;
  readonly right: RegExp;
}[] = [
  {
    what: 'the last move, in the update itself',
    make: (input) => {
      const plain = sheet([`=D@-0.5*(${slope('A', '@')})`, `=E@-0.5*(${slope(input, '@')})`]);
      // The second step has no last move.
      const moved = Object.entries(plain).map(([address, held]) => {
        const [, column, row] = /^([DE])(\d+)$/.exec(address) ?? [];
        const from = Number(row);
        const isLater = column !== undefined && from > 3;
        const move = `+0.9*(${column}${from - 1}-${column}${from - 2})`;
        return [address, isLater ? `${held}${move}` : held] as const;
      });
      return Object.fromEntries(moved);
    },
    right: /^=E3-0\.5\*\(G3-C3\)\*G3\*\(1-G3\)\*B3\+0\.9\*\(E3-E2\)$/,
  },
  {
    what: 'a velocity that is taken off',
    make: (input) =>
      sheet(
        ['=D@-I#', '=E@-J#'],
        [
          ['v1', 0, `=0.9*I@+0.5*${slope('A', '@')}`],
          ['v2', 0, `=0.9*J@+0.5*${slope(input, '@')}`],
        ],
      ),
    right: /^=0\.9\*J2\+0\.5\*\(G2-C2\)\*G2\*\(1-G2\)\*B2$/,
  },
  {
    what: 'a velocity that is added',
    make: (input) =>
      sheet(
        ['=D@+I#', '=E@+J#'],
        [
          ['v1', 0, `=0.9*I@-0.5*${slope('A', '@')}`],
          ['v2', 0, `=0.9*J@-0.5*${slope(input, '@')}`],
        ],
      ),
    right: /^=0\.9\*J2-0\.5\*\(G2-C2\)\*G2\*\(1-G2\)\*B2$/,
  },
  {
    what: 'a running mean that begins with the gradient itself',
    make: (input) =>
      sheet(
        ['=D@-0.5*I@', '=E@-0.5*J@'],
        [
          ['m1', `=${slope('A', '#')}`, `=0.9*I@+0.1*(${slope('A', '#')})`],
          ['m2', `=${slope('B', '#')}`, `=0.9*J@+0.1*(${slope(input, '#')})`],
        ],
      ),
    right: /^=0\.9\*J2\+0\.1\*\(G3-C3\)\*G3\*\(1-G3\)\*B3$/,
  },
];

describe.each(ways)('momentum without a gradient column: $what', ({ make, right }) => {
  const audit = (input: string) => auditCells(cellsFrom({ S: make(input) }));

  it('is clean, and says so', () => {
    const { verdict, faults, remarks } = audit('B');
    expect([verdict, faults]).toEqual(['clean', []]);
    expect(remarks.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^The gradients of w1 and w2 stand inside .*, which were judged\.$/),
    ]);
  });

  it('tells a wrong input', () => {
    const { faults } = audit('A');
    expect(faults.map(({ symbol, slip }) => [symbol, slip])).toEqual([
      ['∂E/∂w2', 'wrong reference'],
    ]);
    expect(faults[0].rightFormula).toMatch(right);
    // All steps are given their right value, the first ones too.
    expect(faults[0].corrections.every((each) => each.right !== null)).toBe(true);
  });
});
