import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { exceljsParts } from '../../../src/emit/exceljs/parts.ts';
import { EMU } from '../../../src/xlsx/writer/drawingml.ts';
import { finishWorkbook } from '../../../src/xlsx/writer/package.ts';
import {
  type Connector,
  groupOf,
  type Picture,
  type Side,
  type TextShape,
} from '../../../src/xlsx/writer/shapes.ts';
import { openXmlValidator, validate } from '../../engines/openxml.ts';
import { engineOrSkip } from '../../engines/require.ts';
import { all, misplacedTag, unzip } from './support.ts';

const style = { font: 'Calibri', color: '1F2933', size: 10.5 };

const ellipse = (name: string, x: number, y: number, rest: Partial<TextShape> = {}): TextShape => ({
  kind: 'ellipse',
  name,
  x,
  y,
  width: 80,
  height: 60,
  fill: 'CBE6CC',
  outline: { color: '7DB77F', width: 1.25 },
  text: `${name} = 0.5000`,
  style,
  ...rest,
});

const label = (name: string, rest: Partial<TextShape> = {}): TextShape => ({
  ...ellipse(name, 110, 22.5),
  kind: 'text',
  height: 16,
  fill: 'FFFFFF',
  outline: null,
  ...rest,
});

const arrow = (
  from: readonly [number, Side],
  to: readonly [number, Side],
  rest: Partial<Connector> = {},
): Connector => ({
  kind: 'connector',
  name: `arrow ${from[0]} ${to[0]}`,
  from: { shape: from[0], side: from[1] },
  to: { shape: to[0], side: to[1] },
  line: { color: 'A79CBD', width: 1 },
  arrow: true,
  ...rest,
});

const picture = (shapes: Picture['shapes'], rest: Partial<Picture> = {}): Picture => ({
  at: { column: 2, row: 3 },
  width: 400,
  height: 200,
  name: 'Diagram',
  altText: 'A "network" & its <units>',
  shapes,
  ...rest,
});

function xmlOf(given: Picture): string {
  let id = 40;
  return groupOf(given).xml(() => ++id);
}

describe('a group', () => {
  const xml = xmlOf(
    picture([
      arrow([1, 'right'], [2, 'left']),
      ellipse('i1', 0, 0),
      ellipse('h1', 200, 100, { link: "'My sheet'!$A$1" }),
      label('w1 & <w>', { link: 'Labels!$A$2' }),
    ]),
  );

  it('is one object as large as it says', () => {
    const { anchor } = groupOf(picture([], { width: 10.5, height: 20 }));
    expect(anchor).toEqual({ column: 2, row: 3, width: 100_013, height: 190_500 });
    expect(all(xml, /<xdr:(grpSp)>/g)).toHaveLength(1);
    expect(xml).toContain(
      '<a:off x="0" y="0"/><a:ext cx="3810000" cy="1905000"/><a:chOff x="0" y="0"/><a:chExt cx="3810000" cy="1905000"/>',
    );
  });

  it('is well formed, with an id for each object, names and an alternative text', () => {
    expect(misplacedTag(xml)).toBeUndefined();
    expect(all(xml, /<xdr:cNvPr id="(\d+)"/g)).toEqual(['41', '42', '43', '44', '45']);
    expect(all(xml, /<xdr:cNvPr id="\d+" name="([^"]*)"/g)).toEqual([
      ...['Diagram', 'arrow 1 2', 'i1', 'h1', 'w1 &amp; &lt;w&gt;'],
    ]);
    expect(xml).toContain('descr="A &quot;network&quot; &amp; its &lt;units&gt;"');
  });

  it('links texts to cells, with the text of now in a field of an id of its own', () => {
    expect(all(xml, /textlink="([^"]*)"/g)).toEqual(['', "'My sheet'!$A$1", 'Labels!$A$2']);
    expect(all(xml, /<a:fld id="([^"]*)" type="TxLink">/g)).toEqual([
      '{00000000-0000-4000-8000-00000000002C}',
      '{00000000-0000-4000-8000-00000000002D}',
    ]);
    expect(all(xml, /<a:t>([^<]*)</g)).toEqual([
      ...['i1 = 0.5000', 'h1 = 0.5000', 'w1 &amp; &lt;w&gt; = 0.5000'],
    ]);
  });

  it('is the same twice', () => {
    const given = picture([ellipse('i1', 0, 0, { link: 'A!$A$1' })]);
    expect(xmlOf(given)).toBe(xmlOf(given));
  });

  it.each([
    [undefined, 'none'],
    [false, 'none'],
    [true, 'square'],
  ])('lets text go on in a second line: %s', (wrap, expected) => {
    const shape = ellipse('i1', 0, 0, wrap === undefined ? {} : { wrap });
    expect(xmlOf(picture([shape]))).toContain(`wrap="${expected}"`);
  });
});

