import { describe, expect, it } from 'vitest';
import { auditCells } from '../../src/audit/audit.ts';
import { cellsFrom, type SheetContent } from '../sheet/cells.ts';
import { batches, type Column, table } from './handmade.ts';

/** What an audit says of one sheet: verdict, and each fault by symbol, slip, cells and right formula. */
function told(sheet: SheetContent) {
  const { verdict, faults, remarks, tables } = auditCells(cellsFrom({ S: sheet }));
  return {
    verdict,
    faults: faults.map((each) => [each.symbol, each.slip, each.cells, each.rightFormula]),
    remarks: remarks.map(({ sentence }) => sentence),
    tables,
  };
}

const given: readonly Column[] = [
  ['i1', 0.5],
  ['i2', 0.8],
  ['t', 0.9],
];
const forward: readonly Column[] = [
  ['h', '=D#*A#+E#*B#'],
  ['a', '=1/(1+EXP(-F#))'],
  ['E', '=(G#-C#)^2/2'],
];
/** The gradient of the weight of an input, spelt out. */
const slope = (input: string, row: string) =>
  `(G${row}-C${row})*G${row}*(1-G${row})*${input}${row}`;

describe('a column of new weights, which the next row takes over', () => {
  const sheet = (second: string) =>
    table([
      ...given,
      ['w1', 0.3, '=I@'],
      ['w2', -0.2, '=J@'],
      ...forward,
      ['w1_new', '=D#-0.5*K#'],
      ['w2_new', '=E#-0.5*L#'],
      ['dE/dw1', `=${slope('A', '#')}`],
      ['dE/dw2', `=${second}`],
    ]);

  it('is followed', () => {
    expect(told(sheet(slope('B', '#')))).toMatchObject({ verdict: 'clean', faults: [] });
  });

  it('hides no wrong gradient', () => {
    expect(told(sheet(slope('A', '#'))).faults).toEqual([
      ['∂E/∂w2', 'wrong reference', 'L2:L9', '=(G2-C2)*G2*(1-G2)*B2'],
    ]);
  });

  it('is judged by the rule of the others', () => {
    const columns = table([
      ...given,
      ['w1', 0.3, '=I@'],
      ['w2', -0.2, '=J@'],
      ...forward,
      ['w1_new', '=D#-0.5*L#'],
      ['w2_new', '=E#+0.5*M#'],
      ['w3_new', '=N#-0.5*O#'],
      ['dE/dw1', `=${slope('A', '#')}`],
      ['dE/dw2', `=${slope('B', '#')}`],
      ['b', 0.1, '=K@'],
      ['dE/db', '=(G#-C#)*G#*(1-G#)'],
    ]);
    const withBias = Object.fromEntries(
      Object.entries(columns).map(([address, held]) => [
        address,
        typeof held === 'string' ? held.replace(/^(=D\d+\*A\d+\+E(\d+)\*B\d+)$/, '$1+N$2') : held,
      ]),
    );
    expect(told(withBias).faults).toEqual([['w2', 'sign', 'J2:J9', '=E2-0.5*M2']]);
  });
});

