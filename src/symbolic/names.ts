import type { Network } from '../network/network.ts';
import { type Kind, type Ref, ref } from '../network/ref.ts';

/** Names the quantities of one network as the sheets do: `w5`, `a_h1`, `∂E/∂o1`. */
export interface Names {
  /** The bare name, a column's header. */
  of(ref: Ref): string;
  /** What the quantity is, in words. */
  meaning(ref: Ref): string;
}

/**
 * Weights are numbered layer by layer, unit by unit, inputs in order; biases unit by unit. The
 * units of the output layer are o1…, those of the only hidden layer h1…; with more hidden layers
 * the layer comes first: h2_3.
 */
export function namesOf(network: Network): Names {
  const outputLayer = network.layers.length - 1;
  const weightsBefore = running(network.layers.map((layer) => layer.weights.length));
  const biasesBefore = running(network.layers.map((layer) => layer.biases?.length ?? 0));

  const unit = ({ layer, unit }: Ref) => {
    if (layer === outputLayer) return `o${unit + 1}`;
    return outputLayer === 1 ? `h${unit + 1}` : `h${layer + 1}_${unit + 1}`;
  };
  const weight = ({ layer, unit, input }: Ref) =>
    `w${weightsBefore[layer] + unit * network.layers[layer].inputs + input + 1}`;
  const bias = ({ layer, unit }: Ref) => `b${biasesBefore[layer] + unit + 1}`;
  const source = ({ layer, input }: Ref) =>
    layer === 0 ? `i${input + 1}` : `a_${unit(ref('net', layer - 1, input))}`;

  const { optimizer, settings } = network.descent;
  const shared = ({ layer, part }: Ref) => {
    const { activation } = network.layers[layer];
    if (activation.kind === 'scalar') throw new Error('units that share nothing');
    return activation.shared[part];
  };
  const judged = network.batches ? 'the cost' : 'E_total';
  const period = network.batches?.periodIsStep === false ? 'an epoch' : 'a step';
  const symbol = ({ part }: Ref) => optimizer.states[part].symbol;
  const cross = (r: Ref) => `∂a_${unit(r)}/∂${unit({ ...r, unit: r.input })}`;

  const names: Record<Kind, (ref: Ref) => string> = {
    step: () => 'step',
    epoch: () => 'epoch',
    sample: () => 'sample',
    place: () => 'k',
    stepWidth: () => 'Δ',
    input: (r) => `i${r.unit + 1}`,
    target: (r) => `t${r.unit + 1}`,
    weight,
    bias,
    net: unit,
    shared: (r) => shared(r).name.replace('{layer}', layerLetter(network, r.layer)),
    activation: (r) => `a_${unit(r)}`,
    error: (r) => `E${r.unit + 1}`,
    total: () => 'E_total',
    hit: () => 'right',
    cost: () => 'cost',
    accuracy: () => 'accuracy',
    epochPlace: () => 'k in epoch',
    epochCost: () => 'epoch cost',
    gradActivation: (r) => `∂E/∂a_${unit(r)}`,
    slope: (r) => `∂a_${unit(r)}/∂${unit(r)}`,
    crossSlope: cross,
    chainNet: (r) =>
      `${network.layers[r.layer].activation.kind === 'layer' ? 'Σ ' : ''}∂E/∂a·∂a/∂${unit(r)}`,
    gradNet: (r) => `∂E/∂${unit(r)}`,
    gradWeight: (r) => `∂E/∂${weight(r)}`,
    gradBias: (r) => `∂E/∂${bias(r)}`,
    meanWeight: (r) => `mean ∂E/∂${weight(r)}`,
    meanBias: (r) => `mean ∂E/∂${bias(r)}`,
    penalisedWeight: (r) => `g_${weight(r)}`,
    penalisedBias: (r) => `g_${bias(r)}`,
    stateWeight: (r) => `${symbol(r)}_${weight(r)}`,
    stateBias: (r) => `${symbol(r)}_${bias(r)}`,
    rate: () => 'η',
    eta: () => (network.descent.schedule ? 'η₀' : 'η'),
    setting: (r) => settings[r.unit].parameter.symbol,
    tolerance: () => 'tolerance',
    finite: () => 'finite',
    ends: () => 'ends',
    before: () => 'before',
    settled: () => 'settled',
    direction: () => 'direction',
    turns: () => 'turns',
    saturated: () => 'saturated',
    dead: () => 'dead',
  };
  const meanings: Record<Kind, (ref: Ref) => string> = {
    step: () => 'weight updates so far',
    epoch: () => 'passes through all samples so far',
    sample: () => 'number of the sample on Data',
    place: () => 'place in the batch',
    stepWidth: () => 'by how much a parameter is moved',
    input: (r) => `input ${r.unit + 1}`,
    target: (r) => `target of output ${r.unit + 1}`,
    weight: (r) => `weight from ${source(r)} to ${unit(r)}`,
    bias: (r) => `bias of ${unit(r)}`,
    net: (r) => `net input of ${unit(r)}`,
    shared: (r) => shared(r).meaning,
    activation: (r) => `activation of ${unit(r)}`,
    error: (r) => `error of output ${r.unit + 1}`,
    total: () => 'total error',
    hit: () => '1 if the sample is classified right',
    cost: () => 'mean E_total of the batch so far',
    accuracy: () => 'share of the batch so far that is right',
    epochPlace: () => 'place in the epoch',
    epochCost: () => 'mean E_total of the epoch so far',
    gradActivation: (r) => `how E changes with a_${unit(r)}`,
    slope: (r) => `slope of the activation of ${unit(r)}`,
    crossSlope: (r) => `how a_${unit(r)} changes with ${unit({ ...r, unit: r.input })}`,
    chainNet: () => 'the next column by the whole chain rule; the two agree',
    gradNet: (r) => `how E changes with ${unit(r)} (its δ)`,
    gradWeight: (r) => `gradient of ${weight(r)}`,
    gradBias: (r) => `gradient of ${bias(r)}`,
    meanWeight: () => 'mean over the batch so far; its last row leads to the next step',
    meanBias: () => 'mean over the batch so far; its last row leads to the next step',
    penalisedWeight: (r) => `gradient of ${weight(r)} with weight decay`,
    penalisedBias: (r) => `gradient of ${bias(r)} with weight decay`,
    stateWeight: (r) => `${optimizer.states[r.part].meaning} of ${weight(r)}`,
    stateBias: (r) => `${optimizer.states[r.part].meaning} of ${bias(r)}`,
    rate: () => 'learning rate of the step',
    setting: (r) => settings[r.unit].parameter.about,
    eta: () => 'learning rate',
    tolerance: () => 'the loss that counts as converged',
    finite: () => '1 while every value so far is finite',
    ends: () => `1 where ${period} ends`,
    before: () => `cost of the ${period.replace(/^an? /, '')} before`,
    settled: () => `step since which ${judged} ≤ tolerance; step + 1: not yet`,
    direction: () => `last change of ${judged}: 1 up, −1 down`,
    turns: () => `how often ${judged} has turned`,
    saturated: () => '1 if all units of a layer sit at their bounds',
    dead: () => '1 if all units of a hidden layer are dead',
  };
  return { of: (r) => names[r.kind](r), meaning: (r) => meanings[r.kind](r) };
}

/** `Hidden layer`, `Hidden layer 2`, `Output layer`. */
export function layerTitle({ layers }: Network, l: number): string {
  if (l === layers.length - 1) return 'Output layer';
  return layers.length === 2 ? 'Hidden layer' : `Hidden layer ${l + 1}`;
}

/** What the names of a layer's units begin with: `o`, `h`, `h2`. */
function layerLetter({ layers }: Network, l: number): string {
  if (l === layers.length - 1) return 'o';
  return layers.length === 2 ? 'h' : `h${l + 1}`;
}

/** The sum of all elements before each one. */
function running(counts: readonly number[]): number[] {
  let total = 0;
  return counts.map((count) => {
    total += count;
    return total - count;
  });
}
