import fc from 'fast-check';
import { GradsheetError } from '../../src/errors.ts';
import { longestSpec, mostTokens } from '../../src/spec/limits.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { listTemplates, readTemplate } from '../../src/spec/templates.ts';

/** Texts that anybody might take for a spec. Nothing here needs vitest: test/long runs it alone. */
export type Text = string | Uint8Array;

/**
 * Parses a text, which must give a spec, or undefined and an error for people: any other error, or
 * one that says nothing, is thrown.
 */
export function parseAnything(text: Text): Spec | undefined {
  try {
    return parseSpec(text, { source: 'fuzz.yaml' });
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

const key = fc.constantFrom(
  ...['name', 'inputs', 'targets', 'layers', 'units', 'weights', 'biases', 'activation'],
  ...['loss', 'training', 'learningRate', 'steps', 'trainBiases', 'compare', '__proto__', 'x'],
);
/** JSON made of the right words in the wrong places. */
const { ownWords } = fc.letrec((tie) => ({
  ownWords: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, 'sigmoid', 'half-squared-error', '', 1, 2, 0.5, -1, 1e308),
    fc.array(tie('ownWords'), { maxLength: 3 }),
    fc
      .array(fc.tuple(key, tie('ownWords')), { maxLength: 6 })
      .map((pairs) => Object.fromEntries(pairs)),
  ),
}));

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
  'any JSON': fc.json(),
  'damaged templates': damaged,
  'marks of YAML': fc.array(mark, { maxLength: 60 }).map((marks) => marks.join('')),
  bytes: fc.uint8Array({ maxLength: 200 }),
  'endless texts': endless,
} satisfies Record<string, fc.Arbitrary<Text>>;

export type TextFamily = keyof typeof textFamilies;
