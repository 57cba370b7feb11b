import { insertChild } from './scan.ts';
import { element, XML_DECLARATION } from './xml.ts';

/** Where an object hangs. Its size does not depend on the widths of the columns under it. */
export interface Anchor {
  /** The cell at whose upper left corner the object begins, counted from 1. */
  readonly column: number;
  readonly row: number;
  /** Distance from that corner in EMU; 0 by default. */
  readonly offsetX?: number;
  readonly offsetY?: number;
  /** In EMU. */
  readonly width: number;
  readonly height: number;
}

/** Between two points inside cells: an object grows with the columns and rows that it lies over. */
export interface CellAnchor {
  readonly from: AnchorPoint;
  readonly to: AnchorPoint;
}

/** A cell, counted from 1, and how far inside it in EMU. */
export interface AnchorPoint {
  readonly column: number;
  readonly row: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** Gives an id that no other object of the drawing has. */
export type NewId = () => number;

/** Anything that can stand in a drawing: a chart's frame, a shape, a line. */
export interface DrawingObject {
  readonly anchor: Anchor | CellAnchor;
  /**
   * The object, `<xdr:graphicFrame>`, `<xdr:sp>` or `<xdr:cxnSp>`, with an id of `newId` in each
   * `<xdr:cNvPr>`. The prefixes `xdr`, `a` and `r` are declared.
   */
  readonly xml: (newId: NewId) => string;
}

const NAMESPACES = {
  'xmlns:xdr': 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing',
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};

/** A drawing part, `xl/drawings/drawingN.xml`, without objects. */
export const EMPTY_DRAWING = XML_DECLARATION + element('xdr:wsDr', NAMESPACES);

/** The drawing with these objects after those that it has. */
export function addObjects(drawingXml: string, objects: readonly DrawingObject[]): string {
  let lastId = 1;
  for (const [, id] of drawingXml.matchAll(/<xdr:cNvPr [^>]*\bid="(\d+)"/g)) {
    lastId = Math.max(lastId, Number(id));
  }
  const newId = () => ++lastId;
  return objects.reduce(
    (xml, object) => insertChild(xml, anchorXml(object, newId), []),
    drawingXml,
  );
}

function anchorXml({ anchor, xml }: DrawingObject, newId: NewId): string {
  const object = [xml(newId), element('xdr:clientData', {})];
  if ('from' in anchor) {
    const { from, to } = anchor;
    return element(
      'xdr:twoCellAnchor',
      {},
      pointXml('xdr:from', from),
      pointXml('xdr:to', to),
      ...object,
    );
  }
  const { column, row, offsetX = 0, offsetY = 0, width, height } = anchor;
  return element(
    'xdr:oneCellAnchor',
    {},
    pointXml('xdr:from', { column, row, offsetX, offsetY }),
    element('xdr:ext', { cx: Math.round(width), cy: Math.round(height) }),
    ...object,
  );
}

function pointXml(name: string, { column, row, offsetX, offsetY }: AnchorPoint): string {
  return element(
    name,
    {},
    element('xdr:col', {}, String(column - 1)),
    element('xdr:colOff', {}, String(Math.round(offsetX))),
    element('xdr:row', {}, String(row - 1)),
    element('xdr:rowOff', {}, String(Math.round(offsetY))),
  );
}

/** The frame that shows a chart part. */
export interface ChartFrame {
  /** Leads from the drawing to the chart. */
  readonly relationshipId: string;
  readonly name: string;
  /** Says what the chart shows to those who cannot see it. */
  readonly altText: string;
}

/** `<xdr:graphicFrame>` around a chart. */
export function chartFrame({ relationshipId, name, altText }: ChartFrame, newId: NewId): string {
  const chart = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
  return element(
    'xdr:graphicFrame',
    { macro: '' },
    element(
      'xdr:nvGraphicFramePr',
      {},
      element('xdr:cNvPr', { id: newId(), name, descr: altText }),
      element('xdr:cNvGraphicFramePr', {}),
    ),
    // The anchor decides; Excel wants the element all the same.
    element('xdr:xfrm', {}, element('a:off', { x: 0, y: 0 }), element('a:ext', { cx: 0, cy: 0 })),
    element(
      'a:graphic',
      {},
      element(
        'a:graphicData',
        { uri: chart },
        element('c:chart', { 'xmlns:c': chart, 'r:id': relationshipId }),
      ),
    ),
  );
}
