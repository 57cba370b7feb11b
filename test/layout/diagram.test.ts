import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagram, diagramOf, type Label } from '../../src/layout/diagram.ts';
import { shownUnits } from '../../src/layout/elide.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { refKey } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { namesOf } from '../../src/symbolic/names.ts';
import { mazur, seed } from '../support/specs.ts';

const fill = (count: number) => Array.from({ length: count }, () => 0.5);

/** A network of these widths, from the inputs to the outputs. */
function specOf([inputs, ...units]: readonly number[], biases: boolean): Spec {
  const widths = [inputs, ...units];
  return {
    ...seed,
    inputs: fill(inputs),
    targets: fill(units.at(-1)!),
    layers: units.map((count, l) => ({
      units: count,
      activation: 'sigmoid',
      weights: Array.from({ length: count }, () => fill(widths[l])),
      biases: biases ? fill(count) : null,
    })),
  };
}

function draw(spec: Spec) {
  const network = buildNetwork(spec);
  const diagram = diagramOf(network);
  const { of } = namesOf(network);
  const nodeNames = diagram.nodes.map(({ ref, dots }) => (ref ? of(ref) : dots));
  return {
    diagram,
    nodes: nodeNames,
    edges: diagram.edges.map(
      ({ from, to, ref }) => `${nodeNames[from]}→${nodeNames[to]}${ref ? ` ${of(ref)}` : ''}`,
    ),
    labels: diagram.labels.map(({ ref }) => of(ref)),
    captions: diagram.captions.map(({ text }) => text),
  };
}

describe('the seed lesson', () => {
  const { diagram, nodes, edges, labels, captions } = draw(seed);

  it('has the units of network.png, and an ellipse for each error', () => {
    expect(nodes.join(' ')).toBe('i1 i2 h1 a_h1 h2 a_h2 o1 a_o1 o2 a_o2 E1 E2 E_total');
  });

  it('has an arrow for each weight and three for the errors', () => {
    expect(edges.join(', ')).toBe(
      'i1→h1 w1, i2→h1 w2, i1→h2 w3, i2→h2 w4, ' +
        'a_h1→o1 w5, a_h2→o1 w6, a_h1→o2 w7, a_h2→o2 w8, ' +
        'a_o1→E1, a_o2→E2, E1→E_total, E2→E_total',
    );
  });

  it('labels weights and targets', () => {
    expect([...labels].sort().join(' ')).toBe('t1 t2 w1 w2 w3 w4 w5 w6 w7 w8');
  });

  it('says above each column what it is', () => {
    expect(captions).toEqual([
      'Inputs',
      ...['Hidden layer', 'sigmoid'],
      ...['Output layer', 'sigmoid'],
      'Errors',
      'Total error',
    ]);
  });

  it('shows net input and activation as ellipses that touch', () => {
    const [, , net, activation] = diagram.nodes;
    expect(net.x + net.rx).toBe(activation.x - activation.rx);
    expect(net.y).toBe(activation.y);
  });

  it('fits a screen at 100 %', () => {
    expect(diagram.width).toBeLessThan(1200);
    expect(diagram.height).toBeLessThan(320);
  });
});

it('labels biases under the net inputs, trained or not', () => {
  const { diagram, nodes, labels } = draw(mazur);
  for (const [bias, unit] of [
    ['b1', 'h1'],
    ['b4', 'o2'],
  ]) {
    const label = diagram.labels[labels.indexOf(bias)];
    const node = diagram.nodes[nodes.indexOf(unit)];
    expect(label.x).toBe(node.x);
    expect(label.y - label.height / 2).toBeGreaterThan(node.y + node.ry);
  }
});

describe('large networks', () => {
  it('leave out units and say so', () => {
    const { nodes, captions } = draw(specOf([20, 30, 3], false));
    expect(nodes.slice(0, 8).join(' ')).toBe('i1 i2 i3 i4 i5 i6 ⋮ i20');
    expect(captions).toContain('7 of 20 shown');
    expect(captions).toContain('sigmoid · 7 of 30 shown');
  });

  it('leave out layers in the middle and say so', () => {
    const { nodes, edges, captions } = draw(specOf(Array(12).fill(1), false));
    expect(nodes.join(' ')).toBe(
      'i1 h1_1 a_h1_1 h2_1 a_h2_1 h3_1 a_h3_1 ⋯ h10_1 a_h10_1 o1 a_o1 E1 E_total',
    );
    expect(edges).not.toContain(expect.stringContaining('⋯'));
    expect(captions).toContain('6 more layers');
  });

  it.each([
    [[8, 8, 8], 128],
    [Array(7).fill(8), 384],
    [[9, 9], 49],
    [[1000, 1], 7],
  ])('%j has %d arrows of weights', (widths, count) => {
    const { diagram } = draw(specOf(widths, true));
    expect(diagram.edges.filter(({ ref }) => ref !== null)).toHaveLength(count);
  });
});