describe('a connector', () => {
  const [first, second] = [ellipse('a', 100, 100), label('b', { x: 300, y: 20 })];
  const connector = (from: Side, to: Side, shapes = [first, second], back = false) => {
    const ends = back ? ([1, 0] as const) : ([0, 1] as const);
    const xml = xmlOf(picture([...shapes, arrow([ends[0], from], [ends[1], to])]));
    const part = /<xdr:cxnSp.*<\/xdr:cxnSp>/.exec(xml)![0];
    const numbers = (pattern: RegExp) => pattern.exec(part)!.slice(1).map(Number);
    const [flipH, flipV] = ['flipH', 'flipV'].map((flip) => (part.includes(`${flip}="1"`) ? 1 : 0));
    const [x, y] = numbers(/<a:off x="(\d+)" y="(\d+)"/);
    const [width, height] = numbers(/<a:ext cx="(\d+)" cy="(\d+)"/);
    const [startId, startSite] = numbers(/<a:stCxn id="(\d+)" idx="(\d+)"/);
    const [endId, endSite] = numbers(/<a:endCxn id="(\d+)" idx="(\d+)"/);
    const pixels = (left: number, top: number) => [left / EMU.pixel, top / EMU.pixel];
    return {
      start: pixels(x + flipH * width, y + flipV * height),
      end: pixels(x + (1 - flipH) * width, y + (1 - flipV) * height),
      glue: [startId, startSite, endId, endSite],
    };
  };

  it.each<[Side, Side, number[], number[], number[]]>([
    ['right', 'left', [180, 130], [300, 28], [42, 6, 43, 1]],
    ['left', 'right', [100, 130], [380, 28], [42, 2, 43, 3]],
    ['top', 'bottom', [140, 100], [340, 36], [42, 0, 43, 2]],
    ['bottom', 'top', [140, 160], [340, 20], [42, 4, 43, 0]],
  ])('leads from the %s of an ellipse to the %s of a box', (from, to, start, end, glue) => {
    expect(connector(from, to)).toEqual({ start, end, glue });
  });

  it('may lead back', () => {
    const { start, end, glue } = connector('left', 'right', [first, second], true);
    expect({ start, end }).toEqual({ start: [300, 28], end: [180, 130] });
    expect(glue).toEqual([43, 1, 42, 6]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('has a head if told so: %s', (head, count) => {
    const rest = { arrow: head, line: { color: 'C0564C', width: 2, dash: 'dash' as const } };
    const xml = xmlOf(picture([first, second, arrow([0, 'right'], [1, 'left'], rest)]));
    expect(all(xml, /(<a:tailEnd type="triangle")/g)).toHaveLength(count);
    expect(xml).toContain('<a:ln w="25400" cap="flat"><a:solidFill><a:srgbClr val="C0564C"/>');
    expect(xml).toContain('<a:prstDash val="dash"/>');
  });

  it.each([2, 7])('refuses to lead to %d, which is no shape', (to) => {
    const shapes = [first, arrow([0, 'right'], [0, 'left']), arrow([0, 'right'], [to, 'left'])];
    expect(() => xmlOf(picture(shapes))).toThrow(/leads to no shape/);
  });
});

engineOrSkip(openXmlValidator)('the Open XML validator', () => {
  it('has no objection to a picture', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Network').getCell('A1').value = 0.5;
    const shapes = [
      arrow([1, 'right'], [2, 'left']),
      ellipse('i1', 0, 0, { wrap: true, link: 'Network!$A$1' }),
      ellipse('h1', 200, 100, { fill: null }),
      label('w1', { link: 'Network!$A$1' }),
    ];
    const bytes = await finishWorkbook(await exceljsParts(book), [
      { sheet: 'Network', shapes: [groupOf(picture(shapes)), groupOf(picture(shapes))] },
    ]);
    const drawing = (await unzip(bytes)).get('xl/drawings/drawing1.xml')!;
    const ids = all(drawing, /<xdr:cNvPr id="(\d+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await validate([bytes])).toEqual([[]]);
  });
});
