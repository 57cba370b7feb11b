import type { Book } from './book.ts';
import type { Adjoint } from './functions/function.ts';
import { type CellId, nowhere } from './places.ts';
import type { Program } from './program.ts';
import { isGrid, type Scalar } from './value.ts';

/** How much a cell changes with each of the cells it depends on. */
export interface Gradient {
  /** The derivative by a cell; 0 for one that it does not depend on. */
  by(id: CellId): number;
  /** Every cell that a derivative reached, the cell itself included. */
  readonly reached: ReadonlyMap<CellId, number>;
  /** Whether a slope was taken at a kink, where another choice is as good: MAX of two equal numbers. */
  readonly kinked: boolean;
}

/** A book with some formulas and values put in place of its own. */
export interface View {
  /** Undefined for a constant, or for a cell at which derivatives end. */
  programOf(id: CellId): Program | undefined;
  /** Undefined where the book's own value holds. */
  valueOf(id: CellId): Scalar | undefined;
  /** Greater than that of every cell it depends on. */
  order(id: CellId): number;
}

/**
 * Reverse-mode differentiation over the graph of cells: the derivatives of one cell by all cells it
 * is computed from. Conditions are taken as the values have them. At a cell for which `stop` holds
 * it ends: that cell counts as an independent number.
 *
 * Griewank and Walther, Evaluating Derivatives (2008), chapter 3.
 */
export function gradientOf(
  book: Book,
  of: CellId,
  stop: (id: CellId) => boolean = () => false,
  view?: View,
): Gradient {
  const adjoints = new Map<CellId, number>();
  let kinked = false;
  book.value(of);
  const open = queue(view?.order ?? book.order);
  const add = (id: CellId, amount: number) => {
    if (id === nowhere || amount === 0) return;
    const before = adjoints.get(id);
    if (before === undefined) open.push(id);
    adjoints.set(id, (before ?? 0) + amount);
  };
  add(of, 1);
  // Cells that were computed later come first: then each has its whole adjoint when its turn comes.
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id !== of && stop(id)) continue;
    if (descend(book, id, adjoints.get(id) as number, add, view)) kinked = true;
  }
  return { by: (id) => adjoints.get(id) ?? 0, reached: adjoints, kinked };
}

/** Hands a cell's adjoint on to the cells its formula reads; says whether a kink was met. */
function descend(
  book: Book,
  id: CellId,
  adjoint: number,
  add: (id: CellId, amount: number) => void,
  view: View | undefined,
): boolean {
  const anchor = book.anchorOf(id);
  const program = view === undefined ? book.templateOf(anchor)?.program : view.programOf(anchor);
  if (program === undefined) return false;
  const { operations } = program;
  const last = operations.length - 1;
  const run = book.run(program, anchor, view?.valueOf);
  const backs: (Adjoint | undefined)[] = new Array(operations.length);
  backs[last] = adjoint;
  const result = run.results[last]!;
  if (isGrid(result)) {
    // One value of the block that the formula fills.
    const block = new Float64Array(result.rows * result.columns);
    block[book.indexInBlock(id, result)] = adjoint;
    backs[last] = block;
  }
  for (let i = last; i >= 0; i--) {
    const back = backs[i];
    if (back === undefined) continue;
    const operation = operations[i]!;
    if (operation.kind === 'cell' || operation.kind === 'crossing') {
      add(run.cellAt(i), back as number);
    } else if (operation.kind === 'range' || operation.kind === 'spill') {
      const block = run.blockAt(i);
      if (block === undefined) continue;
      if (typeof back === 'number') add(block.cell(0), back);
      else for (let k = 0; k < back.length; k++) add(block.cell(k), back[k]!);
    } else if (operation.kind === 'call' && operation.row.backward !== undefined) {
      const given = operation.arguments.map((place) => run.results[place]!);
      const inner = operation.row.backward(given, run.results[i]!, back, run.place);
      for (const [k, place] of operation.arguments.entries()) {
        backs[place] = sum(backs[place], inner[k]);
      }
    }
  }
  return run.place.kinked;
}

function sum(left: Adjoint | undefined, right: Adjoint | undefined): Adjoint | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  if (typeof left === 'number') return left + (right as number);
  return left.map((value, i) => value + (right as Float64Array)[i]!);
}

/** The cells that wait for their turn; the one computed last comes out first. A binary heap. */
function queue(order: (id: CellId) => number) {
  const heap: CellId[] = [];
  const later = (i: number, j: number) => order(heap[i]!) > order(heap[j]!);
  const swap = (i: number, j: number) => {
    [heap[i], heap[j]] = [heap[j]!, heap[i]!];
  };
  return {
    push(id: CellId) {
      let i = heap.push(id) - 1;
      while (i > 0 && later(i, (i - 1) >> 1)) {
        swap(i, (i - 1) >> 1);
        i = (i - 1) >> 1;
      }
    },
    pop(): CellId | undefined {
      const top = heap[0];
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return last;
      heap[0] = last;
      for (let i = 0; ; ) {
        let next = i;
        for (const child of [2 * i + 1, 2 * i + 2]) {
          if (child < heap.length && later(child, next)) next = child;
        }
        if (next === i) return top;
        swap(i, next);
        i = next;
      }
    },
  };
}
