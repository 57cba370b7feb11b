import { isFull, type Network, outputLayer } from '../network/network.ts';
import { isJoint } from './derivation/chain.ts';
import { definitions } from './derivation/definitions.ts';
import { hiddenLayer } from './derivation/hidden.ts';
import { type Box, fitted, type Section } from './derivation/lines.ts';
import { type Notation, notationOf } from './derivation/notation.ts';
import { firstOutputWeight, outputGradients } from './derivation/output.ts';
import { placesOf } from './derivation/places.ts';
import { recursion } from './derivation/recursion.ts';
import { updateSections } from './derivation/update.ts';

export type { Box } from './derivation/lines.ts';

/**
 * The derivation of all gradients as a page of text, in numbered boxes: 1 definitions, 2 the chain
 * rule for one output weight, 3 all gradients of the output layer. With one hidden layer: 4 the
 * sum over all paths, 5 the chain rule, 6 everything substituted. With more, or where the gradient
 * of an output is a long sum: 4 δ of the output layer and the recursion, then a box for every hidden
 * layer, from the last to the first. With shared weights: a box for every layer, from the last to the
 * first. Last, if
 * there is more to it than w − η·∂E/∂w, what becomes of one gradient.
 *
 * It is printed from the formulas of the cells. Two dots for two meanings: ` · ` joins the factors
 * of the chain rule, each in its place even if it is 1; `·` stands inside a factor and wherever
 * all is put in, where a factor 1 is left out. Boxes stay bounded however wide the network is.
 */
export function derivationOf(network: Network): Box[] {
  const n = notationOf(network);
  const sections = [definitions(n), ...gradientsOf(n), ...updateSections(n)];
  return sections.map(({ title, groups }, index) => ({
    number: index + 1,
    title,
    lines: fitted(groups),
  }));
}

function gradientsOf(n: Notation): Section[] {
  const { layers } = n.network;
  const last = layers.length - 1;
  const output = () => [firstOutputWeight(n), outputGradients(n)];
  if (!layers.every(isFull)) {
    const ofPlaces = layers.map((_, l) => placesOf(n, l)).reverse();
    return isFull(outputLayer(n.network)) ? [...output(), ...ofPlaces.slice(1)] : ofPlaces;
  }
  if (last === 0) return output();
  return [...output(), ...(last === 1 && !isJoint(n) ? hiddenLayer(n) : recursion(n))];
}
