import { biasesOf, weightsOf } from '../../network/parameters.ts';
import { type Ref, ref } from '../../ref.ts';
import { aboveNet, errorsBehind, isPlain, netGradient } from './chain.ts';
import { abridged, chain, sumText } from './expression.ts';
import { each, type Group, one, type Section } from './lines.ts';
import { errorsOf, gradientBy, type Notation } from './notation.ts';

/** The gradient of the first output weight by the chain rule, factor by factor. */
export function firstOutputWeight(n: Notation): Section {
  return isPlain(n) ? byThreeFactors(n) : byNetInput(n);
}

/** Where each error has its own activation and each activation its own net input. */
function byThreeFactors(n: Notation): Section {
  const l = n.network.layers.length - 1;
  const [weight, error] = [ref('weight', l), ref('error')];
  const [net, a] = [ref('net', l), ref('activation', l)];
  const gradient = n.name(gradientBy(weight));
  const factors = [
    { name: n.by(error, a), value: n.written(gradientBy(a)), is: 'slope of the loss' },
    { name: n.by(a, net), value: n.written(ref('slope', l)), is: 'slope of the activation' },
    {
      name: n.by(net, weight),
      value: n.besideDelta(gradientBy(weight)),
      is: 'input of the weight',
    },
  ];
  return {
    title: `${gradient} by the chain rule`,
    groups: [
      one([gradient, ...throughOneError(n, weight)]),
      one(
        [gradient, chain(factors.map(({ name }) => name))],
        `chain rule: ${n.name(weight)} reaches only ${n.name(error)}`,
      ),
      ...factors.map(({ name, value, is }) => one([name, value.text], is)),
      one([gradient, chain(factors.map(({ value }) => value))], 'all factors put in'),
    ],
  };
}

/**
 * Where outputs share what they are, or loss and activation collapse: first the gradient of the
 * net input, then that of the weight.
 */
function byNetInput(n: Notation): Section {
  const l = n.network.layers.length - 1;
  const [weight, net] = [ref('weight', l), ref('net', l)];
  const gradient = n.name(gradientBy(weight));
  const input = n.besideDelta(gradientBy(weight));
  const above = aboveNet(n, net);
  const [sides, why] =
    above.kind === 'total'
      ? [
          [sumText(abridged(errorsBehind(n, net), (error) => n.by(error, weight))).text],
          'every error',
        ]
      : [throughOneError(n, weight), `only ${n.name(above)}`];
  return {
    title: `${gradient} by the chain rule`,
    groups: [
      one([gradient, ...sides]),
      one(
        [gradient, chain([n.by(above, net), n.by(net, weight)])],
        `chain rule: ${n.name(weight)} reaches ${why}, through ${n.name(net)}`,
      ),
      ...netGradient(n, net),
      one([n.by(net, weight), input.text], 'input of the weight'),
      one([gradient, chain([n.written(gradientBy(net)), input])], 'put in'),
    ],
  };
}

/** ∂E1/∂w + ∂E2/∂w = ∂E1/∂w + 0 = ∂E1/∂w; for a single output at once the last. */
function throughOneError(n: Notation, weight: Ref): string[] {
  const errors = errorsOf(n);
  const by = (error: Ref) => n.by(error, weight);
  const reached = by(ref('error'));
  if (errors.length === 1) return [reached];
  const only = (error: Ref) => (error.unit === 0 ? by(error) : '0');
  return [sumText(abridged(errors, by)).text, sumText(abridged(errors, only)).text, reached];
}

/** The gradients of all output weights and biases, every factor put in. */
export function outputGradients(n: Notation): Section {
  return {
    title: 'Gradients of the output layer',
    groups: substituted(n, n.network.layers.length - 1, 'a bias has the input 1'),
  };
}

/** The gradients of all weights and biases of layer l down to weights, activations and targets. */
export function substituted(n: Notation, l: number, ofBiases?: string): Group[] {
  const layer = n.network.layers[l]!;
  const gradient = (r: Ref) => n.equation(gradientBy(r));
  return [each(weightsOf(layer, l), gradient), each(biasesOf(layer, l), gradient, ofBiases)];
}
