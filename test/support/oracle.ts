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
  const step = batches.step[row];
  const sample = samples[batches.sample[row]];

  /** `o2`, or `h2` of the only hidden layer, or `h1_2` of the first of more. */
  const unit = (text: string): { layer: number; unit: number } | undefined => {
    const [, kind, first, second, place] = /^([ho])(\d+)(?:_(\d+))?(?:@(\w+))?$/.exec(text) ?? [];
    const at = (layer: number, unit: number) => {
      const index = placed(layer, unit, place);
      return index === undefined ? undefined : { layer, unit: index };
    };
    if (kind === 'o' && second === undefined) return at(last, number(first));
    if (kind !== 'h' || (second === undefined) !== (last === 1)) return undefined;
    return second === undefined ? at(0, number(first)) : at(number(first), number(second));
  };
  /** Of a filter at a place (`r2c3` of a picture, `4` of a list), of a unit at a step (`t2`). */
  const placed = (l: number, unit: number, place: string | undefined): number | undefined => {
    const layer = network.layers[l];
    if (layer.kind === 'dense') return place === undefined ? unit : undefined;
    const [, t, row, column] = /^(?:t(\d+)|(?:r(\d+)c)?(\d+))$/.exec(place ?? '') ?? [];
    if (layer.kind === 'recurrent') {
      return t && Number(t) > 0 ? number(t) * layer.geometry.units + unit : undefined;
    }
    if (column === undefined) return undefined;
    const [rows, columns] = layer.geometry.output;
    return (unit * rows + number(row ?? '1')) * columns + number(column);
  };
  /** What a step of a sequence adds to the gradient of a shared weight. */
  const part = (letter: string, index: string, t: string) => {
    let rest = number(index);
    for (const [l, { weights, biases, parts }] of network.layers.entries()) {
      const count = letter === 'w' ? weights.length : (biases?.length ?? 0);
      if (rest < count) {
        const values = layers[l][letter === 'w' ? 'partWeights' : 'partBiases'];
        return values?.[(row * parts + number(t)) * count + rest];
      }
      rest -= count;
    }
    return undefined;
  };
  /** The k-th 250 products of a net input; of nets of dense layers only. */
  const longSum = (k: string, name: string) => {
    const at = unit(name);
    const layer = at && network.layers[at.layer];
    if (!at || layer?.kind !== 'dense') return undefined;
    const { fanIn } = layer;
    const before = layers[at.layer - 1]?.activation;
    const sources =
      at.layer === 0 ? sample.inputs : before.subarray(row * fanIn, (row + 1) * fanIn);
    const weights = layers[at.layer].weights.subarray(row * layer.weights.length);
    let sum = 0;
    for (let i = 250 * number(k); i < Math.min(fanIn, 250 * Number(k)); i++) {
      sum += weights[at.unit * fanIn + i] * sources[i];
    }
    return sum;
  };
  const initial = (text: string) => {
    const l = text.startsWith('o') ? last : last === 1 ? 0 : number(/^h(\d+)_/.exec(text)![1]);
    const layer = network.layers[l];
    const index = number(/(\d+)$/.exec(text)![1]);
    return layer.kind === 'recurrent' ? layer.geometry.state?.[index] : undefined;
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
    [/^epoch$/, () => batches.epoch[row]],
    [/^sample$/, () => batches.sample[row] + 1],
    [/^k$/, () => row - batches.step.indexOf(batches.step[row]) + 1],
    [/^η$/, () => trace.rates?.[row]],
    [/^t(\d+)$/, (n) => sample.targets[number(n)]],
    [/^i(\d+)$/, (n) => sample.inputs[number(n)]],
    [/^([wb])(\d+)$/, (letter, n) => parameter('weights', letter, number(n))],
    [/^a_([ho][\d_]+)@t0$/, initial],
    [/^∂E\/∂([wb])(\d+)@t(\d+)$/, part],
    [/^([ho][\d_]+(?:@\w+)?)$/, (u) => ofUnit('net', u)],
    [/^(max|Σexp)_(o|h\d*)$/, shared],
    [/^a_([ho][\d_]+(?:@\w+)?)$/, (u) => ofUnit('activation', u)],
    [/^E(\d+)$/, (n) => trace.errors[row * network.targets.length + number(n)]],
    [/^E_total$/, () => trace.totals[row]],
    [/^Σ(\d+)_(.+)$/, longSum],
    [/^right$/, () => trace.hits?.[row]],
    [/^cost$/, () => trace.costs[step]],
    [/^accuracy$/, () => trace.accuracies?.[step]],
    [/^epoch cost$/, () => trace.epochCosts?.[batches.epoch[row]]],
    [/^∂E\/∂a_([ho][\d_]+(?:@\w+)?)$/, (u) => ofUnit('gradActivation', u)],
    [/^∂a_([ho][\d_]+(?:@\w+)?)\/∂([ho][\d_]+(?:@\w+)?)$/, ofPair],
    [/^(?:Σ )?∂E\/∂a·∂a\/∂(o\d+)$/, (u) => ofUnit('chainNet', u)],
    [/^∂E\/∂([ho][\d_]+(?:@\w+)?)$/, (u) => ofUnit('gradNet', u)],
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
  const { step, epoch, samples } = batches;
  if (/^(cost|accuracy|mean .*|g_[wb]\d+)$/.test(name)) return step[row + 1] !== step[row];
  if (name !== 'epoch cost') return true;
  const seen = epoch.slice(0, row + 1).filter((each) => each === epoch[row]).length;
  return seen === samples;
}

/** How many columns of training quantities a network has, counted from its shape. */
export function columnCount(network: Network): number {
  const { inputs, targets, layers, loss, batches, hasData, descent, trainBiases } = network;
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const weights = sum(layers.map((layer) => layer.weights.length));
  const biases = sum(layers.map((layer) => layer.biases?.length ?? 0));
  const trained = weights + (trainBiases ? biases : 0);
  const perLayer = layers.map(({ units, activation }) =>
    activation.kind === 'scalar'
      ? 5 * units
      : 5 * units + activation.shared.length + units * (units - 1),
  );
  const ofKinds = sum(
    layers.map((layer) => {
      if (layer.kind !== 'recurrent') return 0;
      const { units: u, steps, features, state } = layer.geometry;
      // At the first step there is nothing to weigh of the step before, unless a state is given.
      const before = state ? steps : steps - 1;
      const parts =
        steps > 1 ? u * features * steps + u * u * before + (layer.biases ? u * steps : 0) : 0;
      return parts + (state ? u : 0);
    }),
  );
  const longNets = layers.map(({ kind, units, fanIn }) =>
    kind === 'dense' && fanIn > 250 ? units * Math.ceil(fanIn / 250) : 0,
  );
  const ofBatches = hasData
    ? [weights + biases, 1, loss.classes ? 2 : 0, batches.periodIsStep ? 0 : 1]
    : [];
  return sum([
    inputs.length + 2 * targets.length + 1,
    2 * (weights + biases),
    ...perLayer,
    ofKinds,
    ...longNets,
    loss.net ? targets.length : 0,
    descent.schedule ? 1 : 0,
    descent.optimizer.states.length * trained,
    descent.penalties.length > 0 ? trained : 0,
    ...ofBatches,
  ]);
}
