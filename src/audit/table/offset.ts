import type { Book } from '../../sheet/book.ts';
import type { Axis } from '../../sheet/formula/node.ts';
import type { CellId } from '../../sheet/places.ts';
import type { Template } from '../../sheet/templates.ts';
import { alongOf, type Recurrence } from './recurrence.ts';

/**
 * How many rows of a block stand before its first parameter: the blocks are cut where the fewest
 * formulas reach over the cut. Updates reach over it wherever it is.
 */
export function offsetIn(
  book: Book,
  cells: readonly CellId[],
  recurrences: readonly Recurrence[],
  first: number,
): number {
  const { stride } = recurrences[0]!;
  const updates = new Set(recurrences.map(({ cell }) => cell));
  const size = Math.max(stride.down, stride.right);
  if (size === 1) return 0;
  const along = alongOf(book, stride);
  // The second block alone: all others are like it.
  const window = cells.filter((id) => along(id) >= first + 1 && along(id) < first + 1 + 2 * size);
  const reach: { from: number; to: number[] }[] = [];
  for (const id of window) {
    if (updates.has(id)) continue;
    // What is read a whole block away is the same quantity of another step.
    const distances = distancesRead(book.templateOf(id), stride.down > 0).filter(
      (distance) => Math.abs(distance) < 2 * size && Math.abs(distance) !== size,
    );
    const from = along(id);
    if (distances.length > 0) reach.push({ from, to: distances.map((each) => from + each) });
  }
  let best = { offset: 0, crossed: Number.POSITIVE_INFINITY };
  for (let offset = 0; offset < size; offset++) {
    const block = (at: number) => Math.floor((at - first + offset) / size);
    const crossed = reach.filter(({ from, to }) =>
      to.some((each) => block(each) !== block(from)),
    ).length;
    if (crossed < best.crossed) best = { offset, crossed };
  }
  return best.offset;
}

/** How far away, down or to the right, a formula reads what moves with it on its own sheet. */
function distancesRead(template: Template | undefined, down: boolean): number[] {
  return (template?.program.operations ?? []).flatMap((operation): number[] => {
    if (operation.kind !== 'cell' && operation.kind !== 'range') return [];
    const { node } = operation;
    if (node.sheet !== undefined) return [];
    const axes: readonly (Axis | undefined)[] =
      node.kind === 'cell'
        ? [down ? node.row : node.column]
        : ((down ? node.rows : node.columns) ?? []);
    return axes.flatMap((axis) => (axis === undefined || axis.fixed ? [] : [axis.by]));
  });
}
