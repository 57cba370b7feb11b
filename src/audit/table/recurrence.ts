import { type Book, type CellId, nowhere } from '../../sheet/book.ts';
import { childrenOf, type Node, resolve } from '../../sheet/formula/node.ts';

/** How far it is from a step to the next: rows down and columns to the right. */
export interface Stride {
  readonly down: number;
  readonly right: number;
}

/** A cell whose formula goes on from an earlier cell of the same kind. */
export interface Recurrence {
  readonly cell: CellId;
  readonly before: CellId;
  readonly stride: Stride;
  /** Whether the earlier cell's own value is kept and something added: `w−η·g`. */
  readonly additive: boolean;
}

/**
 * The cells of a sheet that go on from the same quantity a step before: updates, running means,
 * counters. All of them have one stride, the one that most of them vote for.
 */
export function recurrencesOf(book: Book, sheet: number, cells: readonly CellId[]): Recurrence[] {
  const found: (Recurrence & { readonly same: boolean })[] = [];
  const votes = new Map<string, number>();
  for (const cell of cells) {
    const template = book.templateOf(cell);
    if (template === undefined) continue;
    for (const before of earlierCells(book, cell, sheet)) {
      const at = book.placeOf(cell);
      const from = book.placeOf(before);
      const stride = { down: at.row - from.row, right: at.column - from.column };
      const same = book.templateOf(before) === template;
      const additive = keeps(book, template.node, cell, before);
      if (!same && !(additive && isStart(book, before))) continue;
      found.push({ cell, before, stride, additive, same });
      // Running sums along a row are no steps: only what is added to votes fully. What goes on from a
      // typed number but leads no further may as well be an error, a − t, in every row.
      const key = `${stride.down} ${stride.right}`;
      votes.set(key, (votes.get(key) ?? 0) + (!same ? 0.25 : additive ? 4 : 1));
    }
  }
  const [winner] = [...votes].sort((a, b) => b[1] - a[1]);
  return found.filter(({ stride }) => `${stride.down} ${stride.right}` === winner?.[0]);
}

const isStart = (book: Book, id: CellId) =>
  book.templateOf(id) === undefined && typeof book.value(id) === 'number';

/** The cells of its own sheet that a formula reads above or to the left of it, and could go on from. */
function earlierCells(book: Book, cell: CellId, sheet: number): CellId[] {
  const { row, column } = book.placeOf(cell);
  const own = book.cellOf(cell);
  const found = new Set<CellId>();
  const visit = (node: Node): void => {
    if (node.kind === 'cell' || node.kind === 'range') {
      const target = node.sheet === undefined || node.sheet === book.sheets[sheet];
      const rows = node.kind === 'cell' ? ([node.row, node.row] as const) : node.rows;
      const columns = node.kind === 'cell' ? ([node.column, node.column] as const) : node.columns;
      if (!target || rows === undefined || columns === undefined) return;
      const [top, bottom] = rows.map((axis) => resolve(axis, row));
      const [left, right] = columns.map((axis) => resolve(axis, column));
      if (node.kind === 'range' && !fills(own.array, bottom - top, right - left)) return;
      const [down, along] = [row - top, column - left];
      // Straight up or straight to the left.
      if ((down > 0 && along === 0) || (down === 0 && along > 0)) {
        if (rows[0].fixed && down > 0) return;
        if (columns[0].fixed && along > 0) return;
        const id = book.find(sheet, top, left);
        if (id !== nowhere) found.add(id);
      }
      return;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  const template = book.templateOf(cell);
  if (template !== undefined) visit(template.node);
  return [...found];
}

type Area = ReturnType<Book['cellOf']>['array'];

const fills = (array: Area, height: number, width: number) =>
  array !== undefined &&
  array.last.row - array.first.row === height &&
  array.last.column - array.first.column === width;

/** Whether a formula, or a branch of its IF, is a sum with the earlier cell as one of its terms. */
function keeps(book: Book, node: Node, cell: CellId, before: CellId): boolean {
  const { row, column } = book.placeOf(cell);
  const from = book.placeOf(before);
  const isBefore = (each: Node): boolean => {
    if (each.kind === 'cell') {
      return resolve(each.row, row) === from.row && resolve(each.column, column) === from.column;
    }
    if (each.kind !== 'range' || each.rows === undefined || each.columns === undefined)
      return false;
    const corner = [resolve(each.rows[0], row), resolve(each.columns[0], column)];
    return corner[0] === from.row && corner[1] === from.column;
  };
  return branchesOf(node).some((branch) => {
    const terms = termsOf(branch);
    if (terms.length < 2) return false;
    return terms.some((term) => isBefore(term) || isScaled(term, isBefore));
  });
}

/** `w*(1−η·λ)`: the earlier value times what depends on no other cell of the steps. */
function isScaled(term: Node, isBefore: (node: Node) => boolean): boolean {
  if (term.kind !== 'binary' || term.operator !== '*') return false;
  const [own, other] = isBefore(term.left) ? [term.left, term.right] : [term.right, term.left];
  return isBefore(own) && isSteady(other);
}

function isSteady(node: Node): boolean {
  if (node.kind === 'cell') return node.row.fixed && node.column.fixed;
  return childrenOf(node).every(isSteady) && node.kind !== 'range';
}

/** The values that a formula may take: both branches of an IF, else the formula itself. */
export function branchesOf(node: Node): Node[] {
  if (node.kind !== 'call' || !['IF', 'IFERROR'].includes(node.name)) return [node];
  const from = node.name === 'IF' ? node.arguments.slice(1) : node.arguments;
  return from.flatMap(branchesOf);
}

/** The terms of a sum, whatever their signs. */
export function termsOf(node: Node): Node[] {
  if (node.kind === 'binary' && (node.operator === '+' || node.operator === '-')) {
    return [...termsOf(node.left), ...termsOf(node.right)];
  }
  if (node.kind === 'unary' && (node.operator === '-' || node.operator === '+')) {
    return termsOf(node.operand);
  }
  if (node.kind === 'call' && node.name === 'SUM') return node.arguments.flatMap(termsOf);
  return [node];
}
