import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { annotate } from '../../src/report/annotate.ts';
import { compareCells, formatDifferences } from '../../src/verify/compare.ts';
import { cellAt } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { drawCase } from '../audit/corpus/draw.ts';
import { reportOf } from '../audit/truth-report.ts';
import { openXmlValidator, validate } from '../engines/openxml.ts';
import { engineOrSkip } from '../engines/require.ts';
import { handMade } from '../xlsx/reader/files.ts';

const seeds = [3, 5, 24];
const cases = await Promise.all(seeds.map((seed) => drawCase('planted', seed)));
const copies = await Promise.all(
  cases.map(async (each) => annotate(await readCells(each.bytes), reportOf(each, 'A1:BZ60'))),
);

describe.each(seeds.map((_, i) => i))('the copy %i', (i) => {
  it('has the same formulas and values in the same cells', async () => {
    const [original, copy] = [await readCells(cases[i].bytes), await readCells(copies[i])];
    const sheets = new Map([...copy.sheets].filter(([name]) => original.sheets.has(name)));
    const found = compareCells(original, { ...copy, sheets });
    // What is there besides are the right values, beside the tables.
    expect(formatDifferences(found.filter(({ expected }) => expected !== null))).toBe('');
    for (const [name, { rows }] of original.sheets) {
      for (const row of rows.values()) {
        for (const { address, formula } of row.values()) {
          expect(cellAt(copy, name, address)?.formula).toBe(formula);
        }
      }
    }
  });

  it('lists the faults, and holds the right values', async () => {
    const copy = await readCells(copies[i]);
    const [first, ...others] = copy.sheets.values();
    expect(first.name).toBe('Audit');
    const values = (sheet: typeof first) =>
      [...sheet.rows.values()].flatMap((row) => [...row.values()].map(({ value }) => value));
    const [{ key, rights }] = cases[i].wrong;
    expect(values(first)).toContain(key);
    const shown = new Set(others.flatMap(values));
    for (const right of rights.values()) expect(shown).toContain(right);
  });
});

/** Formulas that reach out of a workbook, and what may stand beside them. */
const reaching = [
  "'[1]Sheet1'!A1",
  '[1]Sheet1!A1*2',
  "cmd|'/c calc'!A0",
  'WEBSERVICE("http://127.0.0.1/")',
  '_xlfn.WEBSERVICE("http://127.0.0.1/")',
  'HYPERLINK("http://127.0.0.1/","w1")',
  'IF(A1>0,WEBSERVICE("http://127.0.0.1/"),0)',
  'CALL("kernel32","WinExec","JCJ","calc",0)',
  'RTD("x",,"y")',
  'leak*2',
  'unknown_name+1',
  'Elsewhere!A1',
] as const;

it('leaves out all that reaches out of the workbook, and keeps its value', async () => {
  const cells = reaching.map((formula, i) => {
    const text = formula.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return `<row r="${i + 2}"><c r="A${i + 2}"><f>${text}</f><v>7</v></c></row>`;
  });
  const bytes = await handMade({
    sheets: {
      S: `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2+eta</f><v>0</v></c></row>${cells.join('')}`,
    },
    names: `<definedName name="eta">S!$A$1</definedName><definedName name="leak">'[1]S'!$A$1</definedName><definedName name="run">cmd|'/c calc'!A0</definedName>`,
  });
  const report = reportOf({ wrong: [] }, 'A1:B2');
  const written = await annotate(await readCells(bytes), report);
  const copy = await readCells(written);
  expect(cellAt(copy, 'S', 'B1')).toMatchObject({ formula: 'A1*2+eta', value: 3 });
  for (const [i] of reaching.entries()) {
    expect(cellAt(copy, 'S', `A${i + 2}`)?.formula).toBeUndefined();
  }
  expect([...copy.names.keys()]).toEqual(['eta']);
  const { files } = await JSZip.loadAsync(written);
  expect(
    Object.keys(files).filter((path) => /external|vba|macro|query|connection/i.test(path)),
  ).toEqual([]);
  for (const file of Object.values(files)) {
    const xml = await file.async('string');
    expect(xml).not.toMatch(/WEBSERVICE|127\.0\.0\.1|cmd\||TargetMode="External"|kernel32/);
  }
});

it('makes the same bytes of the same report', async () => {
  const cells = await readCells(cases[0].bytes);
  const again = await annotate(cells, reportOf(cases[0], 'A1:BZ60'));
  expect(Buffer.from(again).equals(copies[0])).toBe(true);
});

engineOrSkip(openXmlValidator)('for the Open XML validator', () => {
  it('has nothing to object to', { timeout: 120_000 }, async () => {
    expect(await validate(copies.slice(0, 2))).toEqual([[], []]);
  });
});
