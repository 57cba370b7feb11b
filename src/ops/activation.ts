import type { SharedText } from '../functions/activation.ts';
import type { Activation, LayerActivation, ScalarActivation } from '../functions/activations.ts';
import { greatest, sum, worded } from './formula.ts';
import { holesOf, type Node, type Op, type UnaryNode } from './node.ts';

type Texts = keyof Activation['cell'] & keyof Activation['symbol'];

const textOf = ({ cell, symbol }: Activation, which: Texts) => ({
  cell: cell[which],
  symbol: symbol[which],
});

/** f(x) of one net input. */
export function scalar(activation: ScalarActivation): Op<UnaryNode> {
  return {
    text: ({ args: [x] }) => worded(textOf(activation, 'value'), { x: x.ref }),
    slope: ({ args: [x], ref: a }) => worded(textOf(activation, 'slope'), { x: x.ref, a }),
  };
}

/** What the units of a layer share: the terms of all net inputs, added up or compared. */
export function shared(text: SharedText): Op {
  return {
    text: ({ args, aside }) => {
      const terms = args.map((x) => worded(text, { x: x.ref, ...holesOf(aside) }));
      return text.join === 'MAX' ? greatest(terms) : sum(terms);
    },
    // It only keeps the numbers small or says them once; the slopes of `share` count it in.
    slope: () => 0,
  };
}

/**
 * The activation of one unit where each depends on every net input of the layer: those are its
 * arguments.
 *
 * @param net its own.
 * @param all the activations of the layer, in the order of the net inputs.
 */
export function share(activation: LayerActivation, net: Node, all: readonly Node[]): Op {
  const cross = { cell: activation.cell.crossSlope, symbol: activation.symbol.crossSlope };
  return {
    text: ({ aside }) => worded(textOf(activation, 'value'), { x: net.ref, ...holesOf(aside) }),
    slope: ({ args, ref: a }, j) =>
      args[j] === net
        ? worded(textOf(activation, 'slope'), { x: net.ref, a })
        : worded(cross, { a, b: all[j]!.ref }),
  };
}
