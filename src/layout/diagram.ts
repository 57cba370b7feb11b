import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../ref.ts';
import {
  CAPTIONS,
  DOTS,
  gapBetween,
  MARGIN,
  measuresOf,
  NEAR,
  TOP,
  TOTAL,
  UNIT,
  widthOf,
} from './diagram/measures.ts';
import { type Stage, stagesOf } from './diagram/stages.ts';

/**
 * A network as a picture: inputs, then net input and activation of each unit as two touching
 * ellipses, then errors and E_total. Lengths are pixels at 100 %; y grows downwards; everything is
 * placed by its centre.
 */
export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly Edge[];
  readonly labels: readonly Label[];
  readonly captions: readonly Caption[];
}

/** An ellipse that holds a quantity, or the dots that stand for units or layers left out. */
export interface DiagramNode {
  /** Null for dots. */
  readonly ref: Ref | null;
  /** `⋮` or `⋯`; empty if the node holds a quantity. */
  readonly dots: string;
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
}

/** An arrow from the right end of one node to the left end of another. */
export interface Edge {
  /** Indices of nodes. */
  readonly from: number;
  readonly to: number;
  /** The weight it carries; null for the arrows to the errors and to E_total. */
  readonly ref: Ref | null;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room for `w1 = 0.1500`: a weight on its edge, a bias under its unit, a target over its error. */
export interface Label extends Box {
  readonly ref: Ref;
}

/** What stands above a column. */
export interface Caption extends Box {
  readonly text: string;
  readonly level: 'title' | 'detail';
}

/**
 * Draws the network. Units beyond eight a column and layers beyond eight are left out; captions
 * say so.
 *
 * The label of the edge from source k of n to target j of m stands at the fraction m/(m + 1) of
 * the edge. Sources and targets are spread evenly over the same height H, so the label's height is
 * H·((k − ½)/n + j − ½)/(m + 1): all n·m labels stand in one column in the order of the weights'
 * numbers, H/(n·(m + 1)) apart, however large the layers are.
 */
export function diagramOf(network: Network): Diagram {
  const stages = stagesOf(network);
  const measures = measuresOf(network, stages);
  const { band, label } = measures;
  const nodes: DiagramNode[] = [];
  const edges: Edge[] = [];
  const labels: Label[] = [];
  const captions: Caption[] = [];

  const addLabel = (r: Ref, x: number, y: number) => labels.push({ ref: r, x, y, ...label });
  const addUnit = (stage: Stage, unit: number, x: number, y: number): Placed => {
    const drawn = unitOf(stage, unit, x, y);
    const entry = nodes.length;
    nodes.push(...drawn);
    const { layer, kind } = stage;
    const aside = UNIT.ry + NEAR + label.height / 2;
    if (kind === 'errors') addLabel(ref('target', 0, unit), drawn[0].x, y - aside);
    if (kind === 'layer' && network.layers[layer].biases) {
      addLabel(ref('bias', layer, unit), drawn[0].x, y + aside);
    }
    return { unit, entry, exit: nodes.length - 1 };
  };
  const addEdge = (stage: Stage, source: Placed, target: Placed) => {
    const weight =
      stage.kind === 'layer' ? ref('weight', stage.layer, target.unit, source.unit) : null;
    edges.push({ from: source.exit, to: target.entry, ref: weight });
    if (weight === null) return;
    const [from, to] = [nodes[source.exit], nodes[target.entry]];
    const t = stage.slots.length / (stage.slots.length + 1);
    const along = (a: number, b: number) => a + t * (b - a);
    addLabel(weight, along(from.x + from.rx, to.x - to.rx), along(from.y, to.y));
  };

  let x = MARGIN;
  let sources: readonly Placed[] = [];
  for (const [s, stage] of stages.entries()) {
    if (s > 0) x += gapBetween(stages[s - 1], stage, measures);
    const middle = x + widthOf(stage) / 2;
    const targets: Placed[] = [];
    for (const [slot, unit] of stage.slots.entries()) {
      const y = TOP + (band * (slot + 0.5)) / stage.slots.length;
      if (unit === null) nodes.push(dotsOf(stage, middle, y));
      else targets.push(addUnit(stage, unit, x, y));
    }
    for (const target of targets) {
      for (const source of sources) {
        if (stage.kind !== 'errors' || source.unit === target.unit) addEdge(stage, source, target);
      }
    }
    captions.push(...captionsOf(stage, middle));
    sources = targets;
    x += widthOf(stage);
  }
  return { width: x + MARGIN, height: TOP + band + MARGIN, nodes, edges, labels, captions };
}

/** A unit with the nodes at which edges come in and go out. */
interface Placed {
  readonly unit: number;
  readonly entry: number;
  readonly exit: number;
}

/** The nodes of a unit whose column begins at x, from left to right. */
function unitOf({ kind, layer }: Stage, unit: number, x: number, y: number): DiagramNode[] {
  const node = (r: Ref, place: number, size = UNIT): DiagramNode => ({
    ref: r,
    dots: '',
    x: x + (2 * place + 1) * size.rx,
    y,
    ...size,
  });
  switch (kind) {
    case 'inputs':
      return [node(ref('input', 0, unit), 0)];
    case 'layer':
      return [node(ref('net', layer, unit), 0), node(ref('activation', layer, unit), 1)];
    case 'errors':
      return [node(ref('error', 0, unit), 0)];
    case 'total':
      return [node(ref('total'), 0, TOTAL)];
    case 'elided':
      return [];
  }
}

function dotsOf({ kind }: Stage, x: number, y: number): DiagramNode {
  return { ref: null, dots: kind === 'elided' ? '⋯' : '⋮', x, y, ...DOTS };
}

function captionsOf(stage: Stage, x: number): Caption[] {
  const { title, detail } = CAPTIONS;
  const lines: Caption[] = (
    [
      ['title', stage.title, MARGIN + title / 2, title],
      ['detail', stage.detail, MARGIN + title + detail / 2, detail],
    ] as const
  ).map(([level, text, y, height]) => ({
    level,
    text,
    x,
    y,
    width: widthOf(stage) + 2 * MARGIN,
    height,
  }));
  return lines.filter(({ text }) => text !== '');
}
