import { CONTENT_TYPES_PATH } from './content-types.ts';
import type { Package } from './opc.ts';
import { attribute, child, children, insertChild, startTag } from './scan.ts';
import { WORKSHEET_ORDER } from './worksheet.ts';
import { element, escapeText, XML_DECLARATION } from './xml.ts';

/**
 * A horizontal scroll bar that writes the whole number it stands at, from 0 in steps of 1, into a
 * cell, without a macro. Excel and LibreOffice show it; Google Sheets ignores it.
 */
export interface ScrollBar {
  /** No other scroll bar of the sheet has it. */
  readonly name: string;
  /** Says what it does to those who cannot see it. */
  readonly altText: string;
  /** The first and the last of the cells that it covers, counted from 1. */
  readonly from: Corner;
  readonly to: Corner;
  /**
   * The cell it moves, `Network!$B$4`: with its sheet even if it is the same, because LibreOffice
   * would look for it on the first one.
   */
  readonly link: string;
  /** At most 30,000. */
  readonly max: number;
  /** What the cell holds now. */
  readonly value: number;
}

export interface Corner {
  readonly column: number;
  readonly row: number;
}

/** The most that Excel lets a scroll bar count to. */
export const SCROLL_BAR_LIMIT = 30_000;

/** How far a click beside the thumb goes. */
const PAGE = 10;
/** Width of the thumb in pixels, as Excel writes it for a horizontal bar. */
const THUMB = 22;

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONSHIP = { vml: `${OFFICE}/vmlDrawing`, control: `${OFFICE}/ctrlProp` } as const;
const CONTENT_TYPE = {
  vml: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
  control: 'application/vnd.ms-excel.controlproperties+xml',
} as const;

const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const X14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
const A14 = 'http://schemas.microsoft.com/office/drawing/2010/main';
const XDR = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';

/** A scroll bar with the number that its four descriptions share. */
interface Numbered {
  readonly bar: ScrollBar;
  readonly shapeId: number;
}

/**
 * Adds scroll bars to a sheet and to its drawing. Excel keeps a control in four places that refer
 * to each other by the number of its shape: what it is bound to (a part of its own), how it looks
 * (VML, which Excel takes for the truth), where it is (`<controls>` of the sheet) and an invisible
 * shape in the drawing, which gives it its place in the stack of objects.
 *
 * @throws RangeError if a bar's numbers are not whole or out of range.
 */
export function addScrollBars(
  file: Package,
  { sheet, drawing }: { readonly sheet: string; readonly drawing: string },
  bars: readonly ScrollBar[],
): void {
  if (bars.length === 0) return;
  bars.forEach(check);
  const block = shapeBlock(sheet);
  const numbered = bars.map((bar, i): Numbered => ({ bar, shapeId: 1024 * block + 1 + i }));
  const controls = numbered.map(({ bar, shapeId }) => {
    const path = file.add('xl/ctrlProps/ctrlProp', propertiesXml(bar), CONTENT_TYPE.control);
    return controlXml(bar, shapeId, file.relate(sheet, RELATIONSHIP.control, path));
  });
  const vmlId = file.relate(sheet, RELATIONSHIP.vml, addVml(file, vmlXml(numbered, block)));
  file.update(sheet, (xml) => {
    // Where there is one it is of notes, which would have to share a part with the controls.
    if (child(xml, 'legacyDrawing')) throw new Error(`${sheet} has notes: no room for controls`);
    const legacy = element('legacyDrawing', { 'r:id': vmlId });
    return insertChild(
      insertChild(xml, legacy, WORKSHEET_ORDER),
      alternate('x14', X14, element('controls', { 'xmlns:xdr': XDR }, ...controls)),
      WORKSHEET_ORDER,
    );
  });
  const shapes = numbered.map(hiddenShape);
  file.update(drawing, (xml) => shapes.reduce((all, shape) => insertChild(all, shape, []), xml));
}

function check({ name, max, value }: ScrollBar): void {
  const whole = Number.isInteger(max) && Number.isInteger(value);
  if (whole && 0 <= value && value <= max && max <= SCROLL_BAR_LIMIT) return;
  throw new RangeError(`${name} cannot stand at ${value} of ${max}`);
}

/**
 * Numbers of VML shapes come in blocks of 1024, and no two sheets may use the same one. exceljs
 * puts all notes into block 1, so sheet N gets block N + 1.
 */
function shapeBlock(sheetPath: string): number {
  return Number(/(\d+)\.xml$/.exec(sheetPath)?.[1] ?? 0) + 1;
}

/** The part that says what the control is bound to (CT_FormControlPr in [MS-XLSX]). */
function propertiesXml({ link, max, value }: ScrollBar): string {
  return (
    XML_DECLARATION +
    element('formControlPr', {
      xmlns: X14,
      objectType: 'Scroll',
      dx: THUMB,
      fmlaLink: link,
      horiz: 1,
      max,
      page: PAGE,
      val: value,
    })
  );
}

function controlXml({ name, altText, from, to }: ScrollBar, shapeId: number, id: string): string {
  const control = element(
    'control',
    { shapeId, 'r:id': id, name },
    element(
      'controlPr',
      { defaultSize: 0, print: 0, autoPict: 0, altText },
      element(
        'anchor',
        { moveWithCells: 1 },
        element('from', {}, position(from)),
        element('to', {}, position(after(to))),
      ),
    ),
  );
  return alternate('x14', X14, control);
}

