import { activationOf, activations } from '../functions/activations.ts';
import { givenParameters, nameOf } from '../functions/choice.ts';
import { initialisers } from '../functions/initialisers.ts';
import { shortened } from './problem.ts';
import { shapesOf } from './shapes.ts';
import { remarkOnSize } from './size.ts';
import type { Spec } from './spec.ts';

/** What a text says itself, where a spec cannot tell it from a default. */
export interface Asked {
  /** Whether `trainBiases: true` is written there. */
  readonly trainBiases: boolean;
}

/** What is worth knowing about a valid spec before one wonders at its workbook. */
export function remarksOn(spec: Spec, asked: Asked): string[] {
  const { learningRate } = spec.training;
  return [
    learningRate === 0 &&
      'the learning rate is 0: no weight will move, and the loss stays as it is',
    learningRate < 0 &&
      `the learning rate ${learningRate} is negative: each step climbs the loss instead of descending it`,
    remarkOnEqualWeights(spec),
    remarkOnLoneShare(spec),
    remarkOnReach(spec),
    asked.trainBiases && remarkOnNoBiases(spec),
    remarkOnConstantInputs(spec),
    remarkOnSize(spec),
  ].filter((remark) => typeof remark === 'string');
}

/** Units of a hidden layer that begin alike get the same gradient, and stay alike. */
function remarkOnEqualWeights(spec: Spec): string | undefined {
  const hidden = shapesOf(spec).slice(0, -1);
  const index = hidden.findIndex(
    ({ spec: { weights }, rows }) =>
      rows > 1 && 'init' in weights && initialisers[weights.init].limit(1, 1) === 0,
  );
  if (index < 0) return undefined;
  return `all weights of layer ${index + 1} begin at 0: its units stay equal for ever, and do the work of one`;
}

/** A share of one is all of it. */
function remarkOnLoneShare({ layers, targets }: Spec): string | undefined {
  const { activation } = layers.at(-1)!;
  const name = nameOf(activation);
  if (targets.length > 1 || activations[name].kind === 'scalar') return undefined;
  return `${name} of a single unit is always 1, whatever it learns; use sigmoid, or a unit for each class`;
}

/** Outputs that can never be what they should be. */
function remarkOnReach({ data, targets, layers }: Spec): string | undefined {
  const { activation } = layers.at(-1)!;
  const [least, most] = activationOf(nameOf(activation), givenParameters(activation)).reach;
  const all = (data?.targets ?? [targets]).flatMap((sample, i) =>
    sample.filter((t) => t < least || t > most).map((t) => ({ t, i })),
  );
  const [first] = all;
  if (first === undefined) return undefined;
  const { t, i } = first;
  const others = all.length === 1 ? '' : ` (and ${all.length - 1} more)`;
  const range =
    most < Number.POSITIVE_INFINITY
      ? `from ${short(least)} to ${short(most)}`
      : `of at least ${short(least)}`;
  return `the target ${short(t)}${data ? ` of sample ${i + 1}` : ''}${others} is out of reach: ${nameOf(activation)} gives numbers ${range}, so the loss cannot come to 0; use targets in that range, or \`activation: linear\` in the last layer`;
}

const short = (x: number) => Number(x.toPrecision(4));

/** Biases do not come of themselves. */
function remarkOnNoBiases({ layers }: Spec): string | undefined {
  if (layers.some(({ biases }) => biases !== null)) return undefined;
  return 'trainBiases is true, and no layer has biases; to have some that learn add `biases: { init: zeros }` to each layer';
}

function remarkOnConstantInputs({ data }: Spec): string | undefined {
  if (!data?.standardise) return undefined;
  const constant = data.inputs[0]!.flatMap((x, k) =>
    data.inputs.every((row) => row[k] === x) ? [data.inputNames?.[k] ?? `number ${k + 1}`] : [],
  );
  if (constant.length === 0) return undefined;
  const names = constant.map(shortened).join(', ');
  return constant.length === 1
    ? `the input ${names} is the same in every sample: standardised it is 0`
    : `the inputs ${names} are the same in every sample: standardised they are 0`;
}

/** Said when a spec names no rates to compare and the default ones are left out. */
export const noComparison =
  'no learning rates are compared, because the runs would make the workbook heavy; list some under `compare` to have them all the same';
