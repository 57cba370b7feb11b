import { mulberry32 } from '../functions/random.ts';
import { type Kind, type Ref, ref } from '../ref.ts';
import { mostChecked } from '../spec/limits.ts';
import type { Layer, Network } from './network.ts';

/** The weights of layer l in the order of their numbers. */
export function weightsOf({ weights, fanIn }: Layer, l: number): Ref[] {
  return Array.from(weights, (_, i) => ref('weight', l, Math.floor(i / fanIn), i % fanIn));
}

/** The biases of layer l; none if it has none. */
export function biasesOf({ biases }: Layer, l: number): Ref[] {
  return Array.from({ length: biases?.length ?? 0 }, (_, j) => ref('bias', l, j));
}

/** The activations that layers begin with before a sequence, where these are given. */
export function initialsOf({ layers }: Network): Ref[] {
  return layers.flatMap(({ constants }, l) => constants.map((_, j) => ref('initial', l, j)));
}

/** Every weight and bias: layer by layer the weights, then layer by layer the biases. */
export function parametersOf({ layers }: Network): Ref[] {
  const weights = layers.flatMap((layer, l) => weightsOf(layer, l));
  const biases = layers.flatMap((layer, l) => biasesOf(layer, l));
  return [...weights, ...biases];
}

/** The parameters that are checked and drawn: all of them, or a sample that the seed decides. */
export function checkedParameters(network: Network, seed = 1): Ref[] {
  const all = parametersOf(network);
  if (all.length <= mostChecked) return all;
  const random = mulberry32(seed);
  const order = all.map((parameter, index) => ({ parameter, index, key: random() }));
  order.sort((a, b) => a.key - b.key || a.index - b.index);
  const chosen = order.slice(0, mostChecked).sort((a, b) => a.index - b.index);
  return chosen.map(({ parameter }) => parameter);
}

/** The gradient of a parameter by one sample. */
export function gradientOf(parameter: Ref): Ref {
  return beside(parameter, 'gradWeight', 'gradBias');
}

/** Its mean over the batch. */
export function meanOf(parameter: Ref): Ref {
  return beside(parameter, 'meanWeight', 'meanBias');
}

/** The gradient of a step: of a data set its mean over the batch. */
export function stepGradientOf({ hasData }: Network, parameter: Ref): Ref {
  return hasData ? meanOf(parameter) : gradientOf(parameter);
}

/** What the optimizer descends by: the gradient of the step, and the penalties if there are any. */
export function descentGradientOf(network: Network, parameter: Ref): Ref {
  const { penalties } = network.descent;
  if (penalties.length > 0) return beside(parameter, 'penalisedWeight', 'penalisedBias');
  return stepGradientOf(network, parameter);
}

/** A state of the optimizer. */
export function stateOf(parameter: Ref, part: number): Ref {
  return { ...beside(parameter, 'stateWeight', 'stateBias'), part };
}

export function isState({ kind }: Ref): boolean {
  return kind === 'stateWeight' || kind === 'stateBias';
}

/** The parameter that a state of the optimizer belongs to; a parameter itself. */
export function parameterOf(r: Ref): Ref {
  if (!isState(r)) return r;
  return { ...r, kind: r.kind === 'stateWeight' ? 'weight' : 'bias', part: 0 };
}

/** Whether training moves a parameter. */
export function isTrained({ trainBiases }: Network, { kind }: Ref): boolean {
  return kind === 'weight' || trainBiases;
}

function beside(parameter: Ref, ofWeight: Kind, ofBias: Kind): Ref {
  return { ...parameter, kind: parameter.kind === 'weight' ? ofWeight : ofBias };
}
