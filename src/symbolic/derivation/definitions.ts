import type { Activation } from '../../functions/activations.ts';
import { MOST_TERMS } from '../../functions/long-sums.ts';
import { layerTitle } from '../../network/network.ts';
import { worded } from '../../ops/formula.ts';
import { type Ref, ref, sumOfPart } from '../../ref.ts';
import { abridged } from './expression.ts';
import { each, type Group, one, type Section } from './lines.ts';
import { errorsOf, type Notation, unitsOf } from './notation.ts';

/** Every net input, activation and error, then the functions they use and their derivatives. */
export function definitions(n: Notation): Section {
  const define = (r: Ref) => n.equation(r);
  const layers = n.network.layers.flatMap((_, l) => [
    each(unitsOf(n, 'net', l), define, `net inputs: ${layerTitle(n.network, l).toLowerCase()}`),
    ...shared(n, l),
    each(unitsOf(n, 'activation', l), define, 'activations'),
  ]);
  return {
    title: 'Definitions',
    groups: [
      ...layers,
      errors(n),
      one(define(ref('total')), 'total error; the column headings shorten ∂E_total to ∂E'),
      ...longSum(n),
      ...functions(n),
    ],
  };
}

/** The first part of the first sum that is too long for one cell. */
function longSum(n: Notation): Group[] {
  const part = n.sums.at(0);
  if (!part) return [];
  const note = `the first ${MOST_TERMS} terms of ${n.name(sumOfPart(part))}: longer sums stand in parts`;
  return [one(n.equation(part), note)];
}

/** What the units of a layer share: `max_o = max(o1, o2)`. */
function shared(n: Notation, l: number): Group[] {
  const { activation } = n.network.layers[l]!;
  if (activation.kind === 'scalar') return [];
  const all = activation.shared.map((row, part) => ({
    ...row,
    self: ref('shared', l, 0, 0, part),
  }));
  const refs = Object.fromEntries(all.map(({ key, self }) => [key, self]));
  return all.map(({ self, join, cell, symbol, meaning }) => {
    const term = (x: Ref) => n.plain(worded({ cell, symbol }, { x, ...refs }));
    const terms = abridged(unitsOf(n, 'net', l), term);
    const texts = terms.map((each) => (typeof each === 'string' ? each : each.text));
    const text = join === 'MAX' ? `max(${texts.join(', ')})` : texts.join(' + ');
    return one([n.name(self), text], meaning);
  });
}

/** The errors; where they are computed from the net inputs, as they are defined and as they are. */
function errors(n: Notation): Group {
  const { loss, layers } = n.network;
  const all = errorsOf(n);
  if (!loss.net) return each(all, (r) => n.equation(r), 'errors');
  const { error } = loss.net.steps;
  const defined = ({ unit }: Ref) =>
    n.plain(
      worded(
        { cell: '', symbol: error },
        { t: ref('target', 0, unit), a: ref('activation', layers.length - 1, unit) },
      ),
    ).text;
  const sides = (r: Ref) => [n.name(r), defined(r), n.written(r).text];
  return each(all, sides);
}

function functions({ network }: Notation): Group[] {
  const { layers, loss } = network;
  const keyOf = ({ definition }: Activation) => definition.value;
  const activations = [
    ...new Map(layers.map(({ activation }) => [keyOf(activation), activation])).values(),
  ];
  const users = (activation: Activation) => {
    const titles = layers.flatMap((layer, l) =>
      keyOf(layer.activation) === keyOf(activation) ? layerTitle(network, l).toLowerCase() : [],
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
