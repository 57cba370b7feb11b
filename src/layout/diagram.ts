import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../network/ref.ts';
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

/** The name and value of a weight on its edge, of a bias under its unit, of a target over its error. */
export interface Label extends Box {
  readonly ref: Ref;
}

/** What stands above a column. */
export interface Caption extends Box {
  readonly text: string;
  readonly level: 'title' | 'detail';
}

const MARGIN = 10;
const UNIT = { rx: 40, ry: 34 };
const TOTAL = { rx: 52, ry: 46 };
/** Type of 9 points; `w = −0.1234` and then so much a digit of the weight's number. */
const LABEL = { width: 62, digit: 6, height: 16 };
const CAPTIONS = { title: 18, detail: 15, below: 6 };
/** Least distance from unit to unit in a column: room for a bias or a target between them. */
const UNIT_PITCH = 108;
/** Least distance from label to label. */
const LABEL_PITCH = 17;
/** From a label to the unit that its edge leads to: the arrow head shows. */
const CLEARANCE = 16;
/** From a unit to what stands under or over it. */
const NEAR = 3;
const GAPS = { weights: 180, elided: 70, error: 56, total: 90, widestTotal: 240 };

/** The left and right ends of the edges at one slot of a column. */
interface Placed {
  readonly unit: number;
  readonly entry: number;
  readonly exit: number;
}

/**
 * Draws the network. Units beyond eight a column and layers beyond eight are left out; the
 * captions say so.
 *
 * The label of the edge from source k of n to target j of m stands at the fraction m/(m+1) of its
 * edge. Sources and targets being spread evenly over the same height H, the label's height is
 * H·((k − ½)/n + j − ½)/(m + 1): all n·m labels stand in one column in the order of the weights'
 * numbers, H/(n·(m + 1)) apart, however large the layers are.
 */
export function diagramOf(network: Network): Diagram {
  const stages = stagesOf(network);
  const band = bandHeight(stages);
  const top = MARGIN + CAPTIONS.title + CAPTIONS.detail + CAPTIONS.below;
  const nodes: DiagramNode[] = [];
  const edges: Edge[] = [];
  const labels: Label[] = [];
  const captions: Caption[] = [];

  const addNode = (node: Partial<DiagramNode> & Pick<DiagramNode, 'x' | 'y'>) =>
    nodes.push({ ref: null, dots: '', ...UNIT, ...node }) - 1;
  const labelWidth = labelWidthOf(network);
  const addLabel = (r: Ref, x: number, y: number) =>
    labels.push({ ref: r, x, y, width: labelWidth, height: LABEL.height });

  const place = ({ kind, layer }: Stage, unit: number, x: number, y: number): Placed => {
    if (kind === 'layer') {
      const [net, activation] = [ref('net', layer, unit), ref('activation', layer, unit)];
      const entry = addNode({ ref: net, x: x + UNIT.rx, y });
      const exit = addNode({ ref: activation, x: x + 3 * UNIT.rx, y });
      if (network.layers[layer].biases) {
        addLabel(ref('bias', layer, unit), x + UNIT.rx, y + UNIT.ry + NEAR + LABEL.height / 2);
      }
      return { unit, entry, exit };
    }
    if (kind === 'errors') {
      addLabel(ref('target', 0, unit), x + UNIT.rx, y - UNIT.ry - NEAR - LABEL.height / 2);
    }
    const node =
      kind === 'total'
        ? addNode({ ref: ref('total'), x: x + TOTAL.rx, y, ...TOTAL })
        : addNode({ ref: ref(kind === 'errors' ? 'error' : 'input', 0, unit), x: x + UNIT.rx, y });
    return { unit, entry: node, exit: node };
  };

  const connect = (
    sources: readonly Placed[],
    targets: readonly Placed[],
    { kind, layer, slots }: Stage,
  ) => {
    for (const { unit, entry } of targets) {
      for (const source of sources) {
        if (kind === 'errors' && source.unit !== unit) continue;
        const weight = kind === 'layer' ? ref('weight', layer, unit, source.unit) : null;
        edges.push({ from: source.exit, to: entry, ref: weight });
        if (weight === null) continue;
        const [from, to] = [nodes[source.exit], nodes[entry]];
        const t = slots.length / (slots.length + 1);
        const along = (a: number, b: number) => a + t * (b - a);
        addLabel(weight, along(from.x + from.rx, to.x - to.rx), along(from.y, to.y));
      }
    }
  };

  let x = MARGIN;
  let sources: readonly Placed[] = [];
  for (const [s, stage] of stages.entries()) {
    if (s > 0) x += gapBetween(stages[s - 1], stage, { band, labelWidth });
    const width = widthOf(stage);
    const targets: Placed[] = [];
    for (const [slot, unit] of stage.slots.entries()) {
      const y = top + (band * (slot + 0.5)) / stage.slots.length;
      if (unit !== null) targets.push(place(stage, unit, x, y));
      else
        addNode({
          dots: stage.kind === 'elided' ? '⋯' : '⋮',
          x: x + width / 2,
          y,
          rx: UNIT.rx / 2,
          ry: UNIT.ry / 2,
        });
    }
    connect(sources, targets, stage);
    captions.push(...captionsOf(stage, x + width / 2, width + 2 * MARGIN));
    sources = targets;
    x += width;
  }
  return { width: x + MARGIN, height: top + band + MARGIN, nodes, edges, labels, captions };
}

/** The height over which every column spreads its units: enough for all units and all labels. */
function bandHeight(stages: readonly Stage[]): number {
  const heights = stages.map(({ kind, slots }, s) => {
    const units = slots.length * UNIT_PITCH;
    if (kind !== 'layer') return units;
    return Math.max(units, stages[s - 1].slots.length * (slots.length + 1) * LABEL_PITCH);
  });
  return Math.max(...heights);
}

/** The last (m + 1)th part of a gap of weights holds half a label and the arrow head. */
function gapBetween(
  before: Stage,
  after: Stage,
  { band, labelWidth }: { band: number; labelWidth: number },
): number {
  if (before.kind === 'elided' || after.kind === 'elided') return GAPS.elided;
  if (after.kind === 'errors') return GAPS.error;
  // Arrows from far apart would otherwise come in almost upright.
  if (after.kind === 'total') return Math.min(Math.max(GAPS.total, band / 5), GAPS.widestTotal);
  return Math.max(GAPS.weights, (after.slots.length + 1) * (labelWidth / 2 + CLEARANCE));
}

function labelWidthOf({ layers }: Network): number {
  const weights = layers.reduce((sum, layer) => sum + layer.weights.length, 0);
  return LABEL.width + LABEL.digit * String(weights).length;
}

function widthOf({ kind }: Stage): number {
  if (kind === 'layer') return 4 * UNIT.rx;
  return 2 * (kind === 'total' ? TOTAL.rx : UNIT.rx);
}

function captionsOf({ title, detail }: Stage, x: number, width: number): Caption[] {
  const box = { x, width };
  const titleY = MARGIN + CAPTIONS.title / 2;
  const detailY = MARGIN + CAPTIONS.title + CAPTIONS.detail / 2;
  const first: Caption = { ...box, text: title, level: 'title', y: titleY, height: CAPTIONS.title };
  if (detail === '') return [first];
  return [first, { ...box, text: detail, level: 'detail', y: detailY, height: CAPTIONS.detail }];
}
