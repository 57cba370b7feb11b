import { stretchesOf } from '../functions/long-sums.ts';
import type { LayerNodes } from '../layers/kind.ts';
import type { Graph } from '../model/graph.ts';
import type { Network } from '../network/network.ts';
import { type Formula, f, literal, sum, worded } from '../ops/formula.ts';
import { isFormula, type Node } from '../ops/node.ts';
import { isSumPart, type Ref, ref, sumPartRef } from '../ref.ts';
import { gradientRef } from './gradient.ts';
import type { Quantity } from './quantity.ts';

/** Where a quantity is read: which argument it is of which other. */
export interface Reading {
  readonly by: Node;
  readonly k: number;
}

/**
 * Reverse mode over any graph, one factor a column: how E changes with a quantity is, over all that
 * read it, how E changes with those, times how those change with it (Griewank and Walther,
 * Evaluating Derivatives, ch. 3). A slope that is a formula gets a column before the gradient that
 * it is needed for; one that is a quantity or 1 is written out.
 *
 * @returns the chain rule from the last layer back to the first, then the gradients of all weights,
 *   then those of all biases.
 */
export function reverseQuantities({ loss }: Network, graph: Graph): Quantity[] {
  const { layers, errors, total, targets } = graph;
  const readings = readingsIn(graph);
  const known = new Map<Node, Formula | 1>([[total, 1]]);
  const common = { role: 'gradient', first: null, of: 'sample' } as const;
  const outputLayer = layers.at(-1)!;

  /** The columns that lead to ∂E/∂n. */
  const differentiate = (n: Node, band: string, partOf?: LayerNodes['partOf']): Quantity[] => {
    const self = gradientRef(n.ref);
    if (isSumPart(n.ref)) {
      // With a part of a sum E changes as with the sum.
      const [whole] = readings.get(n)!;
      known.set(n, known.get(whole!.by)!);
    }
    if (!self) return [];
    const before: Quantity[] = [];
    const column = (r: Ref, formula: Formula): Formula => {
      before.push({ ...common, band, ref: r, formula });
      return f`${r}`;
    };
    const term = ({ by, k }: Reading): Formula[] => {
      const above = known.get(by);
      const slope = above === undefined ? 0 : by.op.slope(by, k);
      if (above === undefined || slope === 0) return [];
      if (slope === 1) return above === 1 ? [] : [above];
      if (above === 1) return [isFormula(slope) ? slope : f`${slope.ref}`];
      if (!isFormula(slope)) return [f`${above}*${slope.ref}`];
      return [f`${above}*${column(slopeRef(by.ref, n.ref), slope)}`];
    };
    const terms = byLayer(readings.get(n) ?? []).map((read) =>
      read.flatMap((reading) => {
        const made = term(reading);
        if (!partOf) return made;
        return made.map((each) => column(partRef(n.ref, partOf(reading.by)), each));
      }),
    );
    known.set(n, f`${self}`);
    let parts = 0;
    const added = terms.flatMap((ofLayer) => {
      const stretches = stretchesOf(ofLayer.length);
      if (stretches.length === 0) return ofLayer;
      return stretches.map(({ from, to }) =>
        column(sumPartRef(self, parts++)!, sum(ofLayer.slice(from, to))),
      );
    });
    // What nothing reads changes nothing: a kernel may step over it.
    const formula = added.length > 0 ? sum(added) : literal('0');
    const gradient = { ...common, band, ref: self, formula };
    const j = loss.net ? outputLayer.nets.indexOf(n) : -1;
    if (j < 0) return [...before, gradient];
    // Loss and activation collapse into something simpler, with the chain rule beside it.
    const holes = { t: targets[j]!.ref, a: outputLayer.outputs[j]!.ref };
    return [
      ...before,
      { ...gradient, ref: { ...n.ref, kind: 'chainNet' } },
      { ...gradient, formula: worded(loss.net!, holes) },
    ];
  };

  // E_total is the plain sum of the errors: how it changes with one of them is 1 and no column.
  for (const each of errors) known.set(each, 1);
  const chain = [...layers].reverse().flatMap(({ title, blocks, back = blocks }) => {
    const band = `Chain rule: ${title.toLowerCase()}`;
    return back.flatMap((block) =>
      [...block].reverse().flatMap((stage) => stage.flatMap((n) => differentiate(n, band))),
    );
  });
  const ofKind = (kind: Ref['kind'], band: string) =>
    layers.flatMap(({ parameters, partOf }) =>
      parameters
        .filter(({ ref: { kind: is } }) => is === kind)
        .flatMap((p) => differentiate(p, band, partOf)),
    );
  return [
    ...chain,
    ...ofKind('weight', 'Gradients of the weights'),
    ...ofKind('bias', 'Gradients of the biases'),
  ];
}

/** Everything that reads each quantity. */
export function readingsIn({ layers, errors }: Graph): Map<Node, Reading[]> {
  const readings = new Map<Node, Reading[]>();
  const nodes = [...layers.flatMap(({ blocks }) => blocks.flat(2)), ...errors];
  for (const by of nodes) {
    for (const [k, arg] of by.args.entries()) {
      const found = readings.get(arg);
      if (found) found.push({ by, k });
      else readings.set(arg, [{ by, k }]);
    }
  }
  return readings;
}

/** The readings by one layer after the other: its own units may read an activation, and the next layer. */
function byLayer(readings: readonly Reading[]): Reading[][] {
  const layers = new Map<number, Reading[]>();
  for (const reading of readings) {
    const { layer } = reading.by.ref;
    const found = layers.get(layer);
    if (found) found.push(reading);
    else layers.set(layer, [reading]);
  }
  return [...layers.values()];
}

/** The address of what one part of a sequence adds to the gradient of a parameter. */
function partRef(parameter: Ref, part: number): Ref {
  return { ...parameter, kind: parameter.kind === 'weight' ? 'partWeight' : 'partBias', part };
}

/** The address of ∂a/∂net: of the unit's own net input, or of another one of its layer. */
export function slopeRef(a: Ref, net: Ref): Ref {
  if (a.unit === net.unit) return ref('slope', a.layer, a.unit);
  return ref('crossSlope', a.layer, a.unit, net.unit);
}
