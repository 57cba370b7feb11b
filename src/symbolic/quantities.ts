import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../network/ref.ts';
import { diagnostics } from './diagnostics.ts';
import { at, type Formula, f, sum, worded } from './formula.ts';

/** What a quantity is to the reader; the theme gives each role one tint. */
export type Role = 'input' | 'target' | 'weight' | 'forward' | 'error' | 'gradient' | 'diagnosis';

/** One column of the training table: a quantity, defined once. */
export interface Quantity {
  readonly ref: Ref;
  readonly role: Role;
  /** Title of the band of columns it belongs to. */
  readonly band: string;
  /** What row 0 holds where it differs: a typed number that a reader may change, or another formula. */
  readonly first: 'typed' | Formula | null;
  /** The formula of every (later) row. */
  readonly formula: Formula;
}

/**
 * Every quantity of a training step in the order of the columns: targets, inputs, layer by layer
 * weights, biases, net inputs and activations, the errors; then the chain rule from the loss back,
 * one factor a column; then the gradients of all weights and biases; then the diagnostics.
 *
 * The structure is written here per cell, index by index, and once more in `numeric` as vectors;
 * neither is made from the other, so that each checks the other.
 */
export function quantitiesOf(network: Network): Quantity[] {
  const forward = network.layers.flatMap((_, l) => [
    ...parameters(network, l),
    ...units(network, l),
  ]);
  const backward = network.layers.map((_, l) => chainRule(network, l)).reverse();
  const measured = [
    ...given(network),
    ...forward,
    ...errors(network),
    ...backward.flat(),
    ...weightGradients(network),
    ...biasGradients(network),
  ];
  return [...measured, ...diagnostics(network, measured)];
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** What a unit of layer l reads from: an input of the network or a unit of the layer before. */
const source = (l: number, k: number): Ref =>
  l === 0 ? ref('input', 0, k) : ref('activation', l - 1, k);

function given({ targets, inputs }: Network): Quantity[] {
  const repeated = (role: 'target' | 'input') => (_: number, j: number) => {
    const self = ref(role, 0, j);
    return {
      ref: self,
      role,
      band: 'Target and input',
      first: f`${at(self, 'given')}`,
      formula: f`${at(self, 'first')}`,
    };
  };
  return [
    ...Array.from(targets).map(repeated('target')),
    ...Array.from(inputs).map(repeated('input')),
  ];
}

function parameters(network: Network, l: number): Quantity[] {
  const { units, inputs, biases } = network.layers[l];
  const band = `${layerTitle(network, l)}: ${biases ? 'weights and biases' : 'weights'}`;
  const common = { role: 'weight', band, first: 'typed' } as const;
  const descend = (self: Ref, gradient: Ref) =>
    f`${at(self, 'previous')}-${ref('eta')}*${at(gradient, 'previous')}`;
  const weights = times(units, (j) =>
    times(inputs, (k) => {
      const self = ref('weight', l, j, k);
      return { ...common, ref: self, formula: descend(self, ref('gradWeight', l, j, k)) };
    }),
  );
  const trained = times(biases ? units : 0, (j) => {
    const self = ref('bias', l, j);
    const formula = network.trainBiases
      ? descend(self, ref('gradBias', l, j))
      : f`${at(self, 'previous')}`;
    return { ...common, ref: self, formula };
  });
  return [...weights.flat(), ...trained];
}

/**
 * The forward pass alone, from net inputs to E_total.
 * @param parameter how a weight or bias is written; a gradient check moves one of them.
 */
export function forwardQuantities(
  network: Network,
  parameter: (r: Ref) => Formula = (r) => f`${r}`,
): Quantity[] {
  const forward = network.layers.flatMap((_, l) => units(network, l, parameter));
  return [...forward, ...errors(network)];
}

function units(
  network: Network,
  l: number,
  parameter: (r: Ref) => Formula = (r) => f`${r}`,
): Quantity[] {
  const { units, inputs, biases, activation } = network.layers[l];
  const common = { role: 'forward', band: layerTitle(network, l), first: null } as const;
  return times(units, (j) => {
    const terms = times(inputs, (k) => f`${parameter(ref('weight', l, j, k))}*${source(l, k)}`);
    if (biases) terms.push(parameter(ref('bias', l, j)));
    const net = ref('net', l, j);
    const value = { cell: activation.cell.value, symbol: activation.symbol.value };
    return [
      { ...common, ref: net, formula: sum(terms) },
      { ...common, ref: ref('activation', l, j), formula: worded(value, { x: net }) },
    ];
  }).flat();
}

function errors({ targets, layers, loss }: Network): Quantity[] {
  const common = { role: 'error', band: 'Error', first: null } as const;
  const each = Array.from(targets, (_, j) => ({
    ...common,
    ref: ref('error', 0, j),
    formula: worded(
      { cell: loss.cell.value, symbol: loss.symbol.value },
      { t: ref('target', 0, j), a: ref('activation', layers.length - 1, j) },
    ),
  }));
  return [...each, { ...common, ref: ref('total'), formula: sum(each.map((e) => e.ref)) }];
}

function chainRule(network: Network, l: number): Quantity[] {
  const { units, activation } = network.layers[l];
  const common = {
    role: 'gradient',
    band: `Chain rule: ${layerTitle(network, l).toLowerCase()}`,
    first: null,
  } as const;
  return times(units, (j) => {
    const [net, a] = [ref('net', l, j), ref('activation', l, j)];
    const [gradA, slope] = [ref('gradActivation', l, j), ref('slope', l, j)];
    const slopeText = { cell: activation.cell.slope, symbol: activation.symbol.slope };
    return [
      { ...common, ref: gradA, formula: gradientOfActivation(network, l, j) },
      { ...common, ref: slope, formula: worded(slopeText, { x: net, a }) },
      { ...common, ref: ref('gradNet', l, j), formula: f`${gradA}*${slope}` },
    ];
  }).flat();
}

/** ∂E/∂a: the loss itself for an output, for a hidden unit the sum over all paths to the loss. */
function gradientOfActivation({ layers, loss }: Network, l: number, j: number): Formula {
  if (l < layers.length - 1) {
    const paths = times(
      layers[l + 1].units,
      (m) => f`${ref('gradNet', l + 1, m)}*${ref('weight', l + 1, m, j)}`,
    );
    return sum(paths);
  }
  const slopeText = { cell: loss.cell.slope, symbol: loss.symbol.slope };
  return worded(slopeText, { t: ref('target', 0, j), a: ref('activation', l, j) });
}

function weightGradients({ layers }: Network): Quantity[] {
  const common = { role: 'gradient', band: 'Gradients of the weights', first: null } as const;
  return layers.flatMap(({ units, inputs }, l) =>
    times(units, (j) =>
      times(inputs, (k) => ({
        ...common,
        ref: ref('gradWeight', l, j, k),
        formula: f`${ref('gradNet', l, j)}*${source(l, k)}`,
      })),
    ).flat(),
  );
}

function biasGradients({ layers }: Network): Quantity[] {
  const common = { role: 'gradient', band: 'Gradients of the biases', first: null } as const;
  return layers.flatMap(({ units, biases }, l) =>
    times(biases ? units : 0, (j) => ({
      ...common,
      ref: ref('gradBias', l, j),
      formula: f`${ref('gradNet', l, j)}`,
    })),
  );
}

/** `Hidden layer`, `Hidden layer 2`, `Output layer`. */
export function layerTitle({ layers }: Network, l: number): string {
  if (l === layers.length - 1) return 'Output layer';
  return layers.length === 2 ? 'Hidden layer' : `Hidden layer ${l + 1}`;
}
