import { describe, expect, it } from 'vitest';
import { labelFaults } from './faults.ts';
import { lessons } from './lessons.ts';

describe('labels', () => {
  it.each(Object.keys(lessons))(
    'say what the numbers are: %s',
    async (name) => {
      expect(await labelFaults(lessons[name]())).toEqual([]);
    },
    180_000,
  );
});
