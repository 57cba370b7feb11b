import fc from 'fast-check';
import { describe, it } from 'vitest';
import { parseAnything, type TextFamily, textFamilies } from './texts.ts';

/** A few seconds' worth; test/long has the rest, in a process whose memory it measures. */
const runs: Record<TextFamily, number> = {
  'JSON of our own words': 1000,
  'specs that are nearly right': 3000,
  'any JSON': 1000,
  'damaged templates': 1000,
  'marks of YAML': 1000,
  bytes: 1000,
  'endless texts': 10,
};

describe('parseSpec on anything', () => {
  it.each(Object.entries(runs))('parses or refuses %s', (family, numRuns) => {
    const texts: fc.Arbitrary<string | Uint8Array> = textFamilies[family as TextFamily];
    fc.assert(
      fc.property(texts, (text) => void parseAnything(text)),
      { numRuns },
    );
  });
});
