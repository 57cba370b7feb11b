import { activationNames } from '../functions/activations.ts';
import { initialiserNames } from '../functions/initialisers.ts';
import { lossNames } from '../functions/losses.ts';
import { optimizerNames } from '../functions/optimizers.ts';
import { scheduleNames } from '../functions/schedules.ts';
import { layerKindNames } from '../layers/kinds.ts';
import { LONGEST_PROSE, MOST_EXPERIMENTS } from './lesson-schema.ts';

/** What may stand at a place in a spec, in words, and how it looks. */
export interface Field {
  /** Completes "… must be". */
  readonly is: string;
  readonly example: string;
  /** What to do where an example alone would not tell. */
  readonly remedy?: string;
  /** What to do where there is a list instead. */
  readonly ifList?: string;
  /** What else could be given where it is missing. */
  readonly orElse?: string;
  /** Where only a few words are possible, these and what they name. */
  readonly oneOf?: { readonly kind: string; readonly words: readonly string[] };
  /** Another spelling of a key: understood, but not listed. */
  readonly synonym?: true;
}

type Fields = Readonly<Record<string, Field>>;

const finite = (example: string): Field => ({ is: 'a finite number', example });
const rate = finite('learningRate: 0.5');
const steps: Field = { is: 'a whole number of at least 1', example: 'steps: 67' };
const compare: Field = {
  is: 'a list of learning rates, or none',
  example: 'compare: [0.1, 0.5, 1, 10]',
  remedy: 'list learning rates, or write `compare: none` for no comparison',
};
const comparedRate = finite('compare: [0.1, 0.5, 1, 10]');
const weights = 'weights: [[0.15, 0.2], [0.25, 0.3]]';

/** `an activation` */
export const withArticle = (kind: string) => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;

const named = (key: string, kind: string, words: readonly string[]): Field => ({
  is: `the name of ${withArticle(kind)}`,
  example: `${key}: ${words[0]}`,
  remedy: `known: ${words.join(', ')}`,
  oneOf: { kind, words },
});

/** The two keys of what is drawn. */
const drawn = (path: string, key: string): Fields => ({
  [`${path}.init`]: {
    ...named('init', 'initialiser', initialiserNames),
    example: `${key}: { init: xavier, seed: 42 }`,
  },
  [`${path}.seed`]: { is: 'a whole number from 0 to 2^53 − 1', example: 'seed: 42' },
});
const initialisers = { kind: 'initialiser', words: initialiserNames };

const standardise: Field = {
  is: 'true or false',
  example: 'standardise: true',
  remedy: 'write `standardise: true` or `standardise: false`',
};

const experiment = '{ do: Type 10 for η., look: The loss falls steeply., cells: [eta] }';
const prose = (key: string, example: string): Field => ({
  is: `a text of 1 to ${LONGEST_PROSE} characters`,
  example,
  remedy: `put the text in quotes, or on lines of its own below \`${key}: >-\``,
});

