import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exceljsParts } from '../../../src/emit/exceljs/parts.ts';
import { finishWorkbook, type SheetAddition } from '../../../src/xlsx/writer/package.ts';
import { zip } from '../../../src/xlsx/zip/zip.ts';
import { finishedKitchenSink, kitchenSink, RUNS } from './kitchen-sink.ts';
import { all, misplacedTag, unzip } from './support.ts';

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let bytes: Uint8Array;
let parts: Map<string, string>;

beforeAll(async () => {
  bytes = await finishedKitchenSink();
  parts = await unzip(bytes);
});

describe('the finished package', () => {
  it('is well formed in every part', () => {
    for (const [path, xml] of parts) expect([path, misplacedTag(xml)]).toEqual([path, undefined]);
  });

  it('begins with what readers look for, in a fixed order', () => {
    const paths = [...parts.keys()];
    expect(paths.slice(0, 3)).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml']);
    expect(paths.slice(3, -2)).toEqual(paths.slice(3, -2).sort());
  });

  it('declares a type for every part and has every target of a relationship', () => {
    const types = parts.get('[Content_Types].xml')!;
    const declared = all(types, /PartName="\/([^"]*)"/g);
    for (const path of declared) expect(parts.has(path)).toBe(true);
    for (const path of parts.keys()) {
      if (/\.rels$|^\[/.test(path)) continue;
      expect(declared).toContain(path);
    }
    for (const [path, xml] of parts) {
      if (!path.endsWith('.rels')) continue;
      const base = `/${path.replace(/_rels\/[^/]*$/, '')}`;
      for (const target of all(xml, /Target="([^"]*)"(?! TargetMode)/g)) {
        expect(parts.has(new URL(target, `x:${base}`).pathname.slice(1))).toBe(true);
      }
    }
  });

  it('has the rows of the blocks in place of the template rows', () => {
    const xml = parts.get('xl/worksheets/sheet3.xml')!;
    expect(all(xml, /<row r="(\d+)"/g).map(Number)).toEqual([
      ...[1, 2, 3, 6],
      ...Array.from({ length: 68 }, (_, i) => 7 + i),
    ]);
    expect(xml).toContain('<dimension ref="A1:E74"/>');
    expect(all(xml, /<f t="shared" ref="([^"]*)"/g)).toEqual([
      'D7:D74',
      'E7:E74',
      'A8:A74',
      'B8:B74',
    ]);
  });

  it('gives each column the styles of the template rows', async () => {
    const skeleton = await unzip(await zip(await kitchenSink()));
    const template = skeleton.get('xl/worksheets/sheet3.xml')!;
    const styles = (xml: string, row: number) =>
      all(xml, new RegExp(`<c r="[A-Z]+${row}" s="(\\d+)"`, 'g'));
    const xml = parts.get('xl/worksheets/sheet3.xml')!;
    expect(styles(xml, 7)).toEqual(styles(template, 7));
    expect(styles(xml, 8)).toEqual(styles(template, 8));
    expect(styles(xml, 74)).toEqual(styles(template, 8));
    expect(styles(xml, 7)).not.toEqual(styles(xml, 8));
  });

  it('hangs the drawing before what must follow it, extLst of a rule notwithstanding', () => {
    const xml = parts.get('xl/worksheets/sheet2.xml')!;
    const order = [
      '<extLst>',
      '</conditionalFormatting>',
      '<pageSetup ',
      '<drawing r:id',
      '<extLst>',
    ];
    let position = 0;
    for (const tag of order) {
      position = xml.indexOf(tag, position + 1);
      expect(position, tag).toBeGreaterThan(0);
    }
    expect(all(xml, /(<drawing )/g)).toHaveLength(1);
  });

  it('numbers charts through the workbook and objects through a drawing', () => {
    expect([...parts.keys()].filter((path) => /charts\/chart\d/.test(path))).toHaveLength(4);
    const drawing = parts.get('xl/drawings/drawing1.xml')!;
    expect(all(drawing, /<xdr:cNvPr id="(\d+)"/g)).toEqual(['2', '3', '4']);
    expect(all(drawing, /name="([^"]*)" descr/g)).toEqual(['Lower rates', 'Higher rates', 'Log']);
    expect(parts.get('xl/drawings/drawing2.xml')).toContain(
      'descr="The loss at step 12 of &quot;LR = 1&quot; &amp; &lt;others&gt;"',
    );
  });

  it('has neither clock nor chance in it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-07-01T12:34:56Z') });
    expect(hash(await finishedKitchenSink())).toBe(hash(bytes));
  });

  it.each([
    { TZ: 'Pacific/Auckland', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'America/Los_Angeles', LC_ALL: 'tr_TR.UTF-8' },
  ])('is the same in %j', async (environment) => {
    const script = fileURLToPath(new URL('print-hash.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
      env: { ...process.env, ...environment },
    });
    expect(stdout).toBe(hash(bytes));
  });

  afterEach(() => {
    vi.useRealTimers();
  });
});

