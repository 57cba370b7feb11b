import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';

// `npm run test:mutants` makes them, which takes minutes; that it still can is soon told.
describe('mutants of the labels', () => {
  it.each(mutants)('$file: $wrong', ({ file, right, wrong }) => {
    const source = readFileSync(join(import.meta.dirname, '../../src', file), 'utf8');
    expect(source.split(right)).toHaveLength(2);
    expect(wrong).not.toBe(right);
  });
});
