import type { Diagram, DiagramNode, Label } from '../../layout/diagram.ts';
import type { Plan } from '../../layout/plan.ts';
import type { Kind, Ref } from '../../ref.ts';
import { cellAddress } from '../../xlsx/address.ts';
import type { DrawingObject } from '../../xlsx/writer/drawing.ts';
import { type DrawnShape, groupOf, type TextShape } from '../../xlsx/writer/shapes.ts';
import type { Selected } from '../selected.ts';
import { DIAGRAM, numberLabel } from '../theme/diagram.ts';
import { numberKind } from './cellDiagram.ts';

/**
 * The diagram as shapes: numbers linked to the cells of the cell diagram, each with its name as a
 * text of its own, weights as connectors glued to the units. Its thickness and colours say nothing
 * of values: they would not follow an edit.
 */
export function networkDrawing(plan: Plan, selected: Selected): DrawingObject {
  const { network, networkSheet } = plan;
  const { diagram } = networkSheet;
  const nodes = diagram.nodes.map((node) => nodeShape(plan, selected, node));
  const nodeNames = diagram.nodes.flatMap((node) => nodeName(plan, node));
  const connectors = diagram.edges.map(
    ({ from, to, ref }): DrawnShape => ({
      kind: 'connector',
      name: ref ? `${plan.names.of(ref)} arrow` : `error arrow ${from}`,
      from: { shape: from, side: 'right' },
      to: { shape: to, side: 'left' },
      line: DIAGRAM.edge,
      arrow: true,
    }),
  );
  const labels = diagram.labels.flatMap((label) => labelShapes(plan, selected, label));
  const captions = diagram.captions.map(
    ({ text, level, x, y, width, height }): DrawnShape => ({
      kind: 'text',
      name: text,
      x: x - width / 2,
      y: y - height / 2,
      width,
      height,
      fill: null,
      outline: null,
      text,
      style: DIAGRAM.caption[level],
    }),
  );
  return groupOf({
    // A little to the right of column A's edge and below the heading.
    at: { column: 1, row: networkSheet.diagramRow + 1 },
    width: diagram.width,
    height: diagram.height,
    name: 'Network',
    altText: altText(plan, diagram, network.layers.length),
    // Connectors refer to nodes by index, so the nodes come first.
    shapes: [...nodes, ...nodeNames, ...connectors, ...labels, ...captions],
  });
}

function nodeShape(
  plan: Plan,
  selected: Selected,
  { ref, dots, x, y, rx, ry }: DiagramNode,
): TextShape {
  const box = { x: x - rx, y: y - ry, width: 2 * rx, height: 2 * ry };
  if (!ref) {
    return {
      kind: 'text',
      name: dots,
      ...box,
      fill: null,
      outline: null,
      text: dots,
      style: DIAGRAM.dots,
    };
  }
  const { fill, outline } = DIAGRAM.node[nodeRole(ref.kind)];
  return {
    kind: 'ellipse',
    ...box,
    fill,
    outline,
    style: DIAGRAM.nodeText,
    ...live(plan, selected, ref),
  };
}

/** The name of a unit, above the number in its middle. */
function nodeName({ names }: Plan, { ref, x, y, rx }: DiagramNode): TextShape[] {
  if (!ref) return [];
  const { height } = DIAGRAM.name;
  const box = { x: x - rx, y: y - 1.5 * height, width: 2 * rx, height };
  return [nameShape(names.of(ref), box, DIAGRAM.nodeText)];
}

/** `w1 =` and, beside it, the number. */
function labelShapes(plan: Plan, selected: Selected, label: Label): TextShape[] {
  const { ref, x, y, width, height } = label;
  const text = `${plan.names.of(ref)} =`;
  const style = DIAGRAM.label[labelRole(ref.kind)];
  const split = (width * text.length) / (text.length + DIAGRAM.name.numberCharacters);
  const [left, top] = [x - width / 2, y - height / 2];
  return [
    nameShape(text, { x: left, y: top, width: split, height }, style, DIAGRAM.paper),
    {
      kind: 'text',
      ...{ x: left + split, y: top, width: width - split, height },
      fill: DIAGRAM.paper,
      outline: null,
      style,
      ...live(plan, selected, ref),
    },
  ];
}

type Box = Pick<TextShape, 'x' | 'y' | 'width' | 'height'>;

function nameShape(
  text: string,
  box: Box,
  style: TextShape['style'],
  fill: string | null = null,
): TextShape {
  return { kind: 'text', name: `name of ${text}`, ...box, fill, outline: null, text, style };
}

/** A shape's name, its number now and the cell that it follows. */
function live(plan: Plan, selected: Selected, r: Ref): Pick<TextShape, 'name' | 'text' | 'link'> {
  const name = plan.names.of(r);
  const value = selected(r);
  const place = plan.networkSheet.cellOf(r);
  const text = Number.isNaN(value) ? '#NUM!' : numberLabel(value, numberKind(r.kind));
  if (!place) return { name, text };
  const { sheet, column, row } = place;
  return { name, text, link: cellAddress(column, row, { sheet, absolute: 'both' }) };
}

const nodeRole = (kind: Kind) =>
  kind === 'input' || kind === 'net' || kind === 'activation' ? kind : 'error';

const labelRole = (kind: Kind) => (kind === 'target' ? 'target' : 'weight');

function altText({ network }: Plan, { nodes }: Diagram, layers: number): string {
  const units = network.layers.map((layer) => layer.units).join(', ');
  return (
    `Diagram of the network: ${network.inputs.length} inputs, ${layers} layers of ${units} units, ` +
    `each unit as its net input and its activation, ${nodes.length} nodes in all, then the errors ` +
    'and E_total. The same values stand in the cells below it.'
  );
}
