import type { Chance } from '../chance.ts';
import { call, type Node, num, op, ref, sub, sum, times } from '../expression.ts';
import type { Model, Quantity } from '../model.ts';
import { type ActivationName, activations, errorOf } from '../scalars.ts';
import { halfOf, type Style, squareOf } from '../style.ts';

/**
 * One hidden layer in matrices, as sheets that are drawn by hand with MMULT have it: each quantity a
 * block of cells with one array formula.
 */
export function drawMatrices(chance: Chance, style: Style): Model {
  const [inputs, hidden, outputs] = [chance.whole(2, 3), chance.whole(2, 3), chance.whole(1, 3)];
  const activation = chance.pick<ActivationName>(['sigmoid', 'relu', 'tanh']);
  const output = chance.pick<ActivationName>(['sigmoid', 'linear']);
  const hasBias = chance.yes(0.6);
  const drawn = (rows: number, columns: number, low: number, high: number) =>
    Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => Number(chance.between(low, high).toFixed(2)) || 0.5),
    );
  const rate: Quantity = {
    key: 'rate',
    kind: 'rate',
    name: '',
    typed: chance.pick([0.1, 0.2, 0.5]),
    once: true,
  };
  const given = (key: string, kind: 'input' | 'target', rows: number, low: number, high: number) =>
    ({
      key,
      kind,
      name: '',
      typed: drawn(rows, 1, low, high),
      once: true,
      shape: { rows, columns: 1 },
    }) satisfies Quantity;
  const moved = (key: string, rows: number, columns: number): Quantity => ({
    key,
    kind: key.startsWith('b') ? 'bias' : 'weight',
    name: key,
    start: drawn(rows, columns, -0.9, 1),
    formula: sub(ref(key, 1), times(ref('rate'), ref(`d_${key}`, 1))),
    shape: { rows, columns },
  });
  const block = (
    key: string,
    kind: Quantity['kind'],
    name: string,
    [rows, columns]: readonly [number, number],
    formula: Node,
  ): Quantity => ({ key, kind, name, formula, shape: { rows, columns } });
  const transposed = (key: string) => call('TRANSPOSE', ref(key));
  const plus = (product: Node, bias: string) => (hasBias ? sum([product, ref(bias)]) : product);
  const slope = (name: ActivationName, net: string, a: string) =>
    name === 'sigmoid' || name === 'linear'
      ? activations[name].slope(ref(net), ref(a))
      : name === 'tanh'
        ? sub(num(1), op(ref(a), '^', num(2)))
        : call('IF', op(ref(net), '>', num(0)), num(1), num(0));
  const value = (name: ActivationName, net: string): Node =>
    name === 'relu'
      ? call('IF', op(ref(net), '>', num(0)), ref(net), num(0))
      : activations[name].value({ ...style, sigmoid: 'plain' }, ref(net));
  const quantities: Quantity[] = [
    rate,
    given('x', 'input', inputs, 0.2, 1.5),
    given('t', 'target', outputs, 0.1, 0.9),
    moved('w1', hidden, inputs),
    ...(hasBias ? [moved('b1', hidden, 1)] : []),
    block('z1', 'net', '1', [hidden, 1], plus(call('MMULT', ref('w1'), ref('x')), 'b1')),
    block('a1', 'activation', '1', [hidden, 1], value(activation, 'z1')),
    moved('w2', outputs, hidden),
    ...(hasBias ? [moved('b2', outputs, 1)] : []),
    block('z2', 'net', '2', [outputs, 1], plus(call('MMULT', ref('w2'), ref('a1')), 'b2')),
    block('a2', 'activation', '2', [outputs, 1], value(output, 'z2')),
    {
      key: 'E',
      kind: 'total',
      name: '',
      formula:
        style.square === 'caret'
          ? halfOf(style, call('SUMSQ', sub(ref('t'), ref('a2'))))
          : call('SUM', halfOf(style, squareOf(style, sub(ref('t'), ref('a2'))))),
      shape: { rows: 1, columns: 1 },
    },
    block(
      'δ2',
      'delta',
      'z2',
      [outputs, 1],
      times(errorOf(ref('t'), ref('a2')), slope(output, 'z2', 'a2')),
    ),
    block(
      'δ1',
      'delta',
      'z1',
      [hidden, 1],
      times(call('MMULT', transposed('w2'), ref('δ2')), slope(activation, 'z1', 'a1')),
    ),
    block('d_w2', 'gradient', 'w2', [outputs, hidden], call('MMULT', ref('δ2'), transposed('a1'))),
    block('d_w1', 'gradient', 'w1', [hidden, inputs], call('MMULT', ref('δ1'), transposed('x'))),
    ...(hasBias
      ? [
          block('d_b2', 'gradient', 'b2', [outputs, 1], ref('δ2')),
          block('d_b1', 'gradient', 'b1', [hidden, 1], ref('δ1')),
        ]
      : []),
  ];
  return {
    about: `${inputs}-${hidden}-${outputs} in matrices, ${activation}/${output}`,
    quantities,
    steps: chance.whole(3, 6),
    siblings: [],
    constant: 1,
  };
}
