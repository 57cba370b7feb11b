import type { Book } from '../../sheet/book.ts';
import { type Axis, childrenOf, type Node, resolve } from '../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { Template } from '../../sheet/templates.ts';

/** How far it is from a step to the next: rows down and columns to the right. */
export interface Stride {
  readonly down: number;
  readonly right: number;
}

/** Where a cell stands along the steps: its row, or its column. */
export const alongOf =
  (book: Book, { down }: Stride) =>
  (id: CellId) => {
    const { row, column } = book.placeOf(id);
    return down > 0 ? row : column;
  };

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
 * counters. All of them have one stride, the one that most of them vote for. In a batch every sample
 * repeats the parameters; its update goes on from what they repeat.
 */
export function recurrencesOf(book: Book, sheet: number, cells: readonly CellId[]): Recurrence[] {
  const found = linksOf(book, sheet, cells);
  const votes = new Map<string, number>();
  const keyOf = ({ stride }: Recurrence) => `${stride.down} ${stride.right}`;
  // Running sums along a row are no steps: only what is added to votes fully. What goes on from a
  // typed number but leads no further may as well be an error, a − t, in every row.
  for (const link of found) {
    const vote = !link.same ? 0.25 : link.additive ? 4 : 1;
    votes.set(keyOf(link), (votes.get(keyOf(link)) ?? 0) + vote);
  }
  const [winner] = [...votes].sort((a, b) => b[1] - a[1]);
  return found.filter((link) => keyOf(link) === winner?.[0]);
}

/** A recurrence of any stride. */
interface Link extends Recurrence {
  /** Whether the earlier cell has the same formula. */
  readonly same: boolean;
}

/** The cells of a sheet that go on from another one straight above or to the left of them. */
export function linksOf(book: Book, sheet: number, cells: readonly CellId[]): Link[] {
  const found: Link[] = [];
  const earlier = earlierReader(book, sheet);
  const origin = originReader(book);
  const isLike = (template: Template, before: CellId) => book.templateOf(before) === template;
  /** A typed number, or the first update, which has a formula of its own where momentum needs two steps. */
  const isBeginning = (cell: CellId, before: CellId) => {
    if (isStart(book, before)) return true;
    const template = book.templateOf(before);
    if (template === undefined) return false;
    const [at, from] = [book.placeOf(cell), book.placeOf(before)];
    const start = book.find(from.sheet, 2 * from.row - at.row, 2 * from.column - at.column);
    if (start === nowhere || !isStart(book, start)) return false;
    const reads = earlier(before, template);
    const ownReads = earlier(cell, book.templateOf(cell)!).map((each) => each.before);
    return reads.some((each) => each.before === start && each.additive) && ownReads.includes(start);
  };
  for (const cell of cells) {
    const template = book.templateOf(cell);
    if (template === undefined) continue;
    const straight = earlier(cell, template).map(({ before: read, additive }) => {
      const goesOn = isLike(template, read) || (additive && isBeginning(cell, read));
      return { before: goesOn ? read : origin(read), additive };
    });
    for (const { before, additive } of [...straight, ...handedOn(book, cell, template)]) {
      const same = isLike(template, before);
      if (before === cell || (!same && !(additive && isBeginning(cell, before)))) continue;
      const at = book.placeOf(cell);
      const from = book.placeOf(before);
      const stride = { down: at.row - from.row, right: at.column - from.column };
      if (stride.down > 0 && stride.right > 0) continue;
      found.push({ cell, before, stride, additive, same });
    }
  }
  return found;
}

const isStart = (book: Book, id: CellId) =>
  book.templateOf(id) === undefined && typeof book.value(id) === 'number';

/** The cell that a cell merely repeats, straight above or to the left of it, however often; else itself. */
function originReader(book: Book): (id: CellId) => CellId {
  const known = new Map<CellId, CellId>();
  return (id) => {
    const path: CellId[] = [];
    let at = id;
    for (;;) {
      const end = known.get(at);
      if (end !== undefined) {
        at = end;
        break;
      }
      path.push(at);
      const next = repeated(book, at);
      if (next === undefined) break;
      at = next;
    }
    for (const each of path) known.set(each, at);
    return at;
  };
}

function repeated(book: Book, id: CellId): CellId | undefined {
  const node = book.templateOf(id)?.node;
  if (node?.kind !== 'cell' || node.sheet !== undefined) return undefined;
  const { sheet, row, column } = book.placeOf(id);
  const [above, beside] = [row - resolve(node.row, row), column - resolve(node.column, column)];
  const straight = (above > 0 && beside === 0) || (above === 0 && beside > 0);
  const read = straight ? book.find(sheet, row - above, column - beside) : nowhere;
  return read === nowhere ? undefined : read;
}

