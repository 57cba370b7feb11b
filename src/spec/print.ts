import { stringify } from 'yaml';
import type { LayerSpec, Spec } from './spec.ts';

/**
 * The canonical YAML of a spec: every value written out, one row of numbers a line, so that two
 * specs can be compared as texts. `parseSpec` reads it back to the identical spec.
 */
export function specToYaml(spec: Spec): string {
  const { learningRate, steps, trainBiases } = spec.training;
  return [
    `name: ${stringify(spec.name, { lineWidth: 0 }).replace(/\n$/, '')}`,
    `inputs: ${row(spec.inputs)}`,
    `targets: ${row(spec.targets)}`,
    'layers:',
    ...spec.layers.flatMap(layerLines),
    `loss: ${spec.loss}`,
    `training: { learningRate: ${learningRate}, steps: ${steps}, trainBiases: ${trainBiases} }`,
    `compare: ${row(spec.compare)}`,
    '',
  ].join('\n');
}

function layerLines({ units, activation, weights, biases }: LayerSpec): string[] {
  return [
    `  - units: ${units}`,
    `    activation: ${activation}`,
    '    weights:',
    ...weights.map((numbers) => `      - ${row(numbers)}`),
    ...(biases === null ? [] : [`    biases: ${row(biases)}`]),
  ];
}

function row(numbers: readonly number[]): string {
  return `[${numbers.join(', ')}]`;
}
