import type { Shape } from '../layers/kind.ts';

/** Numbers in lists of any depth: `[[1, 2], [3, 4]]`. */
export type Nested = number | readonly Nested[];

/**
 * Nested lists as one, row by row, and how they lay: null where lists beside each other differ in
 * length.
 */
export function flatten(nested: readonly Nested[]): { numbers: number[]; shape: Shape | null } {
  const isFlat = nested.every((each) => typeof each === 'number');
  if (isFlat) return { numbers: [...nested] as number[], shape: [nested.length] };
  const parts = nested.map((each) =>
    typeof each === 'number' ? { numbers: [each], shape: [] } : flatten(each),
  );
  const shape = parts[0]?.shape;
  const alike = parts.every((part) => part.shape && shape && part.shape.join() === shape.join());
  return {
    numbers: parts.flatMap(({ numbers }) => numbers),
    shape: alike && shape ? [nested.length, ...shape] : null,
  };
}
