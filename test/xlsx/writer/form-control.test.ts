import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { exceljsParts } from '../../../src/emit/exceljs/parts.ts';
import type { ScrollBar } from '../../../src/xlsx/writer/form-control.ts';
import type { Parts } from '../../../src/xlsx/writer/opc.ts';
import { finishWorkbook, type SheetAddition } from '../../../src/xlsx/writer/package.ts';
import { convert, libreoffice } from '../../engines/libreoffice.ts';
import { openXmlValidator, validate } from '../../engines/openxml.ts';
import { engineOrSkip } from '../../engines/require.ts';
import { withTempFolder } from '../../engines/tool.ts';
import { finishedKitchenSink } from './kitchen-sink.ts';
import { all, misplacedTag, unzip } from './support.ts';

const bar = (rest: Partial<ScrollBar> = {}): ScrollBar => ({
  name: 'Selected step',
  altText: 'Moves the "selected step" & all that follows it',
  from: { column: 3, row: 2 },
  to: { column: 6, row: 2 },
  link: 'Network!$B$2',
  max: 67,
  value: 3,
  ...rest,
});

/** A workbook whose sheets have what stands around the place of the controls. */
async function book({ notesOn }: { notesOn?: string } = {}): Promise<Parts> {
  const workbook = new ExcelJS.Workbook();
  for (const name of ['Network', 'Other', 'Third']) {
    const sheet = workbook.addWorksheet(name);
    sheet.getCell('B2').value = 3;
    sheet.addTable({
      name: `Table${name}`,
      ref: 'A10',
      columns: [{ name: 'a' }, { name: 'b' }],
      rows: [[1, 2]],
    });
    if (name === notesOn) sheet.getCell('A1').note = 'A note';
  }
  return await exceljsParts(workbook);
}

const add = async (additions: readonly SheetAddition[], options = {}) =>
  finishWorkbook(await book(options), additions);

let bytes: Uint8Array;
let parts: Map<string, string>;

beforeAll(async () => {
  bytes = await add([
    {
      sheet: 'Network',
      scrollBars: [bar(), bar({ name: 'Far', link: "'Other'!$B$2", max: 30_000 })],
    },
    { sheet: 'Other', scrollBars: [bar({ link: 'Other!$B$2', max: 0, value: 0 })] },
  ]);
  parts = await unzip(bytes);
});

