import { descentGradientOf, isState, meanOf, stateOf } from '../../network/parameters.ts';
import { printSymbol } from '../../ops/formula.ts';
import { type Ref, ref, refKey } from '../../ref.ts';
import { type Group, one, only, type Section } from './lines.ts';
import type { Notation } from './notation.ts';

/**
 * What becomes of the gradient of the first weight: its mean over the batch, what is added to it,
 * what the optimizer remembers, the update. None for gradient descent on one sample, whose update
 * every lesson begins with.
 */
export function updateSections(n: Notation): Section[] {
  const { hasData, descent } = n.network;
  const { optimizer, penalties, schedule } = descent;
  const weight = ref('weight');
  if (!hasData && !schedule && penalties.length === 0 && optimizer.states.length === 0) return [];
  const states = optimizer.states.map((state, part) => ({
    r: stateOf(weight, part),
    note: state.meaning,
  }));
  const groups = [
    ...(hasData ? [line(n, meanOf(weight), 'over the samples of the batch')] : []),
    ...(penalties.length > 0
      ? [line(n, descentGradientOf(n.network, weight), 'with the weight decay')]
      : []),
    ...(schedule ? [line(n, ref('rate'), 'learning rate of the step')] : []),
    ...states.map(({ r, note }) => line(n, r, note)),
    line(n, weight, 'so for each weight, and each bias that is trained'),
  ];
  return [{ title: hasData ? 'The mean over the batch, and the update' : 'The update', groups }];
}

/**
 * `v_w1 ← β·v_w1 + g_w1` for what moves from step to step; an equation for what does not. What moves
 * reads its own value of before, and of what else the optimizer remembers the new one, unless it says
 * `old`.
 */
function line(n: Notation, r: Ref, note: string): Group {
  const { formula, first } = n.quantity(r);
  const right = printSymbol(formula, ({ ref: read, at }) =>
    at === 'previous' && isState(read) && refKey(read) !== refKey(r)
      ? `old ${n.name(read)}`
      : n.name(read),
  );
  const moves = first === 'typed' || first === 'zero';
  if (!moves) return one([n.name(r), right], note);
  return only(`${n.name(r)} ← ${right}`, note);
}
