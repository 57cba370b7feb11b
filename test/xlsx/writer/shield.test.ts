import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shield, unshield } from '../../../src/xlsx/writer/shield.ts';

// biome-ignore format: by what might be mistaken
const piece = fc.constantFrom(
  ...['_', 'x', '005F', '_x005F', 'D83D', '_xDE42_', 'xD83D_', '🙂', '\uD83D', 'a'],
);

it('gives back any text, and lets through no half of a character', () => {
  const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      expect(unshield(shield(text))).toBe(text);
      expect(shield(text)).toMatch(/^[ -~]*$/);
    }),
    { numRuns: 2000 },
  );
});

it.each(['plain', 'η = 1', '_x000D_', '∂E/∂w1', 'a\nb\tc'])('leaves %j alone', (text) => {
  expect(shield(text)).toBe(text);
});
