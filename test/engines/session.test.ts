import { beforeAll, expect, it } from 'vitest';
import { type Cells, cellAt } from '../../src/xlsx/cells.ts';
import { handMade } from '../xlsx/reader/files.ts';
import { hyperformula } from './hyperformula.ts';
import { engineOrSkip } from './require.ts';
import { libreofficeSession, type Outcome, sessions } from './session.ts';

const WRONG = 99;

/** A column of numbers, texts and an empty cell; formulas with wrong results stored beside them. */
const file = () => {
  const row = (r: number, cells: string) => `<row r="${r}">${cells}</row>`;
  const number = (cell: string, x: number) => `<c r="${cell}"><v>${x}</v></c>`;
  const formula = (cell: string, text: string) =>
    `<c r="${cell}"><f>${text}</f><v>${WRONG}</v></c>`;
  return handMade({
    sheets: {
      'My table': [
        row(1, number('A1', 1) + formula('B1', 'A1*2') + formula('C1', '1+1')),
        row(2, number('A2', 2) + formula('B2', 'A2*2') + formula('C2', 'SUM(B1:B3)')),
        row(3, number('A3', 3) + formula('B3', 'B2+A3')),
      ].join(''),
    },
  });
};
const sheet = 'My table';
const at = (cells: Cells, ...addresses: string[]) =>
  addresses.map((address) => cellAt(cells, sheet, address)?.value);

engineOrSkip(libreofficeSession)('a session in LibreOffice', () => {
  let outcomes: Outcome[];
  beforeAll(async () => {
    const actions = [
      [{ sheet, cell: 'A1', value: 5 }],
      [{ sheet, cell: 'A1', value: '0,5' }],
      [{ sheet, cell: 'A2', value: null }],
      [{ sheet, deleteRow: 2 }],
      [{ sheet, sort: 'A1:A3', descending: true }],
      [],
    ];
    outcomes = await sessions(
      await Promise.all(actions.map(async (each) => ({ file: await file(), actions: each }))),
    );
  });

  it('opens without recalculating, as people’s LibreOffice does', () => {
    for (const { opened } of outcomes) {
      expect(at(opened, 'B1', 'C1', 'B2', 'C2', 'B3')).toEqual(Array(5).fill(WRONG));
    }
    expect(at(outcomes[5].edited, 'B1', 'C1')).toEqual([WRONG, WRONG]);
  });
  it('recalculates what a typed number reaches, and nothing else', () => {
    expect(at(outcomes[0].edited, 'A1', 'B1', 'C1', 'C2')).toEqual([5, 10, WRONG, 10 + 2 * WRONG]);
  });
  it('types texts that look like numbers', () => {
    const [{ edited }] = outcomes.slice(1);
    expect(at(edited, 'A1', 'B1')).toEqual(['0,5', { error: '#VALUE!' }]);
  });
  it('empties cells', () => {
    expect(at(outcomes[2].edited, 'A2', 'B2', 'B3')).toEqual([undefined, 0, 3]);
  });
  it('deletes rows', () => {
    expect(at(outcomes[3].edited, 'A2', 'B2')).toEqual([3, { error: '#REF!' }]);
  });
  it('sorts rows', () => {
    expect(at(outcomes[4].edited, 'A1', 'A2', 'A3', 'B1')).toEqual([3, 2, 1, 6]);
  });
  it('hands the saved file on', async () => {
    const [cells] = await hyperformula.recalculate([outcomes[4].saved]);
    expect(at(cells, 'B1', 'B2', 'B3', 'C2')).toEqual([6, 4, 5, 15]);
  });
  it('says what went wrong, and leaves nothing running', async () => {
    const lost = { file: await file(), actions: [{ sheet: 'No such', cell: 'A1', value: 1 }] };
    await expect(sessions([lost])).rejects.toThrow(/NoSuchElementException/);
  });
});