describe('gradients that stand inside the updates', () => {
  const inOwnRow = (second: string, factor = '') =>
    table([
      ...given,
      ['w1', 0.3, `=D@-0.5*(${slope('A', '@')})`],
      ['w2', -0.2, `=E@-0.5*(${slope(second, '@')}${factor})`],
      ...forward,
    ]);
  const handedOn = (second: string) =>
    table([
      ...given,
      ['w1', 0.3, '=I@'],
      ['w2', -0.2, '=J@'],
      ...forward,
      ['w1_new', `=D#-0.5*(${slope('A', '#')})`],
      ['w2_new', `=E#-0.5*(${slope(second, '#')})`],
    ]);

  it('are judged: right ones', () => {
    for (const sheet of [inOwnRow('B'), handedOn('B')]) {
      const { verdict, faults, remarks } = told(sheet);
      expect([verdict, faults]).toEqual(['clean', []]);
      expect(remarks).toContain(
        'The gradients of w1 and w2 stand inside the updates, which were judged.',
      );
    }
  });

  it('are judged: a wrong input', () => {
    expect(told(inOwnRow('A')).faults).toEqual([
      ['∂E/∂w2', 'wrong reference', 'E3:E9', '=E2-0.5*(G2-C2)*G2*(1-G2)*B2'],
    ]);
    expect(told(handedOn('A')).faults).toEqual([
      ['∂E/∂w2', 'wrong reference', 'J2:J9', '=E2-0.5*(G2-C2)*G2*(1-G2)*B2'],
    ]);
  });

  it('are judged: a factor too many', () => {
    expect(told(inOwnRow('B', '*3')).faults).toEqual([
      ['∂E/∂w2', 'constant factor', 'E3:E9', '=E2-0.5*(G2-C2)*G2*(1-G2)*B2'],
    ]);
  });

  it('may be a delta times an input, as deltas have columns', () => {
    const sheet = (input: string) =>
      table([
        ...given,
        ['w1', 0.3, '=D@-$K$1*I@*A@'],
        ['w2', -0.2, `=E@-$K$1*I@*${input}@`],
        ...forward,
        ['delta', '=(G#-C#)*G#*(1-G#)'],
      ]);
    const withRate = (content: SheetContent) => ({ ...content, J1: 'rate', K1: 0.4 });
    expect(told(withRate(sheet('B')))).toMatchObject({ verdict: 'clean', faults: [] });
    expect(told(withRate(sheet('A'))).faults).toEqual([
      ['∂E/∂w2', 'wrong reference', 'E3:E9', '=E2-$K$1*I2*B2'],
    ]);
  });
});

describe('gradients under headers, without updates', () => {
  const headers = ['∂E/∂', 'dE/d', 'd', 'grad ', 'δ', 'Δ'];
  const samples = (sheet: SheetContent): SheetContent => ({
    ...sheet,
    ...Object.fromEntries(
      [2, 3, 4, 5, 6].flatMap((row) => [
        [`A${row}`, 0.1 * row],
        [`B${row}`, 0.9 - 0.05 * row * row],
        [`C${row}`, (0.2 * row) % 1],
      ]),
    ),
  });
  const perRow = (header: string, second: string) =>
    samples(
      table(
        [
          ...given,
          ['w1', 0.3],
          ['w2', -0.2],
          ...forward,
          [`${header}w1`, `=${slope('A', '#')}`],
          [`${header}w2`, `=${slope(second, '#')}`],
        ],
        5,
      ),
    );

  it.each(headers)('are told by %sw1', (header) => {
    expect(told(perRow(header, 'B'))).toMatchObject({ verdict: 'clean', faults: [] });
    expect(told(perRow(header, 'A')).faults).toEqual([
      ['∂E/∂w2', 'wrong reference', 'J2:J6', '=(G2-C2)*G2*(1-G2)*B2'],
    ]);
  });

  it('may belong to weights that stand once, above or beside the rows', () => {
    const once = (second: string) => ({
      ...samples(
        table(
          [
            ...given,
            ['h', '=$K$2*A#+$L$2*B#'],
            ['a', '=1/(1+EXP(-D#))'],
            ['E', '=(E#-C#)^2/2'],
            ['dE/dw1', '=(E#-C#)*E#*(1-E#)*A#'],
            ['dE/dw2', `=(E#-C#)*E#*(1-E#)*${second}#`],
          ],
          5,
        ),
      ),
      ...{ K1: 'w1', K2: 0.3, L1: 'w2', L2: -0.2 },
    });
    expect(told(once('B'))).toMatchObject({ verdict: 'clean', faults: [] });
    expect(told(once('A')).faults).toEqual([
      ['∂E/∂w2', 'wrong reference', 'H2:H6', '=(E2-C2)*E2*(1-E2)*B2'],
    ]);
  });
});

