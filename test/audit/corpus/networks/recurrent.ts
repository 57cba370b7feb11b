import type { Chance } from '../chance.ts';
import { call, type Node, named, num, op, ref, sub, sum, times } from '../expression.ts';
import type { Model, Quantity } from '../model.ts';
import { errorOf } from '../scalars.ts';
import { halfOf, type Style, squareOf, sumOf } from '../style.ts';
import { drawDescent, givenOf, parameterOf, settingsOf } from './descent.ts';

/**
 * One unit that reads a short sequence, unrolled: h_s = tanh(w1·x_s + w2·h_(s−1) + b1), and one output
 * w3·h_T, or an output after every element. Its gradients are sums over the elements.
 */
export function drawRecurrent(chance: Chance, style: Style): Model {
  const length = chance.pick([2, 3, 3, 4]);
  const everywhere = chance.yes(0.5);
  const hasBias = chance.yes(0.5);
  const steps = chance.whole(5, 12);
  const descent = drawDescent(chance, style);
  const spread = (low: number, high: number) => Number(chance.between(low, high).toFixed(2)) || 0.4;
  const at = Array.from({ length }, (_, s) => s + 1);
  const outputs = everywhere ? at : [length];

  const quantities: Quantity[] = [...settingsOf(descent)];
  for (const s of outputs) quantities.push(givenOf(style, 'target', `t${s}`, spread(0.1, 0.9)));
  for (const s of at) quantities.push(givenOf(style, 'input', `i${s}`, spread(0.2, 1.2)));
  const trained = ['w1', 'w2', ...(hasBias ? ['b1'] : []), 'w3'];
  const memory: Quantity[] = [];
  for (const key of trained) {
    const kind = key === 'b1' ? 'bias' : 'weight';
    const made = parameterOf(descent, { key, kind, start: spread(-0.9, 1) }, `d_${key}`);
    quantities.push(made.parameter);
    memory.push(...made.memory);
  }
  const bias = hasBias ? [ref('b1')] : [];
  for (const s of at) {
    const product = times(ref('w1'), ref(`i${s}`));
    const before = s === 1 ? [] : [times(ref('w2'), ref(`a_h${s - 1}`))];
    const net = sumOf(style, [product, ...before, ...bias]);
    quantities.push(
      { key: `h${s}`, kind: 'net', name: `h${s}`, formula: net },
      { key: `a_h${s}`, kind: 'activation', name: `h${s}`, formula: call('TANH', ref(`h${s}`)) },
    );
  }
  for (const s of outputs) {
    const formula = times(ref('w3'), ref(`a_h${s}`));
    quantities.push({ key: `a_o${s}`, kind: 'activation', name: `o${s}`, formula });
  }
  for (const s of outputs) {
    const formula = halfOf(style, squareOf(style, sub(ref(`t${s}`), ref(`a_o${s}`))));
    const only = outputs.length === 1;
    quantities.push(
      only
        ? { key: 'E', kind: 'total', name: '', formula }
        : { key: `E${s}`, kind: 'error', name: String(s), formula },
    );
  }
  if (outputs.length > 1) {
    const formula = sumOf(
      style,
      outputs.map((s) => ref(`E${s}`)),
    );
    quantities.push({ key: 'E', kind: 'total', name: '', formula });
  }
  const error = (s: number) => errorOf(ref(`t${s}`), ref(`a_o${s}`));
  // Against the direction of time. Spelt out to the loss nobody types it.
  for (const s of [...at].reverse()) {
    const paths: Node[] = [];
    if (outputs.includes(s)) paths.push(times(error(s), ref('w3')));
    if (s < length) paths.push(times(ref(`δ_h${s + 1}`), ref('w2')));
    const slope = named('slope', sub(num(1), op(ref(`a_h${s}`), '^', num(2))));
    const formula = times(paths.length > 1 ? named('paths', sum(paths)) : paths[0], slope);
    quantities.push({ key: `δ_h${s}`, kind: 'delta', name: `h${s}`, formula });
  }
  const gradients: Record<string, Node[]> = {
    w1: at.map((s) => times(ref(`δ_h${s}`), ref(`i${s}`))),
    w2: at.slice(1).map((s) => times(ref(`δ_h${s}`), ref(`a_h${s - 1}`))),
    b1: at.map((s) => ref(`δ_h${s}`)),
    w3: outputs.map((s) => times(error(s), ref(`a_h${s}`))),
  };
  for (const key of trained) {
    const terms = gradients[key];
    const formula = terms.length > 1 ? named('times', sum(terms)) : terms[0];
    quantities.push({ key: `d_${key}`, kind: 'gradient', name: key, formula });
  }
  quantities.push(...memory);
  const numbered = (prefix: string, from: readonly number[]) => from.map((s) => `${prefix}${s}`);
  return {
    about: `recurrent over ${length}, tanh, half, ${descent.optimizer}`,
    quantities,
    steps,
    siblings: [
      numbered('i', at),
      numbered('a_h', at),
      numbered('δ_h', at),
      ['w1', 'w2'],
      numbered('t', outputs),
    ].filter((keys) => keys.length > 1),
    constant: 1,
  };
}
