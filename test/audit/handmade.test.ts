import { describe, expect, it } from 'vitest';
import { auditCells } from '../../src/audit/audit.ts';
import { cellsFrom, type SheetContent } from '../sheet/cells.ts';
import { type Column, table } from './handmade.ts';

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
