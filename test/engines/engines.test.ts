import excel from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { type Cells, cellAt } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { gridFile, valueAt } from '../support/grid.ts';
import { editFile, setFormula } from './edit.ts';
import { gnumeric, gnumericIn, ssconvert } from './gnumeric.ts';
import { hyperformula } from './hyperformula.ts';
import { libreoffice, libreofficeIn, roundTrip } from './libreoffice.ts';
import { engineOrSkip } from './require.ts';
import { checkSentinel, plantSentinel } from './sentinel.ts';

const WRONG = 99;
const NUM = { error: '#NUM!' };

/**
 * A workbook with everything that ours contain, every stored result wrong: names, sheets with
 * spaces, shared formulas with what only looks like references, errors, texts, an overflow.
 */
async function staleFile(input = 3): Promise<Uint8Array> {
  const workbook = new excel.Workbook();
  const rates = workbook.addWorksheet('Learning rates');
  // exceljs writes texts as they come: this one means _x0041_.
  rates.addRow(['step', input, 'w1', '_x005F_x0041_', '0.5', true, null, { error: '#N/A' }]);
  workbook.definedNames.add("'Learning rates'!$B$1", 'eta');
  const training = workbook.addWorksheet('Training');
  const formula = `LOG10(A1)*eta+'Learning rates'!B$1-LEN("A1 'B2'")+1E-3`;
  training.fillFormula('B1:B4', formula, [WRONG, WRONG, WRONG, WRONG]);
  for (const [i, n] of [1, 10, 100, 1000].entries()) training.getCell(i + 1, 1).value = n;
  const more = [
    'EXP(11000)',
    'C1*C1',
    '1/0',
    'IF(A2>5,"on","off")&"!"',
    'A2>5',
    'IFERROR(1/0,7)',
    'NA()',
    '\'Learning rates\'!E1&""',
    'COUNTIF(C1:D1,"<1E+300")',
    'SUM(A1:A4)+XFD1000',
  ];
  for (const [i, text] of more.entries()) {
    training.getCell(1, i + 3).value = { formula: text, result: WRONG };
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const truth = (input: number) => ({
  B1: input - 7 + 1e-3,
  B2: input + input - 7 + 1e-3,
  B4: 3 * input + input - 7 + 1e-3,
  C1: NUM,
  D1: NUM,
  E1: { error: '#DIV/0!' },
  F1: 'on!',
  G1: true,
  H1: 7,
  I1: { error: '#N/A' },
  J1: '0.5',
  K1: 0,
  L1: 1111,
});

function expectTruth(cells: Cells, values: object): void {
  const got = Object.keys(values).map((address) => {
    const value = cellAt(cells, 'Training', address)?.value ?? null;
    // Gnumeric only overflows beyond 1e+4932.
    return [address, value === Infinity ? NUM : typeof value === 'number' ? round(value) : value];
  });
  expect(Object.fromEntries(got)).toEqual(
    Object.fromEntries(
      Object.entries(values).map(([k, v]) => [k, typeof v === 'number' ? round(v) : v]),
    ),
  );
}

const round = (x: number) => Number(x.toPrecision(12));

const german = [libreofficeIn('de-DE'), gnumericIn('de_DE.UTF-8')];

for (const engine of [hyperformula, libreoffice, gnumeric, ...german]) {
  engineOrSkip(engine)(engine.name, () => {
    const broken = ['B1', 'B3'];
    let files: Uint8Array[];
    let results: Cells[];

    // One batch for all, as a start of LibreOffice takes longer than the files.
    beforeAll(async () => {
      const edit = { sheet: 'Learning rates', cell: 'B1', value: -2.5e-3 };
      const formula = 'IF(A1<2,"<&>",1)';
      const breaks = broken.map(async (cell) =>
        setFormula(await staleFile(), { sheet: 'Training', cell, formula }),
      );
      files = await Promise.all([
        staleFile(3),
        staleFile(8),
        editFile(await staleFile(), [edit]),
        ...breaks,
      ]);
      results = await engine.recalculate(files);
    });

    it('replaces stored results, file by file', () => {
      expectTruth(results[0], truth(3));
      expectTruth(results[1], truth(8));
    });

    it('follows an edited input', () => {
      expectTruth(results[2], truth(-2.5e-3));
    });

    it.each(broken)('shows a formula broken in %s', (cell) => {
      expectTruth(results[3 + broken.indexOf(cell)], { ...truth(3), [cell]: '<&>' });
    });

    it('leaves constants, sheets and names as they are', async () => {
      const before = await readCells(files[0]);
      const gone = compareCells(before, results[0]).filter(({ got }) => got === null);
      expect(formatDifferences(gone)).toBe('');
      expect([...results[0].sheets.keys()]).toEqual([...before.sheets.keys()]);
      expect(results[0].names.get('eta')).toBe("'Learning rates'!$B$1");
      for (const [address, value] of [
        ['D1', '_x0041_'],
        ['E1', '0.5'],
        ['F1', true],
        ['H1', { error: '#N/A' }],
      ] as const) {
        // In a locale that lacks its translation it spells a typed error `#"#N/A"`; ours hold none.
        if (address === 'H1' && engine.name === 'Gnumeric (de_DE.UTF-8)') continue;
        expect(cellAt(results[0], 'Learning rates', address)?.value).toEqual(value);
      }
    });

    it('has nothing to do without files', async () => {
      expect(await engine.recalculate([])).toEqual([]);
    });
  });
}

describe.each(german)('$name', (engine) => {
  engineOrSkip(engine)('a decimal comma', () => {
    it('is in force: a number in quotes is read, and written, as people there do', async () => {
      const formulas = ['1/2&""', 'COUNTIF(A1:B1,"<1.5")', 'COUNTIF(A1:B1,"<1,5")', 'A1*1.5'];
      const line = [1, 2, ...formulas.map((formula) => ({ formula }))];
      const [cells] = await engine.recalculate([await gridFile({ S: [line] })]);
      expect(line.map((_, column) => valueAt(cells, 'S', 0, column))).toEqual([
        ...[1, 2],
        ...['0,5', 0, 1, 1.5],
      ]);
    });
  });
});

describe('stored results are trusted', () => {
  const planted = async () => plantSentinel(await staleFile());

  engineOrSkip(libreoffice)('by LibreOffice unless its profile says otherwise', () => {
    it('and the sentinel tells', async () => {
      const [cells] = await roundTrip([await planted()], { trust: true });
      // It computes shared formulas all the same, so the plain ones are those to watch.
      expect(cellAt(cells, 'Training', 'L1')?.value).toBe(WRONG);
      expect(() => checkSentinel('LibreOffice', cells)).toThrow(/did not recalculate/);
    });
  });

  engineOrSkip(gnumeric)('by Gnumeric unless told otherwise', () => {
    it('and the sentinel tells', async () => {
      const cells = await ssconvert(await planted(), []);
      expect(cellAt(cells, 'Training', 'B1')?.value).toBe(WRONG);
      expect(() => checkSentinel('Gnumeric', cells)).toThrow(/did not recalculate/);
    });
  });
});

engineOrSkip(libreoffice, gnumeric)('three engines', () => {
  it('agree on every formula, two LibreOffices side by side', async () => {
    const file = await staleFile();
    const [[h], [l], [again], [g]] = await Promise.all(
      [hyperformula, libreoffice, libreoffice, gnumeric].map((engine) =>
        engine.recalculate([file]),
      ),
    );
    const report = (got: Cells, anyOverflow = false) =>
      formatDifferences(compareCells(h, got, { formulasOnly: true, anyOverflow }));
    expect(report(l)).toBe('');
    expect(report(again)).toBe('');
    expect(report(g, true)).toBe('');
    expect(report(g)).toContain('Training!C1');
  });
});