describe('a single pass', () => {
  const pass = (more: readonly Column[]) =>
    table([...given, ['w1', 0.3], ['w2', -0.2], ...forward, ...more], 1);
  const gradients: readonly Column[] = [
    ['dE/dw1', `=${slope('A', '#')}`],
    ['dE/dw2', `=${slope('B', '#')}`],
  ];

  it('is judged by its gradients', () => {
    expect(told(pass(gradients))).toMatchObject({ verdict: 'clean', faults: [] });
    expect(told(pass([gradients[0], ['dE/dw2', `=${slope('A', '#')}`]])).faults).toEqual([
      ['∂E/∂w2', 'wrong reference', 'J2', '=(G2-C2)*G2*(1-G2)*B2'],
    ]);
  });

  it('is judged by its new weights', () => {
    const news = (second: string): Column[] => [
      ['w1_new', '=D#-0.4*I#'],
      ['w2_new', `=E#-0.4*${second}#`],
    ];
    expect(told(pass([...gradients, ...news('J')]))).toMatchObject({ verdict: 'clean' });
    expect(told(pass([...gradients, ...news('I')])).faults).toEqual([
      ['w2', 'wrong gradient', 'L2', '=E2-0.4*J2'],
    ]);
  });

  it('is judged by the gradients inside its new weights', () => {
    const news = (second: string): Column[] => [
      ['w1 neu', `=D#-0.4*(${slope('A', '#')})`],
      ['w2 neu', `=E#-0.4*(${slope(second, '#')})`],
    ];
    const sheet = told(pass(news('B')));
    expect([sheet.verdict, sheet.tables[0].orientation]).toEqual(['clean', 'single']);
    expect(told(pass(news('A'))).faults).toEqual([
      ['∂E/∂w2', 'wrong reference', 'J2', '=E2-0.4*(G2-C2)*G2*(1-G2)*B2'],
    ]);
  });

  it('may stand in one column with its names to the left, or have its new weights below', () => {
    const lines: readonly (readonly [string, string | number])[] = [
      ...([
        ['i1', 0.05],
        ['i2', 0.1],
        ['t', 0.9],
        ['w1', 0.3],
        ['w2', -0.2],
      ] as const),
      ['h', '=B4*B1+B5*B2'],
      ['a', '=1/(1+EXP(-B6))'],
      ['E', '=(B7-B3)^2/2'],
      ['dE/dw1', '=(B7-B3)*B7*(1-B7)*B1'],
      ['dE/dw2', '=(B7-B3)*B7*(1-B7)*B1'],
      ['w1_new', '=B4-0.5*B9'],
      ['w2_new', '=B5-0.5*B10'],
    ];
    const column = Object.fromEntries(
      lines.flatMap(([name, held], i) => [
        [`A${i + 1}`, name],
        [`B${i + 1}`, held],
      ]),
    );
    expect(told(column).faults).toEqual([
      ['∂E/∂w2', 'wrong reference', 'B10', '=(B7-B3)*B7*(1-B7)*B2'],
    ]);
    const below = { ...pass(gradients), D3: '=D2-0.4*I2', E3: '=E2-0.4*J2' };
    expect(told(below)).toMatchObject({ verdict: 'clean', faults: [] });
  });
});

describe.each([
  ['1/(1+EXP(-F#))', -300, /^a is written as 1\/\(1\+EXP\(-x\)\): where the exponent is over 709/],
  ['EXP(F#)/(1+EXP(F#))', 300, /^a is written as EXP\(x\)\/\(1\+EXP\(x\)\): where the exponent/],
  ['IF(F#>=0,1/(1+EXP(-F#)),EXP(F#)/(1+EXP(F#)))', -300, undefined],
])('of a sigmoid =%s', (formula, far, says) => {
  const remarksWhere = (firstInput: number) => {
    const { verdict, remarks } = told(
      table([
        ['i1', firstInput, 0.5],
        ...given.slice(1),
        ['w1', 0.3, '=D@-0.001*I@'],
        ['w2', -0.2, '=E@-0.001*J@'],
        forward[0],
        ['a', `=${formula}`],
        forward[2],
        ['dE/dw1', `=${slope('A', '#')}`],
        ['dE/dw2', `=${slope('B', '#')}`],
      ]),
    );
    expect(verdict).toBe('clean');
    return remarks;
  };

  it('nothing is said while its exponents are small', () => {
    expect(remarksWhere(0.5)).toEqual([]);
    // EXP(60).
    expect(remarksWhere((far * 2) / 3)).toEqual([]);
  });

  it('says how safe it is once they are large', () => {
    expect(remarksWhere(far)).toEqual(says === undefined ? [] : [expect.stringMatching(says)]);
  });
});

