import { biasesOf, weightsOf } from '../../network/parameters.ts';
import { type Ref, ref } from '../../ref.ts';
import { isPlain } from './chain.ts';
import { abridged, chain, sumText } from './expression.ts';
import { each, one, type Section } from './lines.ts';
import { errorsOf, gradientBy, type Notation, unitsOf } from './notation.ts';
import { substituted } from './output.ts';

/** The gradients of the only hidden layer: back along all paths, then as for the output layer. */
export function hiddenLayer(n: Notation): Section[] {
  return [
    isPlain(n) ? paths(n) : netPaths(n),
    chainRule(n),
    { title: 'Gradients of the hidden layer, fully substituted', groups: substituted(n, 0) },
  ];
}

function paths(n: Notation): Section {
  const first = ref('activation', 0);
  const gradient = n.name(gradientBy(first));
  const errors = errorsOf(n);
  const names = (error: Ref) => {
    const [a, net] = [ref('activation', 1, error.unit), ref('net', 1, error.unit)];
    return [n.by(error, first), chain([n.by(error, a), n.by(a, net), n.by(net, first)])];
  };
  const values = (error: Ref) => {
    const [gradA, slope] = [ref('gradActivation', 1, error.unit), ref('slope', 1, error.unit)];
    const weight = n.besideDelta(gradientBy(first), error.unit);
    return [n.by(error, first), chain([n.written(gradA), n.written(slope), weight])];
  };
  return {
    title: `${gradient} as the sum over all paths`,
    groups: [
      one(
        [gradient, sumText(abridged(errors, (error) => n.by(error, first))).text],
        'one term a path',
      ),
      each(errors, names, 'slope of the loss · slope of the activation · weight'),
      each(errors, values),
      each(unitsOf(n, 'gradActivation', 0), (r) => n.equation(r)),
    ],
  };
}

/** The paths through the net inputs of the outputs, whose gradients are known already. */
function netPaths(n: Notation): Section {
  const first = ref('activation', 0);
  const gradient = n.name(gradientBy(first));
  const total = ref('total');
  const nets = unitsOf(n, 'net', 1);
  const names = (net: Ref) => chain([n.by(total, net), n.by(net, first)]);
  const weight = (net: Ref) => n.besideDelta(gradientBy(first), net.unit).text;
  return {
    title: `${gradient} as the sum over all paths`,
    groups: [
      one([gradient, sumText(abridged(nets, names)).text]),
      each(nets, (net) => [n.by(total, net), n.written(gradientBy(net)).text], 'as in box 2'),
      each(nets, (net) => [n.by(net, first), weight(net)], 'weight on the path'),
      each(unitsOf(n, 'gradActivation', 0), (r) => n.equation(r)),
    ],
  };
}

function chainRule(n: Notation): Section {
  const layer = n.network.layers[0]!;
  const [weights, biases] = [weightsOf(layer, 0), biasesOf(layer, 0)];
  const netOf = ({ unit }: Ref) => ref('net', 0, unit);
  const steps = (r: Ref) => {
    const a = ref('activation', 0, r.unit);
    const names = [n.name(gradientBy(a)), n.by(a, netOf(r)), n.by(netOf(r), r)];
    return [n.name(gradientBy(r)), chain(names)];
  };
  const local = (r: Ref) => [n.by(netOf(r), r), n.besideDelta(gradientBy(r)).text];
  return {
    title: 'Gradients of the hidden layer by the chain rule',
    groups: [
      each(weights, steps, 'sum over all paths · slope of the activation · input'),
      each(biases, steps),
      one(n.equation(ref('slope')), 'slope of the activation'),
      each(weights.slice(0, 1), local, 'input of the weight'),
      each(biases.slice(0, 1), local, 'a bias has the input 1'),
    ],
  };
}