const widths = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 11 });
const anyDiagram = fc.tuple(widths, fc.boolean()).map(([w, biases]) => ({
  widths: w,
  diagram: draw(specOf(w, biases)).diagram,
}));

describe('any network', () => {
  const holds = (property: (diagram: Diagram, widths: readonly number[]) => void) =>
    fc.assert(
      fc.property(anyDiagram, ({ diagram, widths: w }) => property(diagram, w)),
      {
        numRuns: 60,
      },
    );

  it('has no labels, units or captions that overlap, and nothing outside the frame', () =>
    holds(({ width, height, nodes, labels, captions }) => {
      const boxes = [
        ...[...labels, ...captions].map((box) => rectangle(box)),
        ...nodes.map(({ x, y, rx, ry }) => rectangle({ x, y, width: 2 * rx, height: 2 * ry })),
      ];
      const frame = { left: 0, top: 0, right: width, bottom: height };
      expect(boxes.filter((box) => !contains(frame, box))).toEqual([]);
      expect(
        boxes.filter((box, i) => boxes.slice(0, i).some((other) => !apart(box, other))),
      ).toEqual([]);
    }));

  it('has the label of a weight on its arrow, clear of both ends', () =>
    holds(({ nodes, edges, labels }) => {
      const byRef = new Map(labels.map((label) => [refKey(label.ref), label]));
      for (const { from, to, ref } of edges) {
        if (ref === null) continue;
        const { x, y, width } = byRef.get(refKey(ref))!;
        const [start, end] = [nodes[from].x + nodes[from].rx, nodes[to].x - nodes[to].rx];
        const t = (x - start) / (end - start);
        expect(y).toBeCloseTo(nodes[from].y + t * (nodes[to].y - nodes[from].y), 6);
        expect(x - width / 2 - start).toBeGreaterThan(10);
        expect(end - x - width / 2).toBeGreaterThan(10);
      }
    }));

  it('has every arrow between units that are shown, one a weight', () =>
    holds(({ nodes, edges }, w) => {
      for (const { from, to } of edges) {
        expect(nodes[from].ref).not.toBeNull();
        expect(nodes[to].ref).not.toBeNull();
        expect(nodes[from].x).toBeLessThan(nodes[to].x);
      }
      if (w.length > 9) return;
      const shown = w.map((count) => shownUnits(count).filter((unit) => unit !== null).length);
      const weights = shown.slice(1).reduce((sum, units, l) => sum + units * shown[l], 0);
      const keys = edges.flatMap(({ ref }) => (ref ? [refKey(ref)] : []));
      expect(new Set(keys).size).toBe(weights);
      expect(edges).toHaveLength(weights + 2 * shown.at(-1)!);
    }));

  it('has the labels of a layer one below the other, in the order of the numbers', () =>
    holds(({ labels }) => {
      const weights = labels.filter(({ ref }) => ref.kind === 'weight');
      for (const [i, label] of weights.entries()) {
        const next = weights[i + 1];
        if (next?.ref.layer === label.ref.layer) expect(next.y).toBeGreaterThan(label.y + 16.9);
      }
    }));
});

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function rectangle({ x, y, width, height }: Omit<Label, 'ref'>): Rectangle {
  const [w, h] = [width / 2, height / 2];
  return { left: x - w, top: y - h, right: x + w, bottom: y + h };
}

const ROUNDING = 1e-6;

const apart = (a: Rectangle, b: Rectangle) =>
  a.right <= b.left + ROUNDING ||
  b.right <= a.left + ROUNDING ||
  a.bottom <= b.top + ROUNDING ||
  b.bottom <= a.top + ROUNDING;

const contains = (a: Rectangle, b: Rectangle) =>
  a.left <= b.left && b.right <= a.right && a.top <= b.top && b.bottom <= a.bottom;
