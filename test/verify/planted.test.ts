import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { formatDifferences } from '../../src/verify/compare.ts';
import { headedTables } from '../../src/verify/table.ts';
import { verify } from '../../src/verify/verify.ts';
import { addressOf, cellAddress, columnLetters } from '../../src/xlsx/address.ts';
import { cellAt } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { changeSheet, editFile, setFormula } from '../engines/edit.ts';
import { libreoffice, saveAgain } from '../engines/libreoffice.ts';
import { engineOrSkip } from '../engines/require.ts';
import { cellsRead } from '../support/reads.ts';
import { seed, withTraining } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

const network = buildNetwork({ ...withTraining(seed, { steps: 4 }), compare: [0.5] });
const { bytes } = await buildWorkbook(network);
const cells = await readCells(bytes);
const [{ headerRow, columns }] = headedTables(cells.sheets.get('Training')!);
/** The cell of `Training` under a header, at a step. */
const at = (symbol: string, step: number) =>
  cellAddress(columns.get(symbol)!, headerRow + 1 + step);
const formulaOf = (address: string) => cellAt(cells, 'Training', address)!.formula!;
const storedIn = (address: string) => cellAt(cells, 'Training', address)!.value as number;

const cellXml = (address: string) => new RegExp(`<c r="${address}"[^>]*>.*?</c>`, 's');
const inTraining = (address: string, cell: string) =>
  changeSheet(bytes, 'Training', (xml) => xml.replace(cellXml(address), cell));
const inWorkbook = async (change: (xml: string) => string) => {
  const zip = await JSZip.loadAsync(bytes);
  const path = 'xl/workbook.xml';
  zip.file(path, change(await zip.file(path)!.async('string')));
  return zip.generateAsync({ type: 'uint8array' });
};

/** A factor too many in one gradient. */
const slip = at('∂E/∂w3', 2);
const wrong = `${formulaOf(slip)}*1.1`;
const plantSlip = () => setFormula(bytes, { sheet: 'Training', cell: slip, formula: wrong });

describe('verify reports', () => {
  it('a formula that is another, although its stored value is right', async () => {
    expect(await verify(await plantSlip(), network)).toEqual([
      {
        sheet: 'Training',
        cell: slip,
        symbol: '∂E/∂w3',
        expected: storedIn(slip),
        got: storedIn(slip),
        formula: { expected: formulaOf(slip), got: wrong },
      },
    ]);
  });

  it('a constant in place of a formula, although it is the right one', async () => {
    const cell = at('a_h1', 1);
    const planted = await inTraining(cell, `<c r="${cell}"><v>${storedIn(cell)}</v></c>`);
    const [first] = await verify(planted, network);
    expect(first).toMatchObject({ cell, symbol: 'a_h1', formula: { got: undefined } });
  });

  it('a value that the formula does not give', async () => {
    const cell = at('a_h1', 1);
    const forged = await changeSheet(bytes, 'Training', (xml) =>
      xml.replace(cellXml(cell), (old) => old.replace(/<v>.*?<\/v>/, '<v>666</v>')),
    );
    expect(await verify(forged, network)).toEqual([
      { sheet: 'Training', cell, symbol: 'a_h1', expected: storedIn(cell), got: 666 },
    ]);
  });

  it('an input that is another, before all that follows from it', async () => {
    const edited = await editFile(bytes, [{ sheet: 'Network', cell: 'B4', value: 3 }]);
    const [first] = await verify(edited, network);
    expect(first).toMatchObject({ sheet: 'Network', cell: 'B4', expected: 1, got: 3 });
  });

  it('a name that stands for another cell', async () => {
    const moved = await inWorkbook((xml) =>
      xml.replace(/(<definedName name="eta"[^>]*>)[^<]*/, '$1Network!$Z$99'),
    );
    const [first] = await verify(moved, network);
    expect(first).toMatchObject({ sheet: '', cell: 'eta', got: 'Network!$Z$99' });
  });

  it('a name that one sheet takes for itself', async () => {
    const shadowed = await inWorkbook((xml) =>
      xml.replace(
        '</definedNames>',
        '<definedName name="ETA" localSheetId="2">Network!$Z$99</definedName></definedNames>',
      ),
    );
    const [first] = await verify(shadowed, network);
    expect(first).toMatchObject({ sheet: 'Training', cell: 'eta', got: 'Network!$Z$99' });
  });

  it.each([
    ['a number', '<v>666</v>', 666, undefined],
    ['a text that reads as one', ' t="str"><v>666,0 %</v>', '666,0 %', undefined],
    ['a formula', '<f>6*111</f><v>666</v>', 666, '6*111'],
    ['a truth value', ' t="b"><v>1</v>', true, undefined],
  ])('%s in a gap of a table', async (_, content, got, formula) => {
    const gap = `${columnLetters(Math.max(...columns.values()) - 1)}1`;
    expect(cellAt(cells, 'Training', gap)).toBeUndefined();
    const cell = `<c r="${gap}"${content.startsWith('<') ? '>' : ''}${content}</c></row>`;
    const added = await changeSheet(bytes, 'Training', (xml) => xml.replace('</row>', cell));
    expect(await verify(added, network)).toEqual([
      {
        sheet: 'Training',
        cell: gap,
        symbol: expect.any(String),
        expected: null,
        got,
        ...(formula && { formula: { expected: undefined, got: formula } }),
      },
    ]);
  });

  it('a formula outside of all tables', async () => {
    const row = '<row r="400"><c r="A400"><f>1+1</f><v>2</v></c></row></sheetData>';
    const added = await changeSheet(bytes, 'Training', (xml) => xml.replace('</sheetData>', row));
    expect(formatDifferences(await verify(added, network))).toMatch(
      /A400 .*expected nothing, got =1\+1; expected nothing, got 2/,
    );
  });

  it('a formula that fills more cells than its own', async () => {
    const cell = at('a_h1', 1);
    const [next] = [at('a_h1', 2)];
    const spilled = await inTraining(
      cell,
      `<c r="${cell}"><f t="array" ref="${cell}:${next}">${formulaOf(cell)}</f><v>${storedIn(cell)}</v></c>`,
    );
    const other = await changeSheet(spilled, 'Training', (xml) =>
      xml.replace(cellXml(next), `<c r="${next}"><v>${storedIn(next)}</v></c>`),
    );
    expect((await verify(other, network)).map((each) => each.cell)).toEqual([cell, next]);
  });

  it('refuses a shared formula that is given a second time, ahead of the true one', async () => {
    const shared = await changeSheet(bytes, 'Training', (xml) => {
      const [, number] = /<f t="shared" ref="[^"]*" si="(\d+)"/.exec(xml)!;
      const first = `<c r="XFD1"><f t="shared" ref="XFD1" si="${number}">666</f><v>666</v></c></row>`;
      return xml.replace('</row>', first);
    });
    await expect(verify(shared, network)).rejects.toMatchObject({
      code: 'FILE',
      message: expect.stringMatching(/has the shared formula \d+ twice/),
    });
  });

  it('cells that are hidden in an extension, where others are shown', async () => {
    const forged = await changeSheet(bytes, 'Training', (xml) => {
      const rows = /<sheetData>.*<\/sheetData>/s.exec(xml)![0];
      const shown = '<sheetData><row r="9"><c r="A9"><v>666</v></c></row></sheetData>';
      const hidden = rows.replace(/<(\/?)(sheetData|row|c|f|v)\b/g, '<$1q:$2');
      const extension = `<extLst><ext uri="{0}" xmlns:q="urn:q">${hidden}</ext></extLst>`;
      return xml.replace(rows, shown).replace('</worksheet>', `${extension}</worksheet>`);
    });
    const differences = await verify(forged, network);
    expect(differences.length).toBeGreaterThan(100);
    expect(differences).toContainEqual(expect.objectContaining({ sheet: 'Training', got: null }));
  });
});