describe('finishWorkbook', () => {
  const finish = async (...additions: SheetAddition[]) =>
    unzip(await finishWorkbook(await kitchenSink(), additions));

  it('adds shapes to the drawing of the charts, with ids of their own', async () => {
    const anchor = { column: 2, row: 3, offsetX: 1.4, width: 100, height: 200 };
    const given = await finish({
      sheet: 'Start',
      shapes: [1, 2].map(() => ({
        anchor,
        xml: (newId) => `<xdr:sp id="${newId()}"/><xdr:sp id="${newId()}"/>`,
      })),
    });
    const drawing = given.get('xl/drawings/drawing1.xml')!;
    expect(all(drawing, /<xdr:sp id="(\d+)"/g)).toEqual(['2', '3', '4', '5']);
    expect(drawing).toContain(
      '<xdr:from><xdr:col>1</xdr:col><xdr:colOff>1</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="100" cy="200"/>',
    );
  });

  it('extends the drawing that pictures of exceljs already have', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Start');
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
    const image = book.addImage({ base64: png, extension: 'png' });
    sheet.addImage(image, { tl: { col: 1, row: 1 }, ext: { width: 20, height: 20 } });
    const shapes = [
      {
        anchor: { column: 1, row: 1, width: 1, height: 1 },
        xml: (newId: () => number) => `<xdr:sp id="${newId()}"/>`,
      },
    ];
    const skeleton = await exceljsParts(book);
    const given = await unzip(await finishWorkbook(skeleton, [{ sheet: 'Start', shapes }]));
    const drawing = given.get('xl/drawings/drawing1.xml')!;
    const taken = all(drawing, /<xdr:cNvPr id="(\d+)"/g);
    expect(taken).toHaveLength(1);
    expect(all(drawing, /<xdr:sp id="(\d+)"/g)).toEqual([String(Number(taken[0]) + 1)]);
    expect(all(given.get('xl/worksheets/sheet1.xml')!, /(<drawing )/g)).toHaveLength(1);
  });

  it('counts shared formulas on from those above the table', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Training');
    sheet.fillFormula('A1:A2', 'ROW()', [1, 2]);
    for (const row of [3, 4]) sheet.getCell(row, 1).numFmt = '0.00';
    const skeleton = await exceljsParts(book);
    const given = await unzip(
      await finishWorkbook(skeleton, [
        {
          sheet: 'Training',
          rows: {
            firstTemplateRow: 3,
            lastRow: 5,
            lastColumn: 1,
            blocks: (styles) => [
              {
                firstRow: 3,
                rows: 3,
                firstColumn: 1,
                columns: [
                  {
                    styles: styles(1),
                    rest: { kind: 'shared', formula: 'A2+1' },
                    value: (row) => row + 3,
                  },
                ],
              },
            ],
          },
        },
      ]),
    );
    expect(all(given.get('xl/worksheets/sheet1.xml')!, / ref="A\d:A\d" si="(\d)"/g)).toEqual([
      '0',
      '1',
    ]);
  });

  it.each<[string, SheetAddition, string]>([
    ['a sheet', { sheet: 'Nowhere' }, 'no sheet Nowhere'],
    [
      'a template row',
      {
        sheet: RUNS,
        rows: { firstTemplateRow: 99, lastRow: 99, lastColumn: 1, blocks: () => [] },
      },
      'no row 99',
    ],
  ])('says that it misses %s', async (_, addition, message) => {
    await expect(finish(addition)).rejects.toThrow(message);
  });

  it('ends with the error that a block throws', async () => {
    const blocks = function* () {
      yield { firstRow: 7, rows: 1, firstColumn: 1, columns: [] };
      throw new Error('no more blocks');
    };
    const rows = { firstTemplateRow: 7, lastRow: 7, lastColumn: 1, blocks };
    await expect(finish({ sheet: RUNS, rows })).rejects.toThrow('no more blocks');
  });
});