/**
 * What a cell goes on from that only repeats another one: `w` of a row, which is `w_new` of the row
 * before, which is `w` of that row less something.
 */
function handedOn(book: Book, cell: CellId, { node }: Template): Earlier[] {
  // Straight from above it is the same number for the next sample.
  const isHanded = node.kind === 'cell' && repeated(book, cell) === undefined;
  const update = isHanded ? updateOf(book, cell) : undefined;
  const template = update === undefined ? undefined : book.templateOf(update);
  if (update === undefined || template === undefined) return [];
  const at = book.placeOf(cell);
  const isStraight = (id: CellId) => {
    const from = book.placeOf(id);
    const [down, along] = [at.row - from.row, at.column - from.column];
    return from.sheet === at.sheet && ((down > 0 && along === 0) || (down === 0 && along > 0));
  };
  const before = [...new Set(book.references(update))].filter(
    (id) => id !== nowhere && isStraight(id) && keeps(book, template.node, update, id),
  );
  return before.length === 1 ? [{ before: before[0]!, additive: true }] : [];
}

/** How often a value is handed on from cell to cell at most. */
const mostHands = 4;

/** The formula whose value a cell repeats; itself if it is one. */
export function updateOf(book: Book, cell: CellId): CellId | undefined {
  let at = cell;
  for (let hands = 0; hands < mostHands; hands++) {
    const node = book.templateOf(at)?.node;
    if (node?.kind !== 'cell') return node === undefined ? undefined : at;
    const [read = nowhere] = book.references(at);
    if (read === nowhere) return undefined;
    at = read;
  }
  return undefined;
}

interface Earlier {
  readonly before: CellId;
  readonly additive: boolean;
}

/** The cells of its own sheet that a formula reads above or to the left of it, and could go on from. */
function earlierReader(book: Book, sheet: number) {
  /** What a template reads of its own sheet, each once. */
  const reads = new Map<Template, Reading[]>();
  return (cell: CellId, template: Template): Earlier[] => {
    const { row, column } = book.placeOf(cell);
    const { array } = book.cellOf(cell);
    const known = reads.get(template) ?? readingsOf(template.node, book.sheets[sheet]!);
    reads.set(template, known);
    const found = new Map<CellId, Earlier>();
    for (const reading of known) {
      const { rows, columns, single } = reading;
      const [down, along] = [row - resolve(rows[0], row), column - resolve(columns[0], column)];
      // Straight up or straight to the left.
      if (!((down > 0 && along === 0) || (down === 0 && along > 0))) continue;
      if ((rows[0].fixed && down > 0) || (columns[0].fixed && along > 0)) continue;
      if (!single) {
        const height = resolve(rows[1], row) - resolve(rows[0], row);
        const width = resolve(columns[1], column) - resolve(columns[0], column);
        if (!fills(array, height, width)) continue;
      }
      const before = book.find(sheet, row - down, column - along);
      if (before === nowhere || found.has(before)) continue;
      reading.additive ??= keeps(book, template.node, cell, before);
      found.set(before, { before, additive: reading.additive });
    }
    return [...found.values()];
  };
}

interface Reading {
  readonly rows: readonly [Axis, Axis];
  readonly columns: readonly [Axis, Axis];
  readonly single: boolean;
  /** Whether the formula adds to it; worked out where it is first met as an earlier cell. */
  additive?: boolean;
}

function readingsOf(root: Node, own: string): Reading[] {
  const found = new Map<string, Reading>();
  const visit = (node: Node): void => {
    for (const child of childrenOf(node)) visit(child);
    if (node.kind !== 'cell' && node.kind !== 'range') return;
    if (node.sheet !== undefined && node.sheet !== own) return;
    if (node.kind === 'cell') {
      const { row, column } = node;
      const reading = { rows: [row, row], columns: [column, column], single: true } as const;
      found.set(JSON.stringify(node), { ...reading });
    } else if (node.rows !== undefined && node.columns !== undefined) {
      const { rows, columns } = node;
      found.set(JSON.stringify(node), { rows, columns, single: false });
    }
  };
  visit(root);
  return [...found.values()];
}

type Area = ReturnType<Book['cellOf']>['array'];

const fills = (array: Area, height: number, width: number) =>
  array !== undefined &&
  array.last.row - array.first.row === height &&
  array.last.column - array.first.column === width;

/** Whether a formula, or a branch of its IF, is a sum with the earlier cell as one of its terms. */
export function keeps(book: Book, node: Node, cell: CellId, before: CellId): boolean {
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