engineOrSkip(libreoffice)('verify, of a file that LibreOffice saved', () => {
  it('names the planted cell first, then what followed from it', async () => {
    const [saved] = await saveAgain([await plantSlip()]);
    const [first, ...rest] = await verify(saved, network);
    expect(first).toMatchObject({ cell: slip, formula: { got: wrong } });
    expect(first.got).toBeCloseTo(1.1 * storedIn(slip), 12);
    expect(rest).not.toEqual([]);
    expect(rest.every(({ formula }) => formula === undefined)).toBe(true);
  });
});

describe('what is typed where nothing was', () => {
  it('is no difference where it is a note: words, or numbers far from all others', async () => {
    const row = '<row r="400"><c r="A400"><v>5</v></c></row></sheetData>';
    const word = '<c r="XFD1" t="str"><v>well done</v></c></row>';
    const noted = await changeSheet(bytes, 'Training', (xml) =>
      xml.replace('</sheetData>', row).replace('</row>', word),
    );
    expect(await verify(noted, network)).toEqual([]);
  });

  it.each(['simple-backprop', 'xor', 'softmax-classifier'])(
    'is read by no formula of %s',
    async (template) => {
      const { spec } = templates().find(({ name }) => name === template)!;
      const made = await buildWorkbook(
        buildNetwork({ ...withTraining(spec, { steps: 6 }), compare: [0.5] }),
      );
      const all = await readCells(made.bytes);
      const isRead = cellsRead(all);
      for (const [name, { rows }] of all.sheets) {
        for (let row = 1; row <= Math.max(...rows.keys()) + 1; row++) {
          for (let column = 1; column <= 100; column++) {
            const position = { row, column };
            if (rows.get(row)?.has(column) || !isRead(name, position)) continue;
            // The gaps of a table of steps are counted with its numbers, and what is typed there shows
            // in the counts.
            if (name === 'Training' || name === 'Runs') continue;
            expect.unreachable(`${name}!${addressOf(position)} is empty and read`);
          }
        }
      }
    },
  );
});
