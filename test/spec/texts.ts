import fc from 'fast-check';
import { GradsheetError } from '../../src/errors.ts';
import { initialiserNames } from '../../src/functions/initialisers.ts';
import { type ChoicePath, type ChoicePlace, choicePlaces } from '../../src/spec/choices.ts';
import { longestSpec, mostTokens } from '../../src/spec/limits.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { listTemplates, readTemplate } from '../../src/spec/templates.ts';

/** The file that every spec finds. */
const xor = new TextEncoder().encode('x,y,x1\n0,0,a\n0,1,b\n1,0,b\n1,1,a\n');

/** Texts that anybody might take for a spec. Nothing here needs vitest: test/long runs it alone. */
export type Text = string | Uint8Array;

/**
 * Parses a text, which must give a spec, or undefined and an error for people: any other error, or
 * one that says nothing, is thrown.
 */
export function parseAnything(text: Text): Spec | undefined {
  try {
    return parseSpec(text, { source: 'fuzz.yaml', readFile: () => xor });
  } catch (error) {
    if (!(error instanceof GradsheetError)) throw error;
    const { message, hint } = error;
    const sound =
      /^fuzz\.yaml.*: \S/.test(message) &&
      hint !== '' &&
      message.length + hint.length < 5000 &&
      !/undefined|NaN, but|\[object/.test(message + hint);
    if (!sound) throw new Error(`no message for people: ${message}\n${hint}`);
    return undefined;
  }
}

/** `name`, and the parameters of all rows. */
const choiceWords = Object.values(choicePlaces).flatMap(({ rows }) => [
  'name',
  ...Object.values(rows).flatMap((parameters) => Object.keys(parameters)),
]);
const rowNames = Object.values(choicePlaces).flatMap(({ rows }) => Object.keys(rows));
const word = fc.constantFrom(
  ...[...rowNames, ...initialiserNames, 'half-squared-error', '', 'x', 'y', 'x1', 'a', 'b', 'skip'],
);

const key = fc.constantFrom(
  ...['name', 'inputs', 'targets', 'layers', 'units', 'weights', 'biases', 'activation'],
  ...['loss', 'training', 'learningRate', 'steps', 'trainBiases', 'compare', '__proto__', 'x'],
  ...[
    'data',
    'file',
    'inputNames',
    'standardise',
    'standardize',
    'missing',
    'classes',
    'delimiter',
  ],
  ...['schedule', 'optimizer', 'epochs', 'batchSize', 'shuffle', 'init', 'seed', 'decimal', 'x1'],
  ...choiceWords,
);
/** JSON made of the right words in the wrong places. */
const { ownWords } = fc.letrec((tie) => ({
  ownWords: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false, 1, 2, 0.5, -1, 0, 1e308),
    word,
    fc.array(tie('ownWords'), { maxLength: 3 }),
    fc
      .array(fc.tuple(key, tie('ownWords')), { maxLength: 6 })
      .map((pairs) => Object.fromEntries(pairs)),
  ),
}));

/** What is right, and now and then anything else. */
const mostly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 60, arbitrary: right as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: word },
    { weight: 1, arbitrary: ownWords },
  );
