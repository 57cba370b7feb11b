import { expect, it } from 'vitest';
import { cellsOf } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { handMade } from '../xlsx/reader/files.ts';
import { editFile, setFormula, sheetXml } from './edit.ts';

const file = () =>
  handMade({
    sheets: {
      'A &amp; B': '<row r="1"><c r="A1"><v>0</v></c></row>',
      S: `<row r="1"><c r="A1" s="4"><v>1</v></c><c r="B1" s="5" t="s"><v>0</v></c><c r="C1" s="6"/></row>
<row r="2"><c r="A2" s="7"><f t="shared" ref="A2:B3" si="3">A1&amp;"&lt;A1&gt;"</f><v>1</v></c><c r="B2"><f t="shared" si="3"></f><v>2</v></c></row>
<row r="3"><c r="A3"><f si="3" t="shared"/><v>3</v></c><c r="B3"><f t="shared" si="3"/><v>4</v></c><c r="C3"><f>B3</f><v>5</v></c></row>`,
    },
    texts: '<si><t>one</t></si>',
  });

async function contents(bytes: Uint8Array) {
  const sheet = (await readCells(bytes)).sheets.get('S')!;
  return Object.fromEntries(
    Array.from(cellsOf(sheet), ({ address, formula, value }) => [address, [formula, value]]),
  );
}

const before = {
  A1: [undefined, 1],
  B1: [undefined, 'one'],
  A2: ['A1&"<A1>"', 1],
  B2: ['B1&"<A1>"', 2],
  A3: ['A2&"<A1>"', 3],
  B3: ['B2&"<A1>"', 4],
  C3: ['B3', 5],
};

it('types numbers into cells and changes nothing else', async () => {
  const edited = await editFile(await file(), [
    { sheet: 'S', cell: 'A1', value: 1e-300 },
    { sheet: 'S', cell: 'B1', value: -2 },
    { sheet: 'A & B', cell: 'A1', value: 5 },
  ]);
  expect(await contents(edited)).toEqual({
    ...before,
    A1: [undefined, 1e-300],
    B1: [undefined, -2],
  });
  expect(await sheetXml(edited, 'S')).toContain('<c r="B1" s="5"><v>-2</v></c><c r="C1" s="6"/>');
  expect(await sheetXml(edited, 'A & B')).toContain('<v>5</v>');
});

it('types texts, and empties cells', async () => {
  const edited = await editFile(await file(), [
    { sheet: 'S', cell: 'A1', value: ' 0,3 <&' },
    { sheet: 'S', cell: 'B1', value: null },
  ]);
  const { B1, ...rest } = before;
  expect(await contents(edited)).toEqual({ ...rest, A1: [undefined, ' 0,3 <&'] });
});

it.each(['A2', 'B2', 'A3', 'B3', 'C3'])(
  'gives %s another formula and no other cell',
  async (cell) => {
    const edited = await setFormula(await file(), { sheet: 'S', cell, formula: "'A & B'!A1" });
    const [, result] = before[cell as keyof typeof before];
    expect(await contents(edited)).toEqual({ ...before, [cell]: ["'A & B'!A1", result] });
  },
);

it.each([
  ['S', 'A2', /S!A2 holds a formula/],
  ['S', 'Z9', /no cell Z9/],
  ['T', 'A1', /no sheet T/],
])('does not type into %s!%s', async (sheet, cell, message) => {
  await expect(editFile(await file(), [{ sheet, cell, value: 1 }])).rejects.toThrow(message);
});

it('does not put a formula over a constant', async () => {
  const edit = { sheet: 'S', cell: 'A1', formula: '1' };
  await expect(setFormula(await file(), edit)).rejects.toThrow(/S!A1 holds no formula/);
});