/** Every place in a spec by its path with the positions left out; those of a group come from its row. */
export const fields: Fields = {
  name: {
    is: 'a text of 1 to 100 characters',
    example: 'name: "My network"',
    remedy: 'put the name in quotes: name: "2024"',
  },
  lesson: prose('lesson', 'lesson: What the learning rate does to a training run.'),
  try: {
    is: `a list of 1 to ${MOST_EXPERIMENTS} experiments`,
    example: `try: [${experiment}]`,
    remedy: `write \`try: [${experiment}]\`, or leave the key out`,
  },
  'try[]': { is: 'an experiment with its keys do, look and cells', example: experiment },
  'try[].do': prose('do', 'do: Type 10 for η.'),
  'try[].look': prose('look', 'look: The loss falls steeply.'),
  'try[].cells': {
    is: 'a list of at most 6 names of cells or sheets',
    example: 'cells: [eta, w1]',
    remedy: 'name the cells as the workbook does: `cells: [eta, w1, Charts]`',
  },
  'try[].cells[]': {
    is: 'the name of a cell or of a sheet',
    example: 'cells: [eta, w1]',
    remedy: 'name the cell as the workbook does: `cells: [eta, w1, Charts]`',
  },
  inputs: {
    is: 'a list of at least one number',
    example: 'inputs: [0.05, 0.1]',
    orElse: 'give many samples: `data: { inputs: [[0, 0], [0, 1]], targets: [[0], [1]] }`',
  },
  'inputs[]': finite('inputs: [0.05, 0.1]'),
  targets: { is: 'a list of at least one number', example: 'targets: [0.01, 0.99]' },
  'targets[]': finite('targets: [0.01, 0.99]'),
  data: {
    is: 'a group of keys',
    example: 'data: { inputs: [[0, 0], [0, 1]], targets: [[0], [1]] }',
    remedy:
      'write `data: { inputs: [[0, 0], [0, 1]], targets: [[0], [1]] }`, or `data: { file: xor.csv, inputs: [x1, x2], targets: [y] }`',
  },
  layers: {
    is: 'a list of at least one layer',
    example: `layers: [{ units: 2, ${weights} }]`,
  },
  'layers[]': { is: 'a layer with its own keys', example: `- { units: 2, ${weights} }` },
  'layers[].activation': named('activation', 'activation', activationNames),
  'layers[].weights': {
    is: 'a list of rows, one per unit',
    example: weights,
    orElse: 'have them drawn: `weights: { init: xavier, seed: 42 }`',
    oneOf: initialisers,
  },
  'layers[].weights[]': { is: 'a row of numbers, one per input of the layer', example: weights },
  'layers[].weights[][]': finite(weights),
  ...drawn('layers[].weights', 'weights'),
  'layers[].recurrentWeights': {
    is: 'a list of rows, one per unit, and in each one number per unit',
    example: 'recurrentWeights: [[0.1, 0.2], [0.3, 0.4]]',
    orElse: 'have them drawn: `recurrentWeights: { init: xavier, seed: 42 }`',
    oneOf: initialisers,
  },
  'layers[].recurrentWeights[]': {
    is: 'a row of numbers, one per unit of the layer',
    example: 'recurrentWeights: [[0.1, 0.2], [0.3, 0.4]]',
  },
  'layers[].recurrentWeights[][]': finite('recurrentWeights: [[0.1, 0.2], [0.3, 0.4]]'),
  ...drawn('layers[].recurrentWeights', 'recurrentWeights'),
  'layers[].biases': {
    is: 'a list of numbers, one per unit',
    example: 'biases: [0.35, 0.35]',
    remedy:
      'list one number per unit, or write `biases: { init: zeros }` to begin at 0; for a layer without biases leave the key out',
    oneOf: initialisers,
  },
  'layers[].biases[]': finite('biases: [0.35, 0.35]'),
  ...drawn('layers[].biases', 'biases'),
  'layers[].kind': named('kind', 'kind of layer', layerKindNames),
  loss: named('loss', 'loss', lossNames),
  training: {
    is: 'a group of keys',
    example: 'training: { learningRate: 0.5, steps: 67, trainBiases: true }',
  },
  'training.learningRate': rate,
  'training.schedule': named('schedule', 'schedule', scheduleNames),
  'training.optimizer': named('optimizer', 'optimizer', optimizerNames),
  'training.steps': steps,
  'training.epochs': { is: 'a whole number of at least 1', example: 'epochs: 20' },
  'training.batchSize': {
    is: 'a whole number of at least 1',
    example: 'batchSize: 10',
    remedy: 'give the number of samples per step; for all of them leave the key out',
  },
  'training.shuffle': {
    is: 'the seed of the order, a whole number, or false',
    example: 'shuffle: 1',
    remedy: 'write a seed such as `shuffle: 1`; for the order given leave the key out',
  },
  'training.trainBiases': {
    is: 'true or false',
    example: 'trainBiases: true',
    remedy: 'write `trainBiases: true` or `trainBiases: false`',
  },
  compare,
  'compare[]': comparedRate,
  inputShape: {
    is: 'a list of sizes: a height and a width, or steps and features',
    example: 'inputShape: [5, 5]',
  },
  'inputShape[]': { is: 'a whole number of at least 1', example: 'inputShape: [5, 5]' },
  'overrides.learningRate': rate,
  'overrides.steps': steps,
  'overrides.compare': compare,
  'overrides.compare[]': comparedRate,
};

