import { HEIGHTS, leftOf } from '../../../layout/network/picture/page.ts';
import type { Frame, Picture, Wire } from '../../../layout/network/picture/parts.ts';
import type { Plan } from '../../../layout/plan.ts';
import type { DrawingObject } from '../../../xlsx/writer/drawing.ts';
import type { Line } from '../../../xlsx/writer/drawingml.ts';
import { type CellPoint, type Ink, inkOf } from '../../../xlsx/writer/ink.ts';
import { INK } from '../../theme/picture.ts';

/** Where the middle of a row is, in pixels. */
const MIDDLE = HEIGHTS.row / 2;
/** An end on a border would not follow when a column is widened: it lies so far inside the next cell. */
const INSIDE = 1;

/** The ink over the cells: grey wires, braces, frames. It says nothing of values. */
export function pictureInk({ networkSheet: { picture } }: Plan): DrawingObject[] {
  const { widths, fans, lines, stacks, units, inputs, errors, total } = picture;
  const wire = (at: Wire, name: string, arrow: boolean) => wireInk(widths, at, name, arrow);
  return [
    ...fans.flatMap(({ wires }) => wires.map((each) => wire(each, 'wire', false))),
    ...lines.map((each) => wire(each, 'arrow', true)),
    ...stacks.flatMap((stack) => braceInk(picture, stack)),
    ...inputs.map((frame) => frameInk(widths, frame, 'input', INK.input)),
    ...units
      .flatMap((unit) =>
        unit.netRight === null
          ? [unit]
          : [
              { ...unit, right: unit.netRight },
              { ...unit, left: unit.right },
            ],
      )
      .map((frame) => frameInk(widths, frame, 'unit', INK.unit)),
    ...errors.map((frame) => frameInk(widths, frame, 'error', INK.error)),
    frameInk(widths, total, 'E_total', INK.total),
  ].map(inkOf);
}

const corner = (column: number, x: number, row: number, y: number): CellPoint => ({
  column,
  row,
  x,
  y,
});

function wireInk(
  widths: readonly number[],
  { column, from, to }: Wire,
  name: string,
  arrow: boolean,
): Ink {
  return {
    shape: 'line',
    name,
    from: corner(column, INSIDE, Math.min(from, to), MIDDLE),
    to: corner(column + 1, INSIDE, Math.max(from, to), MIDDLE),
    width: widths[column - 1]!,
    height: Math.abs(to - from) * HEIGHTS.row,
    line: INK.wire,
    rises: to < from,
    arrow,
  };
}

function braceInk(
  { widths }: Picture,
  { top, bottom, right, towards }: Picture['stacks'][number],
): Ink[] {
  if (towards === null) return [];
  const column = right + 1;
  const [width, height] = [widths[column - 1]! - 5, (bottom - top + 1) * HEIGHTS.row - 2];
  return [
    {
      shape: 'brace',
      name: 'sum',
      from: corner(column, 2, top, 1),
      to: corner(column, widths[column - 1]! - 3, bottom, HEIGHTS.row - 1),
      width,
      height,
      line: INK.brace,
      tip: ((towards - top) * HEIGHTS.row + MIDDLE) / height,
    },
  ];
}

function frameInk(widths: readonly number[], frame: Frame, name: string, line: Line): Ink {
  const { top, bottom, left, right } = frame;
  return {
    shape: 'frame',
    name,
    from: corner(left, 0, top, 0),
    to: corner(right + 1, INSIDE, bottom + 1, INSIDE),
    width: leftOf(widths, right + 1) - leftOf(widths, left),
    height: (bottom - top + 1) * HEIGHTS.row,
    line,
  };
}
