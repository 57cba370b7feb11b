import type { Network } from '../../src/network/network.ts';
import type { Trace } from '../../src/numeric/train.ts';

type OfUnit = 'net' | 'activation' | 'slope' | 'chainNet' | 'gradNet' | 'gradActivation';
type OfParameter = 'weights' | 'gradWeights' | 'meanWeights' | 'penalisedWeights';

/**
 * Reads a trace by the names on the sheets, written a second time and another way than
 * `symbolic/names.ts`: by taking the names apart. A wrong name there shows here.
 *
 * @param row of the training table, from 0: the step, where there is one sample. What belongs to a step
 * or an epoch is told of the one that the row is in.
 * @returns the value of a column in that row; NaN for an overflow; undefined for a name that is
 * none of a training quantity.
 */
export function valueByName(trace: Trace, name: string, row: number): number | undefined {
  const { network, layers } = trace;
  const { batches, samples } = network;
  const last = network.layers.length - 1;
  const number = (text: string) => Number(text) - 1;
  const step = batches?.step[row] ?? row;
  const sample = samples[batches ? batches.sample[row] : 0];

  /** `o2`, or `h2` of the only hidden layer, or `h1_2` of the first of more. */
  const unit = (text: string): { layer: number; unit: number } | undefined => {
    const [, kind, first, second] = /^([ho])(\d+)(?:_(\d+))?$/.exec(text) ?? [];
    if (kind === 'o' && second === undefined) return { layer: last, unit: number(first) };
    if (kind !== 'h' || (second === undefined) !== (last === 1)) return undefined;
    return second === undefined
      ? { layer: 0, unit: number(first) }
      : { layer: number(first), unit: number(second) };
  };
  const ofUnit = (kind: OfUnit, text: string) => {
    const at = unit(text);
    if (!at) return undefined;
    return layers[at.layer][kind]?.[row * network.layers[at.layer].units + at.unit];
  };
  /** How the activation of one unit changes with the net input of the same or of another. */
  const ofPair = (above: string, below: string) => {
    if (above === below) return ofUnit('slope', above);
    const [a, b] = [unit(above), unit(below)];
    if (!a || !b || a.layer !== b.layer) return undefined;
    const { units } = network.layers[a.layer];
    return layers[a.layer].jacobian?.[row * units * units + a.unit * units + b.unit];
  };
  /** Of w7 or b7, numbered through all layers. */
  const parameter = (kind: OfParameter | number, letter: string, index: number) => {
    let rest = index;
    for (const [l, { weights, biases }] of network.layers.entries()) {
      const count = letter === 'w' ? weights.length : (biases?.length ?? 0);
      if (rest < count) {
        const values =
          typeof kind === 'number'
            ? layers[l][letter === 'w' ? 'weightStates' : 'biasStates'][kind]
            : layers[l][letter === 'w' ? kind : biasesFor[kind]];
        const perStep = kind === 'meanWeights' || kind === 'penalisedWeights';
        return values?.[(perStep ? step : row) * count + rest];
      }
      rest -= count;
    }
    return undefined;
  };
  const shared = (name: string, letter: string) => {
    const layer = letter === 'o' ? last : number(letter.slice(1) || '1');
    const { activation } = network.layers[layer];
    if (activation.kind === 'scalar') return undefined;
    const part = activation.shared.findIndex((each) => each.name.startsWith(`${name}_`));
    return layers[layer].shared![row * activation.shared.length + part];
  };
  const state = (symbol: string, letter: string, index: string) => {
    const part = network.descent.optimizer.states.findIndex((each) => each.symbol === symbol);
    return part < 0 ? undefined : parameter(part, letter, number(index));
  };
  const rules: readonly [RegExp, (...parts: string[]) => number | null | undefined][] = [
    [/^step$/, () => step],
    [/^epoch$/, () => batches?.epoch[row]],
    [/^sample$/, () => batches && batches.sample[row] + 1],
    [/^k$/, () => batches && row - batches.step.indexOf(batches.step[row]) + 1],
    [/^η$/, () => trace.rates?.[row]],
    [/^t(\d+)$/, (n) => sample.targets[number(n)]],
    [/^i(\d+)$/, (n) => sample.inputs[number(n)]],
    [/^([wb])(\d+)$/, (letter, n) => parameter('weights', letter, number(n))],
    [/^([ho][\d_]+)$/, (u) => ofUnit('net', u)],
    [/^(max|Σexp)_(o|h\d*)$/, shared],
    [/^a_([ho][\d_]+)$/, (u) => ofUnit('activation', u)],
    [/^E(\d+)$/, (n) => trace.errors[row * network.targets.length + number(n)]],
    [/^E_total$/, () => trace.totals[row]],
    [/^right$/, () => trace.hits?.[row]],
    [/^cost$/, () => trace.costs?.[step]],
    [/^accuracy$/, () => trace.accuracies?.[step]],
    [/^epoch cost$/, () => trace.epochCosts?.[batches!.epoch[row]]],
    [/^∂E\/∂a_([ho][\d_]+)$/, (u) => ofUnit('gradActivation', u)],
    [/^∂a_([ho][\d_]+)\/∂([ho][\d_]+)$/, ofPair],
    [/^(?:Σ )?∂E\/∂a·∂a\/∂(o\d+)$/, (u) => ofUnit('chainNet', u)],
    [/^∂E\/∂([ho][\d_]+)$/, (u) => ofUnit('gradNet', u)],
    [/^∂E\/∂([wb])(\d+)$/, (letter, n) => parameter('gradWeights', letter, number(n))],
    [/^mean ∂E\/∂([wb])(\d+)$/, (letter, n) => parameter('meanWeights', letter, number(n))],
    [/^g_([wb])(\d+)$/, (letter, n) => parameter('penalisedWeights', letter, number(n))],
    [/^(.+)_([wb])(\d+)$/, state],
  ];
  for (const [pattern, value] of rules) {
    const match = pattern.exec(name);
    if (match) return value(...match.slice(1)) ?? undefined;
  }
  return undefined;
}

