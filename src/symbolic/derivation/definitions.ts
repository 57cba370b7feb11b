import { type Ref, ref } from '../../network/ref.ts';
import { layerTitle } from '../names.ts';
import { each, type Group, one, type Section } from './lines.ts';
import { errorsOf, type Notation, unitsOf } from './notation.ts';

/** Every net input, activation and error, then the functions they use and their derivatives. */
export function definitions(n: Notation): Section {
  const define = (r: Ref) => n.equation(r);
  const layers = n.network.layers.flatMap((_, l) => [
    each(unitsOf(n, 'net', l), define, `net inputs: ${layerTitle(n.network, l).toLowerCase()}`),
    each(unitsOf(n, 'activation', l), define, 'activations'),
  ]);
  return {
    title: 'Definitions',
    groups: [
      ...layers,
      each(errorsOf(n), define, 'errors'),
      one(define(ref('total')), 'total error; the column headings shorten ∂E_total to ∂E'),
      ...functions(n),
    ],
  };
}

function functions({ network }: Notation): Group[] {
  const { layers, loss } = network;
  const activations = [...new Set(layers.map(({ activation }) => activation))];
  const users = (activation: (typeof activations)[number]) => {
    const titles = layers.flatMap((layer, l) =>
      layer.activation === activation ? layerTitle(network, l).toLowerCase() : [],
    );
    return titles.length === layers.length ? 'every layer' : titles.join(', ');
  };
  return [
    ...activations.flatMap((activation) => [
      one([activation.definition.value], `activation: ${users(activation)}`),
      one([activation.definition.slope], 'its slope'),
    ]),
    one([loss.definition.value], 'loss of one output'),
    one([loss.definition.slope], 'its slope'),
  ];
}
