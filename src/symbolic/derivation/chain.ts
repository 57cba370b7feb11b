import { outputLayer } from '../../network/network.ts';
import { worded } from '../../ops/formula.ts';
import { type Ref, ref } from '../../ref.ts';
import { abridged, chain, type Expression, sumText, type Term } from './expression.ts';
import { each, type Group, one } from './lines.ts';
import { errorsOf, gradientBy, type Notation } from './notation.ts';

/** Which errors an output's net input reaches: its own, or all where outputs share what they are. */
export function errorsBehind(n: Notation, { unit }: Ref): Ref[] {
  const { activation } = outputLayer(n.network);
  return errorsOf(n).filter((error) => activation.kind === 'layer' || error.unit === unit);
}

/** Whether the gradient of an output's net input is more than one slope times another. */
export function isPlain({ network }: Notation): boolean {
  return outputLayer(network).activation.kind === 'scalar' && !network.loss.net;
}

/** Whether that gradient stays a sum over all outputs, too long to be put into others. */
export function isJoint({ network }: Notation): boolean {
  return outputLayer(network).activation.kind === 'layer' && !network.loss.net;
}

/** What the errors behind a net input are called together: E1, or E_total. */
export function aboveNet(n: Notation, net: Ref): Ref {
  const { activation } = n.network.layers[net.layer]!;
  return activation.kind === 'layer' ? ref('total') : errorsBehind(n, net)[0]!;
}

/** `∂E1/∂a_o1 · ∂a_o1/∂o1`, or the sum of that over all outputs. */
export function namedPaths(n: Notation, net: Ref): string {
  const path = (error: Ref) => {
    const a = ref('activation', net.layer, error.unit);
    return chain([n.by(error, a), n.by(a, net)]);
  };
  return sumText(abridged(errorsBehind(n, net), path)).text;
}

/** The gradient of an output's net input, all its factors, what they come to, and why. */
export function netGradient(n: Notation, net: Ref): Group[] {
  const behind = errorsBehind(n, net);
  const left = n.by(aboveNet(n, net), net);
  const activation = (error: Ref) => ref('activation', net.layer, error.unit);
  const slope = (error: Ref) =>
    error.unit === net.unit
      ? ref('slope', net.layer, net.unit)
      : ref('crossSlope', net.layer, error.unit, net.unit);
  const ofLoss = (error: Ref) => n.written(gradientBy(activation(error)));
  const putIn = (error: Ref) => chain([ofLoss(error), n.written(slope(error))]);
  return [
    one(
      [left, namedPaths(n, net)],
      behind.length > 1 ? `over all outputs: ${n.name(net)} moves each` : undefined,
    ),
    each(
      behind,
      (error) => [n.by(error, activation(error)), ofLoss(error).text],
      behind.length > 1 ? 'slopes of the loss' : 'slope of the loss',
    ),
    each(
      behind,
      (error) => [n.by(activation(error), net), n.written(slope(error)).text],
      behind.length > 1 ? 'slopes of the activation' : 'slope of the activation',
    ),
    one([left, sumText(abridged(behind, putIn)).text]),
    ...collapse(n, net).map(({ text, note }) => one([left, text], note)),
  ];
}

/** From the chain rule, all factors put in, to the slope that it collapses into. */
function collapse(n: Notation, net: Ref): { text: string; note: string }[] {
  const slope = n.network.loss.net;
  if (!slope) return [];
  const { own, other, together, because } = slope.steps;
  const behind = errorsBehind(n, net);
  const [t, a] = [ref('target', 0, net.unit), ref('activation', net.layer, net.unit)];
  const targets = sumText(abridged(behind, ({ unit }) => n.name(ref('target', 0, unit))));
  const fill = (text: string, s: Ref = t): Expression => {
    const filled = text.replace('{targets}', targets.bare ? targets.text : `(${targets.text})`);
    return n.plain(worded({ cell: '', symbol: filled }, { t, a, s }));
  };
  const term = (error: Ref): Term => {
    const isOwn = error.unit === net.unit;
    // At the head of a sum a sign needs no brackets.
    return isOwn ? fill(own).text : fill(other!, ref('target', 0, error.unit));
  };
  return [
    { text: sumText(abridged(behind, term)).text, note: 'multiplied out' },
    ...(together === null ? [] : [{ text: fill(together).text, note: 'put together' }]),
    { text: n.written(ref('gradNet', net.layer, net.unit)).text, note: because },
  ];
}
