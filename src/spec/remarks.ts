import { activations } from '../functions/activations.ts';
import { nameOf } from '../functions/choice.ts';
import { initialisers } from '../network/initialisers.ts';
import { remarkOnSize } from './size.ts';
import type { Spec } from './spec.ts';

/** What is worth knowing about a valid spec before one wonders at its workbook. */
export function remarksOn(spec: Spec): string[] {
  const { learningRate } = spec.training;
  return [
    learningRate === 0 &&
      'the learning rate is 0: no weight will move, and the loss stays as it is',
    learningRate < 0 &&
      `the learning rate ${learningRate} is negative: each step climbs the loss instead of descending it`,
    remarkOnEqualWeights(spec),
    remarkOnLoneShare(spec),
    remarkOnConstantInputs(spec),
    remarkOnSize(spec),
  ].filter((remark) => typeof remark === 'string');
}

/** Units of a hidden layer that begin alike get the same gradient, and stay alike. */
function remarkOnEqualWeights({ layers }: Spec): string | undefined {
  const index = layers.findIndex(
    ({ units, weights }, l) =>
      l < layers.length - 1 &&
      units > 1 &&
      'init' in weights &&
      initialisers[weights.init].limit(1, 1) === 0,
  );
  if (index < 0) return undefined;
  return `all weights of layer ${index + 1} begin at 0: its units stay equal for ever, and do the work of one`;
}

/** A share of one is all of it. */
function remarkOnLoneShare({ layers }: Spec): string | undefined {
  const { units, activation } = layers[layers.length - 1];
  const name = nameOf(activation);
  if (units > 1 || activations[name].kind === 'scalar') return undefined;
  return `${name} of a single unit is always 1, whatever it learns; use sigmoid, or a unit for each class`;
}

function remarkOnConstantInputs({ data }: Spec): string | undefined {
  if (!data?.standardise) return undefined;
  const [first] = data.inputs;
  const k = first.findIndex((x, column) => data.inputs.every((row) => row[column] === x));
  if (k < 0) return undefined;
  const name = data.inputNames?.[k] ?? `number ${k + 1}`;
  return `the input ${name} is the same in every sample: standardised it is 0`;
}

/** Said when a spec names no rates to compare and the default ones are left out. */
export const noComparison =
  'no learning rates are compared, because the runs would make the workbook heavy; list some under `compare` to have them all the same';
