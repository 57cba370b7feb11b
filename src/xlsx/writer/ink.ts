import type { CellAnchor, DrawingObject, NewId } from './drawing.ts';
import { EMU, type Line, line, NO_FILL } from './drawingml.ts';
import { element } from './xml.ts';

/**
 * Ink over cells: frames, braces and lines without any text. Each has an anchor of its own that ends a
 * pixel inside a cell, so that it stays on its cells when a column is widened.
 */
export interface Ink {
  readonly shape: 'frame' | 'brace' | 'line';
  readonly name: string;
  /** Its corners, pixels inside their cells. */
  readonly from: CellPoint;
  readonly to: CellPoint;
  /** Its size in pixels while columns and rows are as they were made. */
  readonly width: number;
  readonly height: number;
  readonly line: Line;
  /** Of a line, whether it goes up; of others nothing. */
  readonly rises?: boolean;
  /** Of a line, whether it ends in an arrow head. */
  readonly arrow?: boolean;
  /** Of a brace, where its tip is: a share of the height. */
  readonly tip?: number;
}

/** A point inside a cell, columns and rows counted from 1, distances in pixels. */
export interface CellPoint {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

/** The preset geometries (ECMA-376 part 1, presetShapeDefinitions.xml). */
const GEOMETRY = { frame: 'roundRect', brace: 'rightBrace', line: 'line' } as const;
/** How round corners are, in 100,000ths of the shorter side. */
const ROUNDNESS = 12_000;
/** The same of a brace, of its width. */
const CURL = 40_000;
/** A tip at an end would fold the brace. */
const TIP = { least: 0.03, most: 0.97 } as const;

/** An object that spans cells, for anchors of shapes and of charts. */
export function cellAnchor(from: CellPoint, to: CellPoint): CellAnchor {
  const corner = ({ column, row, x, y }: CellPoint) => ({
    column,
    row,
    offsetX: x * EMU.pixel,
    offsetY: y * EMU.pixel,
  });
  return { from: corner(from), to: corner(to) };
}

export function inkOf(ink: Ink): DrawingObject {
  return {
    anchor: cellAnchor(ink.from, ink.to),
    xml: (newId) => (ink.shape === 'line' ? lineXml(ink, newId) : shapeXml(ink, newId)),
  };
}

function shapeXml(ink: Ink, newId: NewId): string {
  return element(
    'xdr:sp',
    { macro: '', textlink: '' },
    element(
      'xdr:nvSpPr',
      {},
      element('xdr:cNvPr', { id: newId(), name: ink.name }),
      element('xdr:cNvSpPr', {}),
    ),
    element('xdr:spPr', {}, transform(ink), geometry(ink), NO_FILL, line(ink.line)),
  );
}

function lineXml(ink: Ink, newId: NewId): string {
  const head = element('a:tailEnd', { type: 'triangle', w: 'sm', len: 'sm' });
  const stroke = line(ink.line);
  return element(
    'xdr:cxnSp',
    { macro: '' },
    element(
      'xdr:nvCxnSpPr',
      {},
      element('xdr:cNvPr', { id: newId(), name: ink.name }),
      element('xdr:cNvCxnSpPr', {}),
    ),
    element(
      'xdr:spPr',
      {},
      transform(ink),
      geometry(ink),
      ink.arrow ? stroke.replace(/(?=<\/a:ln>$)/, head) : stroke,
    ),
  );
}

function transform({ width, height, rises }: Ink): string {
  return element(
    'a:xfrm',
    { flipV: rises ? 1 : undefined },
    // The anchor decides where it is.
    element('a:off', { x: 0, y: 0 }),
    element('a:ext', {
      cx: Math.round(width * EMU.pixel),
      cy: Math.round(height * EMU.pixel),
    }),
  );
}

function geometry({ shape, tip = 0.5 }: Ink): string {
  const guide = (name: string, value: number) =>
    element('a:gd', { name, fmla: `val ${Math.round(value)}` });
  const tipped = Math.min(TIP.most, Math.max(TIP.least, tip));
  const guides = {
    frame: () => [guide('adj', ROUNDNESS)],
    brace: () => [guide('adj1', CURL), guide('adj2', tipped * 100_000)],
    line: () => [],
  }[shape]();
  return element('a:prstGeom', { prst: GEOMETRY[shape] }, element('a:avLst', {}, ...guides));
}
