import { element, XML_DECLARATION } from './xml.ts';
import { attribute, root, splice } from './scan.ts';

/** Where an object hangs. Its size does not depend on the widths of the columns under it. */
export interface Anchor {
  /** The cell whose upper left corner the object starts from, counted from 1. */
  readonly column: number;
  readonly row: number;
  /** Distance from that corner, in EMU; 0 by default. */
  readonly offsetX?: number;
  readonly offsetY?: number;
  /** In EMU. */
  readonly width: number;
  readonly height: number;
}

/** Gives every object of a drawing an id that no other has. */
export type NewId = () => number;

/** Anything that can stand in a drawing: a chart's frame, a shape, a group of shapes. */
export interface DrawingObject {
  readonly anchor: Anchor;
  /** The object itself, `<xdr:graphicFrame>`, `<xdr:sp>`, `<xdr:grpSp>`, with ids from `newId`. */
  readonly xml: (newId: NewId) => string;
}

const NAMESPACES = {
  'xmlns:xdr': 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing',
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};

/** A drawing part without objects, `xl/drawings/drawingN.xml`. */
export const EMPTY_DRAWING = XML_DECLARATION + element('xdr:wsDr', NAMESPACES, ' ');
