import type { Network } from '../network/network.ts';
import { type Ref, ref } from '../network/ref.ts';
import { type Formula, f, greatest, sum, worded } from './formula.ts';
import { layerTitle } from './names.ts';
import type { Quantity } from './quantity.ts';
import { times } from './times.ts';

/** How a weight or bias is written in the forward pass; a gradient check moves one of them. */
export type Written = (parameter: Ref) => Formula;

const asItIs: Written = (r) => f`${r}`;

/** The forward pass alone, from net inputs to E_total. */
export function forwardQuantities(network: Network, written: Written = asItIs): Quantity[] {
  const forward = network.layers.flatMap((_, l) => unitQuantities(network, l, written));
  return [...forward, ...errorQuantities(network)];
}

/** What a unit of layer l reads from: an input of the network or a unit of the layer before. */
export const source = (l: number, k: number): Ref =>
  l === 0 ? ref('input', 0, k) : ref('activation', l - 1, k);

/** Net inputs and activations of layer l. */
export function unitQuantities(network: Network, l: number, written: Written = asItIs): Quantity[] {
  const { units, inputs, biases, activation } = network.layers[l];
  const common = {
    role: 'forward',
    band: layerTitle(network, l),
    first: null,
    of: 'sample',
  } as const;
  const nets = times(units, (j) => {
    const terms = times(inputs, (k) => f`${written(ref('weight', l, j, k))}*${source(l, k)}`);
    if (biases) terms.push(written(ref('bias', l, j)));
    return { ...common, ref: ref('net', l, j), formula: sum(terms) };
  });
  const shared = sharedRefs(network, l);
  const activations = times(units, (j) => {
    const text = { cell: activation.cell.value, symbol: activation.symbol.value };
    const formula = worded(text, { x: ref('net', l, j), ...shared });
    return { ...common, ref: ref('activation', l, j), formula };
  });
  if (activation.kind === 'scalar') return times(units, (j) => [nets[j], activations[j]]).flat();
  const between = activation.shared.map((text, part) => {
    const terms = times(units, (j) => worded(text, { x: ref('net', l, j), ...shared }));
    const formula = text.join === 'MAX' ? greatest(terms) : sum(terms);
    return { ...common, ref: ref('shared', l, 0, 0, part), formula };
  });
  return [...nets, ...between, ...activations];
}

/** What the units of layer l share, by the keys of its texts. */
export function sharedRefs({ layers }: Network, l: number): Record<string, Ref> {
  const { activation } = layers[l];
  if (activation.kind === 'scalar') return {};
  return Object.fromEntries(
    activation.shared.map(({ key }, part) => [key, ref('shared', l, 0, 0, part)]),
  );
}

/** The error of each output, and their sum. */
export function errorQuantities(network: Network): Quantity[] {
  const { targets, layers, loss } = network;
  const common = { role: 'error', band: 'Error', first: null, of: 'sample' } as const;
  const l = layers.length - 1;
  const shared = sharedRefs(network, l);
  const each = Array.from(targets, (_, j) => ({
    ...common,
    ref: ref('error', 0, j),
    formula: worded(
      { cell: loss.cell.value, symbol: loss.symbol.value },
      { t: ref('target', 0, j), a: ref('activation', l, j), x: ref('net', l, j), ...shared },
    ),
  }));
  return [...each, { ...common, ref: ref('total'), formula: sum(each.map((e) => e.ref)) }];
}
