import { type Gradient, gradientOf } from '../../sheet/gradient.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { Program } from '../../sheet/program.ts';
import { isGrid, type Scalar } from '../../sheet/value.ts';
import type { GradientRole } from '../roles/gradient-role.ts';
import type { TableRoles } from '../roles/roles.ts';
import { filledBy } from '../roles/states.ts';
import type { Series } from '../table/table.ts';

/** The formulas of one step, each after what it reads: from the parameters to the gradients. */
export interface StepModel {
  readonly step: number;
  readonly cells: readonly CellId[];
  /** What depends on a cell, itself not included, in order. */
  dependents(id: CellId): CellId[];
  /** The step with another formula in one cell. */
  change(id: CellId, program: Program): ChangedStep;
}

export interface ChangedStep {
  valueOf(id: CellId): Scalar;
  /** The derivatives of the changed loss. */
  slopes(): Gradient;
}

/** The step's formulas, also those that lead to other quantities alone: a change may make them count. */
export function stepModel(
  { table, loss, states }: TableRoles,
  gradients: readonly GradientRole[],
  step: number,
  others: Iterable<Series> = [],
): StepModel {
  const { book } = table;
  const order = new Map<CellId, number>();
  const cells: CellId[] = [];
  const ends = [loss, ...gradients.map(({ series }) => series), ...others];
  const roots = ends.map(({ cells }) => cells[step] ?? nowhere);
  // Updates that hold their gradient stand in the step after.
  const updates = new Set(
    gradients.flatMap(({ series, inner }) => (inner ? [series.cells[step] ?? nowhere] : [])),
  );
  const isInner = (id: CellId) =>
    id !== nowhere &&
    (updates.has(id) || (!states.stops(id) && table.stepOf(id) === step)) &&
    book.templateOf(book.anchorOf(id)) !== undefined;
  const entered = new Set<CellId>();
  const stack: { id: CellId; ready: boolean }[] = roots.map((id) => ({ id, ready: false }));
  while (stack.length > 0) {
    const { id, ready } = stack.pop() as { id: CellId; ready: boolean };
    if (order.has(id) || !isInner(id)) continue;
    if (ready) {
      order.set(id, cells.push(id));
      continue;
    }
    if (entered.has(id)) continue;
    entered.add(id);
    stack.push({ id, ready: true });
    for (const read of book.references(id)) stack.push({ id: read, ready: false });
  }
  const reads = new Map(cells.map((id) => [id, book.references(id)]));
  const dependents = (id: CellId): CellId[] => {
    const found = new Set([id]);
    const rest: CellId[] = [];
    for (const each of cells) {
      if (each === id || !reads.get(each)?.some((read) => found.has(read))) continue;
      found.add(each);
      rest.push(each);
    }
    return rest;
  };
  const known = new Map<CellId, CellId[]>();
  return {
    step,
    cells,
    dependents,
    change(id, program) {
      const after = known.get(id) ?? dependents(id);
      known.set(id, after);
      const values = new Map<CellId, Scalar>();
      const changed = (each: CellId) => values.get(each);
      const compute = (each: CellId, own: Program) => {
        const { results } = book.run(own, each, changed);
        const value = results.at(-1)!;
        const { row, column } = book.placeOf(each);
        for (const filled of isGrid(value) ? filledBy(book, each) : [each]) {
          const at = book.placeOf(filled);
          values.set(filled, isGrid(value) ? value.at(at.row - row, at.column - column) : value);
        }
      };
      compute(id, program);
      for (const each of after) {
        const own = book.templateOf(each)?.program;
        if (own !== undefined) compute(each, own);
      }
      const later = new Map(after.map((each, i) => [each, i + 1]));
      const view = {
        programOf: (each: CellId) => (each === id ? program : book.templateOf(each)?.program),
        valueOf: changed,
        order: (each: CellId) => {
          if (each === id) return cells.length;
          const place = later.get(each);
          return place === undefined ? (order.get(each) ?? 0) : cells.length + place;
        },
      };
      return {
        valueOf: (each) => values.get(each) ?? book.value(each),
        slopes: () =>
          gradientOf(
            book,
            loss.cells[step]!,
            (each) => each !== loss.cells[step] && !isInner(each),
            view,
          ),
      };
    },
  };
}