const standardising: Fields = {
  'data.standardise': standardise,
  'data.standardize': { ...standardise, synonym: true },
};
const rows = (key: string, example: string): Fields => ({
  [`data.${key}`]: { is: 'a list of at least one sample, each a list of numbers', example },
  [`data.${key}[]`]: { is: 'the numbers of one sample', example },
  [`data.${key}[][]`]: finite(example),
});
const headers = (key: string, example: string): Fields => ({
  [`data.${key}`]: { is: 'a list of names, one per column', example },
  [`data.${key}[]`]: { is: 'a name', example, remedy: 'put the name in quotes: "1"' },
});

/** The places in `data` where the samples are written out. */
export const inlineFields: Fields = {
  ...rows('inputs', 'inputs: [[0, 0], [0, 1]]'),
  ...rows('targets', 'targets: [[0], [1]]'),
  ...headers('inputNames', 'inputNames: [x1, x2]'),
  ...headers('targetNames', 'targetNames: [y]'),
  ...standardising,
};

const columns = (key: string, example: string): Fields => ({
  [`data.${key}`]: {
    is: 'a list of columns of the file',
    example,
    remedy: `list columns by their headers: \`${example}\``,
  },
  [`data.${key}[]`]: {
    is: 'the header of a column',
    example,
    remedy:
      'put a header in quotes: "2024"; to count the columns of a file without a header line, write `header: none` in `data`',
    ifList: `a file and samples that are written out are mixed: with \`file\`, inputs and targets name columns, as in \`${example}\`; to write samples out, leave \`file\` out`,
  },
});
const classes = 'classes: { species: [setosa, versicolor] }';

const counted = (key: string, example: string): Fields => ({
  [`data.${key}`]: {
    is: 'a list of columns of the file',
    example,
    remedy: `list columns by their numbers, from 1: \`${example}\``,
  },
  [`data.${key}[]`]: {
    is: 'the number of a column, from 1',
    example,
    remedy: `with \`header: none\` columns are counted from 1: \`${example}\``,
  },
});

/** The places in `data` that are others where the file has no headers. */
export const headlessFields: Fields = {
  ...counted('inputs', 'inputs: [1, 2]'),
  ...counted('targets', 'targets: [3]'),
};

/** The places in `data` where the samples are in a file. */
export const fileFields: Fields = {
  'data.file': {
    is: 'the path of a CSV file',
    example: 'file: xor.csv',
  },
  ...columns('inputs', 'inputs: [x1, x2]'),
  ...columns('targets', 'targets: [y]'),
  'data.missing': {
    is: 'the word skip',
    example: 'missing: skip',
    remedy:
      'write `missing: skip` to leave out rows with missing values; else leave the key out and they are refused',
  },
  'data.classes': {
    is: 'a group of columns with their classes',
    example: classes,
    remedy: `write \`${classes}\``,
  },
  'data.classes.*': {
    is: 'a list of at least two classes',
    example: classes,
    remedy: `list all classes of the column: \`${classes}\``,
  },
  'data.classes.*[]': {
    is: 'a class, a text or a number',
    example: classes,
    remedy: 'put the class in quotes',
  },
  'data.delimiter': {
    is: 'a comma, a semicolon or a tab',
    example: 'delimiter: ";"',
    remedy: 'write `delimiter: ","`, `delimiter: ";"` or `delimiter: tab`',
  },
  'data.decimal': {
    is: 'a point or a comma',
    example: 'decimal: ","',
    remedy: 'write `decimal: "."` or `decimal: ","`',
  },
  'data.thousands': {
    is: 'a comma, a point, a space or an apostrophe',
    example: 'thousands: ","',
    remedy: 'write what stands between thousands in the file: `thousands: ","`',
  },
  'data.percent': {
    is: 'true or false',
    example: 'percent: true',
    remedy: 'write `percent: true` to read 12% as 0.12',
  },
  'data.header': {
    is: 'the word none',
    example: 'header: none',
    remedy: 'write `header: none` for a file whose first line is a sample; else leave the key out',
  },
  ...standardising,
};