it('names sigmoids from left to right', () => {
  const sheet = table([
    ['i', -300, 0.5],
    ['t', 0.9],
    ['w1', 0.3, '=C@-0.001*J@'],
    ['w2', 0.4, '=D@-0.001*K@'],
    ['h1', '=C#*A#'],
    ['a_h1', '=1/(1+EXP(-E#))'],
    ['h2', '=D#*A#'],
    ['a_h2', '=1/(1+EXP(-G#))'],
    ['E', '=(F#+H#-B#)^2/2'],
    ['dE/dw1', '=(F#+H#-B#)*F#*(1-F#)*A#'],
    ['dE/dw2', '=(F#+H#-B#)*H#*(1-H#)*A#'],
  ]);
  const { verdict, remarks } = told(sheet);
  expect([verdict, remarks]).toEqual(['clean', [expect.stringMatching(/^a_h1 and a_h2 are/)]]);
});

describe('batches of rows, whose parameters are repeated down', () => {
  it('are read as one step each', () => {
    const { verdict, faults, tables } = told(batches([2, 2]));
    expect([verdict, faults]).toEqual(['clean', []]);
    expect(tables.map(({ steps }) => steps)).toEqual([6]);
  });

  it('tell a slip in every sample once', () => {
    const other = (formula: string) => formula.replace(/\*A(\d+)$/, '*B$1');
    const { faults } = auditCells(cellsFrom({ S: batches([2, 2], other) }));
    expect(faults.map(({ symbol, slip, cells }) => [symbol, slip, cells])).toEqual([
      ['∂E/∂w1', 'wrong reference', 'G2:G13'],
    ]);
    expect(faults[0].sentence).toMatch(/The same slip is in 2 samples\./);
    expect(faults[0].rightFormula).toBe('=(E2-B2)*(1-E2^2)*A2');
    expect(faults[0].corrections.length).toBe(12);
  });

  it('may be shorter at the end of an epoch', () => {
    const { verdict, faults, tables } = told(batches([2, 2, 1]));
    expect([verdict, faults]).toEqual(['clean', []]);
    // The first, the second and the third batch of every epoch.
    expect(tables.map(({ steps }) => steps)).toEqual([3, 3, 3]);
    expect(tables.map(({ roles }) => roles.rates)).toEqual([['S!M2'], ['S!M2'], ['S!M2']]);
    const wrong = told(batches([2, 2, 1], (formula) => formula.replace(/\*A(\d+)$/, '*B$1')));
    expect(wrong.faults).toEqual([
      ['∂E/∂w1', 'wrong reference', 'G2:G3, G7:G8, G12:G13', '=(E2-B2)*(1-E2^2)*A2'],
      ['∂E/∂w1', 'wrong reference', 'G4:G5, G9:G10, G14:G15', '=(E4-B4)*(1-E4^2)*A4'],
      ['dE/dw1', 'wrong reference', 'G6, G11, G16', '=(E6-B6)*(1-E6^2)*A6'],
    ]);
  });
});

it('tells of updates that all go up the loss', () => {
  const sheet = table([
    ...given,
    ['w1', 0.3, '=D@+0.5*I@'],
    ['w2', -0.2, '=E@+0.5*J@'],
    ...forward,
    ['dE/dw1', `=${slope('A', '#')}`],
    ['dE/dw2', `=${slope('B', '#')}`],
  ]);
  expect(told(sheet).faults).toEqual([
    ['w1', 'sign', 'D3:D9', '=D2-0.5*I2'],
    ['w2', 'sign', 'E3:E9', '=E2-0.5*J2'],
  ]);
  // Whoever computes how far down it goes adds that.
  const down = Object.fromEntries(
    Object.entries(sheet).map(([address, held]) => [
      address,
      typeof held === 'string' ? held.replace(/^=\(G(\d+)-C\d+\)/, '=(C$1-G$1)') : held,
    ]),
  );
  expect(told(down)).toMatchObject({ verdict: 'clean', faults: [] });
});