function hiddenShape({ bar, shapeId }: Numbered): string {
  const { name, altText, from, to } = bar;
  const twin = element(
    'a:ext',
    { uri: '{63B3BB69-23CF-44E3-9099-C40C66FF867C}' },
    element('a14:compatExt', { spid: `_x0000_s${shapeId}` }),
  );
  const none = element('a:noFill', {});
  const anchor = element(
    'xdr:twoCellAnchor',
    { editAs: 'oneCell' },
    element('xdr:from', {}, position(from)),
    element('xdr:to', {}, position(after(to))),
    element(
      'xdr:sp',
      { macro: '', textlink: '' },
      element(
        'xdr:nvSpPr',
        {},
        element(
          'xdr:cNvPr',
          { id: shapeId, name, descr: altText, hidden: 1 },
          element('a:extLst', {}, twin),
        ),
        element('xdr:cNvSpPr', {}),
      ),
      element(
        'xdr:spPr',
        { bwMode: 'auto' },
        element('a:xfrm', {}, element('a:off', { x: 0, y: 0 }), element('a:ext', { cx: 0, cy: 0 })),
        element('a:prstGeom', { prst: 'rect' }, element('a:avLst', {})),
        none,
        element('a:ln', {}, none),
      ),
    ),
    element('xdr:clientData', { fPrintsWithSheet: 0 }),
  );
  return alternate('a14', A14, anchor, element('mc:Fallback', {}));
}

/** What only programs that know a namespace shall read. */
function alternate(prefix: string, namespace: string, xml: string, fallback = ''): string {
  return element(
    'mc:AlternateContent',
    { 'xmlns:mc': MC },
    element('mc:Choice', { [`xmlns:${prefix}`]: namespace, Requires: prefix }, xml),
    fallback,
  );
}

function position({ column, row }: Corner): string {
  return [
    element('xdr:col', {}, String(column - 1)),
    element('xdr:colOff', {}, '0'),
    element('xdr:row', {}, String(row - 1)),
    element('xdr:rowOff', {}, '0'),
  ].join('');
}

function after({ column, row }: Corner): Corner {
  return { column: column + 1, row: row + 1 };
}

/** The shapes of the controls in Vector Markup Language (ECMA-376 part 4, §19.4). */
function vmlXml(bars: readonly Numbered[], block: number): string {
  return element(
    'xml',
    {
      'xmlns:v': 'urn:schemas-microsoft-com:vml',
      'xmlns:o': 'urn:schemas-microsoft-com:office:office',
      'xmlns:x': 'urn:schemas-microsoft-com:office:excel',
    },
    element(
      'o:shapelayout',
      { 'v:ext': 'edit' },
      element('o:idmap', { 'v:ext': 'edit', data: block }),
    ),
    // Shape type 201 is that of controls (msosptHostControl in [MS-ODRAW]).
    element(
      'v:shapetype',
      {
        id: '_x0000_t201',
        coordsize: '21600,21600',
        'o:spt': 201,
        path: 'm,l,21600r21600,l21600,xe',
      },
      element('v:stroke', { joinstyle: 'miter' }),
      element('v:path', {
        shadowok: 'f',
        'o:extrusionok': 'f',
        strokeok: 'f',
        fillok: 'f',
        'o:connecttype': 'rect',
      }),
      element('o:lock', { 'v:ext': 'edit', shapetype: 't' }),
    ),
    ...bars.map(vmlShape),
  );
}

function vmlShape({ bar, shapeId }: Numbered, index: number): string {
  const { altText, from, to, link, max, value } = bar;
  const corners = [from, after(to)].flatMap(({ column, row }) => [column - 1, 0, row - 1, 0]);
  const data: Record<string, string> = {
    SizeWithCells: '',
    Anchor: corners.join(', '),
    PrintObject: 'False',
    Val: String(value),
    Min: '0',
    Max: String(max),
    Inc: '1',
    Page: String(PAGE),
    Horiz: '',
    Dx: String(THUMB),
    FmlaLink: link,
  };
  return element(
    'v:shape',
    {
      id: `_x0000_s${shapeId}`,
      type: '#_x0000_t201',
      alt: altText,
      // Programs go by the anchor below; the size is for those that do not know it.
      style: `position:absolute;width:100pt;height:15pt;z-index:${index + 1}`,
      stroked: 'f',
      strokecolor: 'windowText [64]',
      'o:insetmode': 'auto',
    },
    element(
      'x:ClientData',
      { ObjectType: 'Scroll' },
      ...Object.entries(data).map(([name, text]) => element(`x:${name}`, {}, escapeText(text))),
    ),
  );
}

/** Adds a `.vml` part: this kind goes by its extension. Returns its path. */
function addVml(file: Package, xml: string): string {
  let number = 1;
  const path = () => `xl/drawings/vmlDrawing${number}.vml`;
  while (file.has(path())) number++;
  file.stream(path(), () => [xml]);
  file.update(CONTENT_TYPES_PATH, (types) => {
    const known = children(types).some(
      (span) => attribute(startTag(types, span), 'Extension') === 'vml',
    );
    const vml = element('Default', { Extension: 'vml', ContentType: CONTENT_TYPE.vml });
    return known ? types : insertChild(types, vml, ['Default', 'Override']);
  });
  return path();
}
