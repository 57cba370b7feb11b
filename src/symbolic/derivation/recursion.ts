import { layerTitle } from '../../network/network.ts';
import { biasesOf, weightsOf } from '../../network/parameters.ts';
import { type Ref, ref } from '../../ref.ts';
import { isPlain, namedPaths } from './chain.ts';
import { abridged, chain, sumText } from './expression.ts';
import { each, type Group, one, type Section } from './lines.ts';
import { gradientBy, type Notation, unitsOf } from './notation.ts';

/**
 * Several hidden layers, back from the last: written out, the gradients double with every layer,
 * so each layer is written with the δ of the next.
 */
export function recursion(n: Notation): Section[] {
  const hidden = n.network.layers.slice(0, -1).map((_, l) => hiddenLayer(n, l));
  return [outputDelta(n), ...hidden.reverse()];
}

function outputDelta(n: Notation): Section {
  const l = n.network.layers.length - 1;
  const net = ref('net', l);
  const [delta, gradient] = [n.name(gradientBy(net)), n.by(ref('total'), net)];
  const paths = namedPaths(n, net);
  const short = 'δ is short for the gradient of a net input';
  const total = n.name(ref('total'));
  return {
    title: 'δ, the gradient of a net input',
    groups: [
      ...(isPlain(n)
        ? [one([delta, gradient, paths], short)]
        : [one([delta, gradient], short), one([delta, paths])]),
      each(unitsOf(n, 'gradNet', l), (r) => n.equation(r)),
      oneWeight(n, l),
      one([`∂${total}/∂a`, 'Σ δ·w'], 'any hidden activation: over all the units it feeds'),
      one(['δ', `∂${total}/∂a · ∂a/∂net`], 'times the slope of its activation'),
      one([`∂${total}/∂w`, 'δ · input'], 'any weight; for a bias, δ itself'),
    ],
  };
}

function hiddenLayer(n: Notation, l: number): Section {
  const layer = n.network.layers[l]!;
  const [a, net, slope] = [ref('activation', l), ref('net', l), ref('slope', l)];
  const inLayer = (r: Ref) => r.layer === l;
  const path = (next: Ref) => chain([n.by(ref('total'), next), n.by(next, a)]);
  const [gradient, delta] = [n.name(gradientBy(a)), n.name(gradientBy(net))];
  const paths = n.written(gradientBy(a), inLayer);
  const withDelta = (r: Ref) => n.equation(gradientBy(r), () => false);
  return {
    title: `${layerTitle(n.network, l)}, with the δ of the layer after it`,
    groups: [
      one([gradient, sumText(abridged(unitsOf(n, 'net', l + 1), path)).text]),
      one([gradient, paths.text], 'the sum over all paths'),
      one([delta, chain([gradient, n.name(slope)])], 'times the slope of the activation'),
      one([delta, chain([paths, n.written(slope)])]),
      each(unitsOf(n, 'gradNet', l).slice(1), (r) => n.equation(r, inLayer)),
      oneWeight(n, l),
      each(weightsOf(layer, l).slice(1), withDelta),
      each(biasesOf(layer, l), withDelta, 'a bias has the input 1'),
    ],
  };
}

/** ∂E_total/∂w = δ · ∂net/∂w = δ · input for the first weight of layer l. */
function oneWeight(n: Notation, l: number): Group {
  const [weight, net] = [ref('weight', l), ref('net', l)];
  const [gradient, delta] = [gradientBy(weight), n.name(gradientBy(net))];
  return one(
    [n.name(gradient), chain([delta, n.by(net, weight)]), chain([delta, n.besideDelta(gradient)])],
    'δ · input of the weight',
  );
}