const some = { requiredKeys: [] };
const one = (...values: unknown[]) => mostly(fc.constantFrom(...values));
const numbers = fc.array(fc.constantFrom(0, 1, 0.5), { minLength: 1, maxLength: 2 });
const samples = mostly(fc.array(numbers, { minLength: 1, maxLength: 3 }));
const columns = one(['x'], ['y'], ['x', 'y'], ['x1'], ['z']);
const choice = (path: ChoicePath) => {
  const { rows }: ChoicePlace = choicePlaces[path];
  const name = fc.constantFrom(...Object.keys(rows));
  const group = name.chain((name) =>
    fc
      .record(
        Object.fromEntries(Object.keys(rows[name]).map((key) => [key, one(0, 1, 0.5, 5)])),
        some,
      )
      .map((parameters) => ({ ...parameters, name })),
  );
  return mostly(fc.oneof(name, group));
};
const init = fc.record(
  { init: one(...initialiserNames), seed: one(0, 7, 1e15) },
  { requiredKeys: ['init'] },
);
const drawn = mostly(fc.oneof(fc.constantFrom(...initialiserNames), init));
const training = {
  optimizer: choice('training.optimizer'),
  schedule: choice('training.schedule'),
  epochs: one(2),
  steps: one(3),
  batchSize: one(1, 2),
  shuffle: one(false, 3),
};
const layer = {
  units: one(1, 2),
  activation: choice('layers[].activation'),
  weights: drawn,
  biases: drawn,
};
const written = { inputs: samples, targets: samples };
const fromFile = { file: one('xor.csv'), inputs: columns, targets: columns };
const data = mostly(
  fc.oneof(
    fc.record(
      { ...written, standardise: one(true, false) },
      { requiredKeys: ['inputs', 'targets'] },
    ),
    fc.record(
      { ...fromFile, missing: one('skip'), classes: ownWords },
      { requiredKeys: ['file', 'inputs', 'targets'] },
    ),
  ),
);
const rest = {
  layers: fc.array(fc.record(layer, { requiredKeys: ['units', 'weights'] }), {
    minLength: 1,
    maxLength: 2,
  }),
  loss: choice('loss'),
  training: fc.record(training, some),
};
/** Specs of which most places are right. */
const nearlyRight = fc.oneof(
  fc.record(
    { inputs: numbers, targets: numbers, ...rest },
    { requiredKeys: ['inputs', 'targets', 'layers'] },
  ),
  fc.record({ data, ...rest }, { requiredKeys: ['data', 'layers'] }),
);

/** What means something in YAML. */
const mark = fc.constantFrom(
  ...['[', ']', '{', '}', ':', ': ', ',', '- ', '? ', '\n', '\r\n', '\n  ', ' ', '\t', '"', "'"],
  ...['&a ', '*a', '!x ', '!!str ', '<<: ', '---\n', '...\n', '%YAML 1.2\n', '# ', '|\n', '>-\n'],
  ...['\\', '\\u', '0', '-', '.', '~', '@', '`', 'a', '1e9', '\uFEFF', '\u2028', '\uD83D', '🙂'],
);

const templates = listTemplates().map(({ name }) => readTemplate(name));

/** A template with pieces of it replaced by something else. */
const damaged = fc
  .tuple(
    fc.constantFrom(...templates),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 12 }),
        fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), mark),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([template, damages]) =>
    damages.reduce((text, [at, length, piece]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + piece + text.slice(start + length);
    }, template),
  );

/** The same few marks over and over, up to the largest text that is read. */
const endless = fc
  .tuple(
    fc.array(mark, { maxLength: 2 }),
    fc.array(mark, { minLength: 1, maxLength: 4 }),
    fc.array(mark, { maxLength: 2 }),
    fc.constantFrom(1000, mostTokens / 4, mostTokens - 10, longestSpec - 100),
  )
  .map(([start, piece, end, length]) => {
    const repeated = piece.join('');
    return `${start.join('')}${repeated.repeat(length / repeated.length)}${end.join('')}`;
  });

/** Ways to make texts, by what they make. */
export const textFamilies = {
  'JSON of our own words': ownWords.map((json) => JSON.stringify(json)),
  'specs that are nearly right': nearlyRight.map((json) => JSON.stringify(json)),
  'any JSON': fc.json(),
  'damaged templates': damaged,
  'marks of YAML': fc.array(mark, { maxLength: 60 }).map((marks) => marks.join('')),
  bytes: fc.uint8Array({ maxLength: 200 }),
  'endless texts': endless,
} satisfies Record<string, fc.Arbitrary<Text>>;

export type TextFamily = keyof typeof textFamilies;
