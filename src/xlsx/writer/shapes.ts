import type { Anchor, DrawingObject, NewId } from './drawing.ts';
import {
  EMU,
  type Line,
  line,
  NO_FILL,
  runProperties,
  solidFill,
  type TextStyle,
} from './drawingml.ts';
import { element, escapeText } from './xml.ts';

/** Shapes and the lines between them, drawn as one group. Lengths are pixels at 100 %. */
export interface Picture {
  /** Where its upper left corner hangs. */
  readonly at: Omit<Anchor, 'width' | 'height'>;
  readonly width: number;
  readonly height: number;
  readonly name: string;
  /** Says what the picture shows to those who cannot see it. */
  readonly altText: string;
  /** From the back to the front. */
  readonly shapes: readonly DrawnShape[];
}

export type DrawnShape = TextShape | Connector;

/** An ellipse or a rectangle with text in its middle. */
export interface TextShape {
  readonly kind: 'ellipse' | 'text';
  readonly name: string;
  /** Upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** RRGGBB; null is see-through. */
  readonly fill: string | null;
  readonly outline: Line | null;
  readonly text: string;
  readonly style: TextStyle;
  /**
   * The cell whose text, formatted as the cell is, takes the place of `text`: `Network!$B$4`.
   * Excel follows it; LibreOffice and Google Sheets keep showing `text`.
   */
  readonly link?: string;
  /** Whether text may go on in a second line; otherwise it sticks out where it is too long. */
  readonly wrap?: boolean;
}

/** A straight line from one shape to another, which follows when they are moved. */
export interface Connector {
  readonly kind: 'connector';
  readonly name: string;
  readonly from: End;
  readonly to: End;
  readonly line: Line;
  /** Whether it ends in an arrow head. */
  readonly arrow: boolean;
}

export interface End {
  /** Index of a text shape in the picture. */
  readonly shape: number;
  readonly side: Side;
}

export type Side = 'top' | 'left' | 'bottom' | 'right';

/** The connection sites of the preset geometries (ECMA-376 part 1, presetShapeDefinitions.xml). */
const SITES: Record<TextShape['kind'], Record<Side, number>> = {
  ellipse: { top: 0, left: 2, bottom: 4, right: 6 },
  text: { top: 0, left: 1, bottom: 2, right: 3 },
};

const GEOMETRY: Record<DrawnShape['kind'], string> = {
  ellipse: 'ellipse',
  text: 'rect',
  connector: 'straightConnector1',
};

/** The picture as one object of a drawing: shapes with anchors of their own would come apart. */
export function groupOf(picture: Picture): DrawingObject {
  const width = Math.round(picture.width * EMU.pixel);
  const height = Math.round(picture.height * EMU.pixel);
  return {
    anchor: { ...picture.at, width, height },
    xml: (newId) => groupXml(picture, { x: 0, y: 0, width, height }, newId),
  };
}

function groupXml({ name, altText, shapes }: Picture, frame: Extent, newId: NewId): string {
  const id = newId();
  // All of them first: connectors may stand before the shapes that they refer to.
  const numbered = shapes.map((shape) => ({ shape, id: newId() }));
  return element(
    'xdr:grpSp',
    {},
    element(
      'xdr:nvGrpSpPr',
      {},
      element('xdr:cNvPr', { id, name, descr: altText }),
      element('xdr:cNvGrpSpPr', {}),
    ),
    // The shapes count from the group's corner, in the same unit.
    element('xdr:grpSpPr', {}, transform(frame, { child: true })),
    ...numbered.map(({ shape, id }) =>
      shape.kind === 'connector' ? connectorXml(shape, id, numbered) : textShapeXml(shape, id),
    ),
  );
}

function textShapeXml(shape: TextShape, id: number): string {
  const { kind, name, fill, outline, link = '' } = shape;
  return element(
    'xdr:sp',
    { macro: '', textlink: link },
    element(
      'xdr:nvSpPr',
      {},
      element('xdr:cNvPr', { id, name }),
      element('xdr:cNvSpPr', { txBox: kind === 'text' ? 1 : undefined }),
    ),
    element(
      'xdr:spPr',
      {},
      transform(extentOf(shape)),
      geometry(kind),
      fill === null ? NO_FILL : solidFill(fill),
      line(outline),
    ),
    textBody(shape, id),
  );
}