const biasesFor = {
  weights: 'biases',
  gradWeights: 'gradBiases',
  meanWeights: 'meanBiases',
  penalisedWeights: 'penalisedBiases',
} as const;

/**
 * Whether a column holds something in a row: what a batch comes to stands in its last row, what an
 * epoch comes to in that of a complete epoch, everything else in all.
 */
export function isHeld({ network: { batches } }: Trace, name: string, row: number): boolean {
  if (!batches) return true;
  const { step, epoch, samples } = batches;
  if (/^(cost|accuracy|mean .*|g_[wb]\d+)$/.test(name)) return step[row + 1] !== step[row];
  if (name !== 'epoch cost') return true;
  const seen = epoch.slice(0, row + 1).filter((each) => each === epoch[row]).length;
  return seen === samples;
}

/** How many columns of training quantities a network has, counted from its shape. */
export function columnCount(network: Network): number {
  const { inputs, targets, layers, loss, batches, descent, trainBiases } = network;
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const weights = sum(layers.map((layer) => layer.weights.length));
  const biases = sum(layers.map((layer) => layer.biases?.length ?? 0));
  const trained = weights + (trainBiases ? biases : 0);
  const perLayer = layers.map(({ units, activation }) =>
    activation.kind === 'scalar'
      ? 5 * units
      : 5 * units + activation.shared.length + units * (units - 1),
  );
  const ofBatches = batches
    ? [weights + biases, 1, loss.classes ? 2 : 0, batches.periodIsStep ? 0 : 1]
    : [];
  return sum([
    inputs.length + 2 * targets.length + 1,
    2 * (weights + biases),
    ...perLayer,
    loss.net ? targets.length : 0,
    descent.schedule ? 1 : 0,
    descent.optimizer.states.length * trained,
    descent.penalties.length > 0 ? trained : 0,
    ...ofBatches,
  ]);
}
