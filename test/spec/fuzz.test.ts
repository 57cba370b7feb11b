import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GradsheetError } from '../../src/errors.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { listTemplates, readTemplate } from '../../src/spec/templates.ts';

const texts = listTemplates().map(({ name }) => readTemplate(name));

/** Either a spec or an error for people; never another error, never an empty sentence. */
function parsesOrRefuses(text: string | Uint8Array): void {
  try {
    parseSpec(text, { source: 'fuzz.yaml' });
  } catch (error) {
    expect(error).toBeInstanceOf(GradsheetError);
    const { message, hint } = error as GradsheetError;
    expect(message).toMatch(/^fuzz\.yaml.*: \S/);
    expect(message + hint).not.toMatch(/undefined|\[object/);
    expect(hint).not.toBe('');
  }
}

const key = fc.constantFrom(
  ...['name', 'inputs', 'targets', 'layers', 'units', 'weights', 'biases', 'activation'],
  ...['loss', 'training', 'learningRate', 'steps', 'trainBiases', 'compare', '__proto__', 'x'],
);
/** JSON made of the right words in the wrong places. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, 'sigmoid', 'half-squared-error', '', 1, 2, 0.5, -1, 1e308),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(key, tie('value')), { maxLength: 6 })
      .map((pairs) => Object.fromEntries(pairs)),
  ),
}));

/** A template with a piece of it replaced by something else. */
const mutated = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.nat(),
    fc.nat({ max: 12 }),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '[',
        ']',
        '{',
        '}',
        ':',
        ': ',
        '\n',
        '\t',
        '"',
        '&a ',
        '*a',
        '!x ',
        '---\n',
        '0',
        '-',
      ),
    ),
  )
  .map(([text, at, length, piece]) => {
    const start = at % text.length;
    return text.slice(0, start) + piece + text.slice(start + length);
  });

describe('parseSpec on anything', () => {
  it.each<[string, fc.Arbitrary<string | Uint8Array>]>([
    ['JSON of our own words', value.map((json) => JSON.stringify(json))],
    ['any JSON', fc.json()],
    ['damaged templates', mutated],
    ['bytes', fc.uint8Array({ maxLength: 200 })],
  ])('parses or refuses %s', (_what, text) => {
    fc.assert(fc.property(text, parsesOrRefuses), { numRuns: 2000 });
  });
});