function textBody({ text, style, link, wrap = false }: TextShape, id: number): string {
  const properties = runProperties('a:rPr', style);
  const content = element('a:t', {}, escapeText(text));
  return element(
    'xdr:txBody',
    {},
    element('a:bodyPr', {
      vertOverflow: 'overflow',
      horzOverflow: 'overflow',
      wrap: wrap ? 'square' : 'none',
      lIns: 0,
      tIns: 0,
      rIns: 0,
      bIns: 0,
      anchor: 'ctr',
    }),
    element('a:lstStyle', {}),
    element(
      'a:p',
      {},
      element('a:pPr', { algn: 'ctr' }),
      link === undefined
        ? element('a:r', {}, properties, content)
        : element('a:fld', { id: fieldId(id), type: 'TxLink' }, properties, content),
    ),
  );
}

/** Fields have ids of their own; Excel takes them from chance, these are counted. */
function fieldId(id: number): string {
  return `{00000000-0000-4000-8000-${id.toString(16).toUpperCase().padStart(12, '0')}}`;
}

function connectorXml(
  { name, from, to, line: stroke, arrow }: Connector,
  id: number,
  shapes: readonly { readonly shape: DrawnShape; readonly id: number }[],
): string {
  const site = ({ shape, side }: End) => {
    const target = shapes[shape];
    if (target === undefined || target.shape.kind === 'connector') {
      throw new Error(`${name} leads to no shape`);
    }
    const idx = SITES[target.shape.kind][side];
    return { ...pointOn(target.shape, side), id: target.id, idx };
  };
  const [start, end] = [site(from), site(to)];
  return element(
    'xdr:cxnSp',
    { macro: '' },
    element(
      'xdr:nvCxnSpPr',
      {},
      element('xdr:cNvPr', { id, name }),
      element(
        'xdr:cNvCxnSpPr',
        {},
        element('a:stCxn', { id: start.id, idx: start.idx }),
        element('a:endCxn', { id: end.id, idx: end.idx }),
      ),
    ),
    element(
      'xdr:spPr',
      {},
      transform(
        {
          x: Math.min(start.x, end.x),
          y: Math.min(start.y, end.y),
          width: Math.abs(end.x - start.x),
          height: Math.abs(end.y - start.y),
        },
        { flipH: end.x < start.x, flipV: end.y < start.y },
      ),
      geometry('connector'),
      arrow ? withArrowHead(line(stroke)) : line(stroke),
    ),
  );
}

function withArrowHead(line: string): string {
  const head = element('a:tailEnd', { type: 'triangle', w: 'med', len: 'med' });
  return line.replace(/(?=<\/a:ln>$)/, head);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** In EMU. */
interface Extent extends Point {
  readonly width: number;
  readonly height: number;
}

/** Corners are rounded, not sizes, so that what touches in pixels touches in EMU. */
function extentOf({ x, y, width, height }: TextShape): Extent {
  const emu = (pixels: number) => Math.round(pixels * EMU.pixel);
  const [left, top] = [emu(x), emu(y)];
  return { x: left, y: top, width: emu(x + width) - left, height: emu(y + height) - top };
}

function pointOn(shape: TextShape, side: Side): Point {
  const { x, y, width, height } = extentOf(shape);
  const [middle, centre] = [x + Math.round(width / 2), y + Math.round(height / 2)];
  const points: Record<Side, Point> = {
    top: { x: middle, y },
    left: { x, y: centre },
    bottom: { x: middle, y: y + height },
    right: { x: x + width, y: centre },
  };
  return points[side];
}

function transform(
  { x, y, width, height }: Extent,
  { flipH = false, flipV = false, child = false } = {},
): string {
  return element(
    'a:xfrm',
    { flipH: flipH ? 1 : undefined, flipV: flipV ? 1 : undefined },
    element('a:off', { x, y }),
    element('a:ext', { cx: width, cy: height }),
    ...(child ? [element('a:chOff', { x, y }), element('a:chExt', { cx: width, cy: height })] : []),
  );
}

function geometry(kind: DrawnShape['kind']): string {
  return element('a:prstGeom', { prst: GEOMETRY[kind] }, element('a:avLst', {}));
}