describe('a scroll bar', () => {
  const text = (path: string) => parts.get(path)!;

  it('is well formed in all its parts', () => {
    for (const [path, xml] of parts) expect([path, misplacedTag(xml)]).toEqual([path, undefined]);
  });

  it('says what it is bound to', () => {
    expect(text('xl/ctrlProps/ctrlProp1.xml')).toContain(
      'objectType="Scroll" dx="22" fmlaLink="Network!$B$2" horiz="1" max="67" page="10" val="3"/>',
    );
    expect(text('xl/ctrlProps/ctrlProp2.xml')).toContain('fmlaLink="\'Other\'!$B$2"');
    expect(text('xl/drawings/vmlDrawing1.vml')).toContain(
      '<x:Anchor>2, 0, 1, 0, 6, 0, 2, 0</x:Anchor><x:PrintObject>False</x:PrintObject>' +
        '<x:Val>3</x:Val><x:Min>0</x:Min><x:Max>67</x:Max><x:Inc>1</x:Inc><x:Page>10</x:Page>' +
        '<x:Horiz/><x:Dx>22</x:Dx><x:FmlaLink>Network!$B$2</x:FmlaLink>',
    );
  });

  it('has one number in all its descriptions, in a block of its sheet', () => {
    const expected = [['2049', '2050'], ['3073']];
    for (const [i, ids] of expected.entries()) {
      const vml = text(`xl/drawings/vmlDrawing${i + 1}.vml`);
      const drawing = text(`xl/drawings/drawing${i + 1}.xml`);
      expect(vml).toContain(`data="${i + 2}"`);
      expect(all(vml, /<v:shape id="_x0000_s(\d+)"/g)).toEqual(ids);
      expect(all(drawing, /<xdr:cNvPr id="(\d+)"/g)).toEqual(ids);
      expect(all(drawing, /spid="_x0000_s(\d+)"/g)).toEqual(ids);
      expect(all(text(`xl/worksheets/sheet${i + 1}.xml`), /shapeId="(\d+)"/g)).toEqual(ids);
    }
  });

  it('stands where the schema wants it', () => {
    const xml = text('xl/worksheets/sheet1.xml');
    const order = [
      '<drawing ',
      '<legacyDrawing ',
      '<mc:AlternateContent',
      '<controls',
      '<tableParts',
    ];
    const positions = order.map((tag) => xml.indexOf(tag));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(positions[0]).toBeGreaterThan(0);
  });

  it('has its types declared and its parts related', () => {
    const types = text('[Content_Types].xml');
    expect(all(types, /(Extension="vml")/g)).toHaveLength(1);
    expect(all(types, /PartName="(\/xl\/ctrlProps[^"]*)"/g)).toHaveLength(3);
    const relationships = text('xl/worksheets/_rels/sheet1.xml.rels');
    expect(all(relationships, /Target="(\.\.\/(?:ctrlProps|drawings)[^"]*)"/g).sort()).toEqual([
      '../ctrlProps/ctrlProp1.xml',
      '../ctrlProps/ctrlProp2.xml',
      '../drawings/drawing1.xml',
      '../drawings/vmlDrawing1.vml',
    ]);
  });

  it('shares the drawing with what else is in it', async () => {
    const shape = {
      anchor: { column: 1, row: 1, width: 1, height: 1 },
      xml: (newId: () => number) => `<xdr:sp id="${newId()}"/>`,
    };
    const both = await unzip(
      await add([{ sheet: 'Network', shapes: [shape], scrollBars: [bar()] }]),
    );
    const drawing = both.get('xl/drawings/drawing1.xml')!;
    expect(drawing.indexOf('<xdr:sp id="2"')).toBeLessThan(drawing.indexOf('id="2049"'));
    expect(drawing.endsWith('</mc:AlternateContent></xdr:wsDr>')).toBe(true);
  });

  it('keeps out of the numbers of notes on another sheet', async () => {
    const given = await unzip(
      await add([{ sheet: 'Other', scrollBars: [bar()] }], { notesOn: 'Network' }),
    );
    const blocks = [...given].flatMap(([path, xml]) =>
      path.endsWith('.vml') ? all(xml, /<o:idmap [^>]*data="(\d+)"/g) : [],
    );
    expect(blocks).toHaveLength(2);
    expect(new Set(blocks).size).toBe(2);
    expect(all(given.get('[Content_Types].xml')!, /(Extension="vml")/g)).toHaveLength(1);
  });

  it('has no room beside notes of the same sheet', async () => {
    const addition = [{ sheet: 'Network', scrollBars: [bar()] }];
    await expect(add(addition, { notesOn: 'Network' })).rejects.toThrow('no room for controls');
  });

  it.each([
    { max: 30_001 },
    { max: 10, value: 11 },
    { value: -1 },
    { max: 2.5, value: 1 },
    { max: Number.NaN },
  ])('cannot have %j', async (rest) => {
    const addition = [{ sheet: 'Network', scrollBars: [bar(rest)] }];
    await expect(add(addition)).rejects.toThrow(RangeError);
  });

  it('leaves a workbook without one as it was', async () => {
    const without = await unzip(await finishedKitchenSink());
    expect([...without.keys()].filter((path) => /vml|ctrlProps/.test(path))).toEqual([]);
  });
});

engineOrSkip(openXmlValidator)('the Open XML validator', () => {
  it('has no objection to scroll bars', async () => {
    expect(await validate([bytes])).toEqual([[]]);
  });

  it('has none to what it passes over, wrapped for programs that know it', async () => {
    const file = await JSZip.loadAsync(bytes);
    for (const path of ['xl/worksheets/sheet1.xml', 'xl/drawings/drawing1.xml']) {
      const xml = parts.get(path)!;
      const wrapper = /<\/?mc:(?:AlternateContent|Choice)[^>]*>|<mc:Fallback\/>/g;
      const a14 = 'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"';
      file.file(path, xml.replace(wrapper, '').replace('<xdr:wsDr ', `<xdr:wsDr ${a14} `));
    }
    const unwrapped = await file.generateAsync({ type: 'uint8array' });
    expect(await validate([unwrapped])).toEqual([[]]);
  });
});

engineOrSkip(libreoffice)('LibreOffice', () => {
  it('shows the bars, bound to their cells', () =>
    withTempFolder(async (folder) => {
      const source = join(folder, 'book.xlsx');
      await writeFile(source, bytes);
      await convert([source], 'fods', folder, folder);
      const xml = await readFile(join(folder, 'book.fods'), 'utf8');
      expect(all(xml, /<form:value-range [^>]*form:linked-cell="([^"]*)"/g)).toEqual([
        ...['Network.B2', 'Other.B2', 'Other.B2'],
      ]);
      expect(all(xml, /<form:value-range [^>]*form:max-value="(\d+)"/g)).toEqual([
        ...['67', '30000', '0'],
      ]);
      expect(all(xml, /(<draw:control )/g)).toHaveLength(3);
    }));
});
