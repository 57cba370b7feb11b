import type { Network } from '../../src/network/network.ts';
import type { Trace } from '../../src/numeric/train.ts';

/**
 * Reads a trace by the names on the sheets, written a second time and another way than
 * `symbolic/names.ts`: by taking the names apart. A wrong name there shows here.
 *
 * @returns the value of a column at a step; NaN for an overflow; undefined for a name that is none
 * of a training quantity.
 */
export function valueByName(trace: Trace, name: string, step: number): number | undefined {
  const { network, layers } = trace;
  const last = network.layers.length - 1;
  const number = (text: string) => Number(text) - 1;

  const unit = (text: string): { layer: number; unit: number } | undefined => {
    const [, kind, first, second] = /^([ho])(\d+)(?:_(\d+))?$/.exec(text) ?? [];
    if (kind === 'o' && second === undefined) return { layer: last, unit: number(first) };
    if (kind !== 'h' || (second === undefined) !== (last === 1)) return undefined;
    return second === undefined
      ? { layer: 0, unit: number(first) }
      : { layer: number(first), unit: number(second) };
  };
  const ofUnit = (
    kind: 'net' | 'activation' | 'slope' | 'gradNet' | 'gradActivation',
    text: string,
  ) => {
    const at = unit(text);
    if (!at) return undefined;
    return layers[at.layer][kind][step * network.layers[at.layer].units + at.unit];
  };
  const parameter = (kind: 'weights' | 'biases' | 'gradWeights' | 'gradBiases', index: number) => {
    let rest = index;
    for (const [l, layer] of network.layers.entries()) {
      const count = /eights/.test(kind) ? layer.weights.length : (layer.biases?.length ?? 0);
      if (rest < count) return layers[l][kind]![step * count + rest];
      rest -= count;
    }
    return undefined;
  };

  const rules: readonly [RegExp, (text: string) => number | undefined][] = [
    [/^step$/, () => step],
    [/^t(\d+)$/, (n) => network.targets[number(n)]],
    [/^i(\d+)$/, (n) => network.inputs[number(n)]],
    [/^w(\d+)$/, (n) => parameter('weights', number(n))],
    [/^b(\d+)$/, (n) => parameter('biases', number(n))],
    [/^([ho][\d_]+)$/, (u) => ofUnit('net', u)],
    [/^a_([ho][\d_]+)$/, (u) => ofUnit('activation', u)],
    [/^E(\d+)$/, (n) => trace.errors[step * network.targets.length + number(n)]],
    [/^E_total$/, () => trace.totals[step]],
    [/^∂E\/∂a_([ho][\d_]+)$/, (u) => ofUnit('gradActivation', u)],
    [/^∂a_([ho][\d_]+)\/∂\1$/, (u) => ofUnit('slope', u)],
    [/^∂E\/∂([ho][\d_]+)$/, (u) => ofUnit('gradNet', u)],
    [/^∂E\/∂w(\d+)$/, (n) => parameter('gradWeights', number(n))],
    [/^∂E\/∂b(\d+)$/, (n) => parameter('gradBiases', number(n))],
  ];
  for (const [pattern, value] of rules) {
    const match = pattern.exec(name);
    if (match) return value(match[1]);
  }
  return undefined;
}

/** How many columns of training quantities a network has, counted from its shape. */
export function columnCount({ inputs, targets, layers }: Network): number {
  const perLayer = layers.map(
    ({ units, weights, biases }) => 2 * (weights.length + (biases?.length ?? 0)) + 5 * units,
  );
  return inputs.length + 2 * targets.length + 1 + perLayer.reduce((a, b) => a + b);
}
