import { activationNames } from '../functions/activations.ts';
import { lossNames } from '../functions/losses.ts';

/** What may stand at a place in a spec, in words, and how it looks. */
export interface Field {
  /** Completes "… must be". */
  readonly is: string;
  readonly example: string;
  /** What to do where an example alone would not tell. */
  readonly remedy?: string;
  /** Where only a few words are possible, these and what they name. */
  readonly oneOf?: { readonly kind: string; readonly words: readonly string[] };
}

const rate: Field = { is: 'a finite number', example: 'learningRate: 0.5' };
const steps: Field = { is: 'a whole number of at least 1', example: 'steps: 67' };
const compare: Field = {
  is: 'a list of learning rates',
  example: 'compare: [0.1, 0.5, 1, 10]',
  remedy: 'list learning rates, or write `compare: []` for no comparison',
};
const comparedRate: Field = { is: 'a finite number', example: 'compare: [0.1, 0.5, 1, 10]' };
const weights = 'weights: [[0.15, 0.2], [0.25, 0.3]]';

/** Every place in a spec by its path with the positions left out. */
export const fields: Readonly<Record<string, Field>> = {
  name: {
    is: 'a text of 1 to 100 characters',
    example: 'name: "My network"',
    remedy: 'put the name in quotes: name: "2024"',
  },
  inputs: { is: 'a list of at least one number', example: 'inputs: [0.05, 0.1]' },
  'inputs[]': { is: 'a finite number', example: 'inputs: [0.05, 0.1]' },
  targets: { is: 'a list of at least one number', example: 'targets: [0.01, 0.99]' },
  'targets[]': { is: 'a finite number', example: 'targets: [0.01, 0.99]' },
  layers: {
    is: 'a list of at least one layer',
    example: `layers: [{ units: 2, ${weights} }]`,
  },
  'layers[]': { is: 'a layer with its own keys', example: `- { units: 2, ${weights} }` },
  'layers[].units': { is: 'a whole number of at least 1', example: 'units: 2' },
  'layers[].activation': {
    is: 'the name of an activation',
    example: `activation: ${activationNames[0]}`,
    oneOf: { kind: 'activation', words: activationNames },
  },
  'layers[].weights': { is: 'a list of rows, one per unit', example: weights },
  'layers[].weights[]': { is: 'a row of numbers, one per input of the layer', example: weights },
  'layers[].weights[][]': { is: 'a finite number', example: weights },
  'layers[].biases': {
    is: 'a list of numbers, one per unit',
    example: 'biases: [0.35, 0.35]',
    remedy: 'list one number per unit; for a layer without biases leave the key out',
  },
  'layers[].biases[]': { is: 'a finite number', example: 'biases: [0.35, 0.35]' },
  loss: {
    is: 'the name of a loss',
    example: `loss: ${lossNames[0]}`,
    oneOf: { kind: 'loss', words: lossNames },
  },
  training: {
    is: 'a group of keys',
    example: 'training: { learningRate: 0.5, steps: 67, trainBiases: true }',
  },
  'training.learningRate': rate,
  'training.steps': steps,
  'training.trainBiases': {
    is: 'true or false',
    example: 'trainBiases: true',
    remedy: 'write `trainBiases: true` or `trainBiases: false`',
  },
  compare,
  'compare[]': comparedRate,
  'overrides.learningRate': rate,
  'overrides.steps': steps,
  'overrides.compare': compare,
  'overrides.compare[]': comparedRate,
};

/** The keys that may stand in a group, given its path with the positions left out. */
export function keysOf(group: string): string[] {
  const start = group === '' ? '' : `${group}.`;
  return Object.keys(fields)
    .filter((path) => path.startsWith(start) && !path.startsWith('overrides.', start.length))
    .map((path) => path.slice(start.length))
    .filter((rest) => /^\w+$/.test(rest));
}

/** The group in which `key` would be known, if any. */
export function homeOf(key: string): string | undefined {
  const path = Object.keys(fields).find((known) => known.replace(/^.*\./, '') === key);
  return path?.slice(0, -key.length).replace(/\.$/, '');
}
