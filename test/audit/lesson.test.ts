import { describe, expect, it } from 'vitest';
import { auditCells } from '../../src/audit/audit.ts';
import { cellsFrom } from '../sheet/cells.ts';
import { lesson, type Writing } from './lesson.ts';

const writings = (
  ['next row', 'new', 'new, left', 'next row, spelt out', 'new, spelt out'] as const
).flatMap((updates): Writing[] => [
  { updates, fused: false, deltas: true },
  { updates, fused: true, deltas: false },
]);

describe.each(writings)('the lesson with $updates, fused: $fused, deltas: $deltas', (writing) => {
  const audit = (wrong?: string) => auditCells(cellsFrom({ S: lesson(writing, wrong) }));

  it('is clean', () => {
    const { verdict, faults } = audit();
    expect([verdict, faults]).toEqual(['clean', []]);
  });

  it.each(['w2', 'w7'])('has one fault where ∂E/∂%s has a factor too many', (name) => {
    const { faults } = audit(name);
    expect(faults.map(({ symbol, slip }) => [symbol, slip])).toEqual([
      [`∂E/∂${name}`, 'extra factor'],
    ]);
  });
});
