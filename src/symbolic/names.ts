import type { Network } from '../network/network.ts';
import type { Kind, Ref } from '../network/ref.ts';

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
    layer === 0
      ? `i${input + 1}`
      : `a_${unit({ kind: 'net', layer: layer - 1, unit: input, input: 0 })}`;

  const names: Record<Kind, (ref: Ref) => string> = {
    step: () => 'step',
    stepWidth: () => 'Δ',
    input: (r) => `i${r.unit + 1}`,
    target: (r) => `t${r.unit + 1}`,
    weight,
    bias,
    net: unit,
    activation: (r) => `a_${unit(r)}`,
    error: (r) => `E${r.unit + 1}`,
    total: () => 'E_total',
    gradActivation: (r) => `∂E/∂a_${unit(r)}`,
    slope: (r) => `∂a_${unit(r)}/∂${unit(r)}`,
    gradNet: (r) => `∂E/∂${unit(r)}`,
    gradWeight: (r) => `∂E/∂${weight(r)}`,
    gradBias: (r) => `∂E/∂${bias(r)}`,
    eta: () => 'η',
    tolerance: () => 'tolerance',
    finite: () => 'finite',
    settled: () => 'settled',
    direction: () => 'direction',
    turns: () => 'turns',
    saturated: () => 'saturated',
    dead: () => 'dead',
  };
  const meanings: Record<Kind, (ref: Ref) => string> = {
    step: () => 'weight updates so far',
    stepWidth: () => 'by how much a parameter is moved',
    input: (r) => `input ${r.unit + 1}`,
    target: (r) => `target of output ${r.unit + 1}`,
    weight: (r) => `weight from ${source(r)} to ${unit(r)}`,
    bias: (r) => `bias of ${unit(r)}`,
    net: (r) => `net input of ${unit(r)}`,
    activation: (r) => `activation of ${unit(r)}`,
    error: (r) => `error of output ${r.unit + 1}`,
    total: () => 'total error',
    gradActivation: (r) => `how E changes with a_${unit(r)}`,
    slope: (r) => `slope of the activation of ${unit(r)}`,
    gradNet: (r) => `how E changes with ${unit(r)} (its δ)`,
    gradWeight: (r) => `gradient of ${weight(r)}`,
    gradBias: (r) => `gradient of ${bias(r)}`,
    eta: () => 'learning rate',
    tolerance: () => 'the loss that counts as converged',
    finite: () => '1 while every value of the row is finite',
    settled: () => 'step since which E_total ≤ tolerance; step + 1: not yet',
    direction: () => 'last change of E_total: 1 up, −1 down',
    turns: () => 'how often E_total has turned',
    saturated: () => '1 if all units of a layer sit at their bounds',
    dead: () => '1 if all units of a hidden layer are dead',
  };
  return { of: (r) => names[r.kind](r), meaning: (r) => meanings[r.kind](r) };
}

/** The sum of all elements before each one. */
function running(counts: readonly number[]): number[] {
  let total = 0;
  return counts.map((count) => {
    total += count;
    return total - count;
  });
}
