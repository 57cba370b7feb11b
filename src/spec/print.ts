import { stringify } from 'yaml';
import { type Choice, givenParameters, nameOf } from '../functions/choice.ts';
import { defaultKind, layerKind } from '../layers/kinds.ts';
import { defaults } from './defaults.ts';
import { kindOf } from './shapes.ts';
import type { DataSpec, Experiment, InitSpec, LayerSpec, Spec } from './spec.ts';

/** Characters a line of sentences has at most, without its indentation. */
const PROSE_WIDTH = 90;

export interface PrintOptions {
  /** Whether each sample of a data set has a line of its own, or all are in one. */
  readonly rows?: 'each' | 'one';
}

/**
 * The canonical YAML of a spec: every value written out, one row of numbers a line, so that two
 * specs can be compared as texts. Only what plain gradient descent with one sample has no use for is
 * left out where it is as usual: optimizer, schedule, batches; so is `trainBiases` without biases. `parseSpec` reads it back to the
 * identical spec; samples from a file stand in it as numbers.
 */
export function specToYaml(spec: Spec, { rows = 'each' }: PrintOptions = {}): string {
  const { data } = spec;
  return [
    `name: ${text(spec.name)}`,
    ...(spec.lesson === undefined ? [] : prose('lesson', spec.lesson)),
    ...(data
      ? dataLines(data, rows)
      : [`inputs: ${row(spec.inputs)}`, `targets: ${row(spec.targets)}`]),
    ...(spec.inputShape ? [`inputShape: ${row(spec.inputShape)}`] : []),
    'layers:',
    ...spec.layers.flatMap(layerLines),
    `loss: ${choice(spec.loss)}`,
    `training: { ${trainingPairs(spec).join(', ')} }`,
    `compare: ${row(spec.compare)}`,
    ...experimentLines(spec.try ?? []),
    '',
  ].join('\n');
}

function dataLines(
  { inputs, targets, inputNames, targetNames, standardise }: DataSpec,
  rows: 'each' | 'one',
): string[] {
  const samples = (key: string, numbers: readonly (readonly number[])[]) =>
    rows === 'one'
      ? [`  ${key}: [${numbers.map(row).join(', ')}]`]
      : [`  ${key}:`, ...numbers.map((each) => `    - ${row(each)}`)];
  const names = (key: string, given: readonly string[] | null) =>
    given === null ? [] : [`  ${key}:`, ...given.map((name) => `    - ${text(name)}`)];
  return [
    'data:',
    ...samples('inputs', inputs),
    ...samples('targets', targets),
    ...names('inputNames', inputNames),
    ...names('targetNames', targetNames),
    `  standardise: ${standardise}`,
  ];
}

function layerLines(layer: LayerSpec): string[] {
  const { activation, weights, recurrentWeights, biases } = layer;
  const kind = kindOf(layer);
  const drawn = ({ init, seed }: InitSpec) => `{ init: ${init}, seed: ${seed} }`;
  const matrix = (key: string, given: typeof weights) =>
    'init' in given
      ? [`    ${key}: ${drawn(given)}`]
      : [`    ${key}:`, ...given.map((numbers) => `      - ${row(numbers)}`)];
  const own = Object.keys(layerKind(kind).keys).flatMap((key) => {
    const value: unknown = (layer as unknown as Record<string, unknown>)[key];
    if (value === null) return [];
    return [`${key}: ${Array.isArray(value) ? row(value) : value}`];
  });
  const [first, ...others] = kind === defaultKind ? own : [`kind: ${kind}`, ...own];
  return [
    `  - ${first}`,
    ...others.map((line) => `    ${line}`),
    `    activation: ${choice(activation)}`,
    ...matrix('weights', weights),
    ...(recurrentWeights ? matrix('recurrentWeights', recurrentWeights) : []),
    ...(biases === null ? [] : [`    biases: ${'init' in biases ? drawn(biases) : row(biases)}`]),
  ];
}

function experimentLines(experiments: readonly Experiment[]): string[] {
  if (experiments.length === 0) return [];
  const item = ({ do: what, look, cells }: Experiment) => [
    ...prose('do', what),
    ...prose('look', look),
    `cells: [${cells.map(inList).join(', ')}]`,
  ];
  return [
    'try:',
    ...experiments.flatMap((each) =>
      item(each).map((line, i) => (i === 0 ? `  - ${line}` : `    ${line}`)),
    ),
  ];
}

/** Sentences under their key, over as many lines as they need. */
function prose(key: string, sentences: string): string[] {
  return stringify({ [key]: sentences }, { lineWidth: PROSE_WIDTH })
    .trimEnd()
    .split('\n');
}

/** A name as an item of a list in one line. */
function inList(name: string): string {
  return stringify([name], { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 })
    .trimEnd()
    .slice(1, -1);
}

function trainingPairs({ training, layers }: Spec): string[] {
  const { learningRate, schedule, optimizer, steps, batchSize, shuffle, trainBiases } = training;
  const usual = defaults.training;
  const pairs: readonly (readonly [key: string, value: string | number | boolean | null])[] = [
    ['learningRate', learningRate],
    ['schedule', schedule === usual.schedule ? null : choice(schedule)],
    ['optimizer', optimizer === usual.optimizer ? null : choice(optimizer)],
    ['steps', steps],
    ['batchSize', batchSize],
    ['shuffle', shuffle],
    // Where there are none it would look as if there were.
    [
      'trainBiases',
      trainBiases && layers.every(({ biases }) => biases === null) ? null : trainBiases,
    ],
  ];
  return pairs.flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]));
}

function choice<Name extends string>(given: Choice<Name>): string {
  if (typeof given === 'string') return given;
  const parameters = Object.entries(givenParameters(given)).map(
    ([key, value]) => `${key}: ${scalar(value)}`,
  );
  return `{ ${[`name: ${nameOf(given)}`, ...parameters].join(', ')} }`;
}

function text(given: string): string {
  return stringify(given, { lineWidth: 0 }).replace(/\n$/, '');
}

function row(numbers: readonly number[]): string {
  return `[${Array.from(numbers, scalar).join(', ')}]`;
}

/** A number as YAML spells it; a text or what else somebody put there in its place as it is. */
function scalar(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Number.isNaN(value)) return '.nan';
  if (typeof value !== 'number' || Number.isFinite(value)) return String(value);
  return value > 0 ? '.inf' : '-.inf';
}
