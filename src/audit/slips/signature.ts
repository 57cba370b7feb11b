import { childrenOf, type Node, resolve, withChildren } from '../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { Series, StepTable } from '../table/table.ts';
import { absolute, relative } from './edits/references.ts';

/** What a formula reads: a quantity of the steps, or a cell beside them. */
export type Operand = Series | CellId;

/** What stands to one unit as what to another. */
export type Partners = ReadonlyMap<Operand, Operand>;

/** A formula without regard to which cells it reads: `#-#*#`. Formulas of siblings share it. */
export function signatureOf(node: Node): string {
  switch (node.kind) {
    case 'cell':
      return '#';
    case 'range':
      return '##';
    case 'constant':
      return node.text;
    case 'unary':
      return `(${node.operator}${signatureOf(node.operand)})`;
    case 'binary':
      return `(${signatureOf(node.left)}${node.operator}${signatureOf(node.right)})`;
    case 'call':
      return `${node.name}(${node.arguments.map(signatureOf).join(',')})`;
    default:
      return `${node.kind}(${childrenOf(node).map(signatureOf).join(',')}${'name' in node ? node.name : ''})`;
  }
}

/** The cell that a reference in a cell's formula means; undefined for an empty one. */
export function cellOf({ book }: StepTable, at: CellId, node: Node): CellId | undefined {
  if (node.kind !== 'cell') return undefined;
  const here = book.placeOf(at);
  const sheet = node.sheet === undefined ? here.sheet : book.sheets.indexOf(node.sheet);
  const id = book.find(sheet, resolve(node.row, here.row), resolve(node.column, here.column));
  return id === nowhere ? undefined : id;
}

/** The quantity and step that a reference in a cell's formula means; undefined outside the table. */
export function readBy(
  table: StepTable,
  at: CellId,
  node: Node,
): { series: Series; step: number } | undefined {
  const id = cellOf(table, at, node);
  const series = id === undefined ? undefined : table.seriesOf(id);
  const step = id === undefined ? undefined : table.stepOf(id);
  return series === undefined || step === undefined ? undefined : { series, step };
}

/**
 * The formula of one quantity as another one would have it: whatever it reads is replaced by its
 * partner, in the same step; what has no partner stays.
 */
export function rewritten(
  table: StepTable,
  node: Node,
  from: CellId,
  to: CellId,
  partners: Partners,
): Node {
  const { book } = table;
  if (node.kind === 'cell') {
    const old = cellOf(table, from, node);
    const read = readBy(table, from, node);
    const source = read?.series ?? old;
    const partner = source === undefined ? undefined : partners.get(source);
    const id = typeof partner === 'object' ? partner.cells[read?.step ?? 0] : (partner ?? old);
    const isFixed = node.row.fixed && node.column.fixed;
    // What is fixed for one formula is fixed for the other.
    if (id === undefined || id === nowhere || (id === old && isFixed)) return node;
    return isFixed && partner !== undefined ? absolute(book, to, id) : relative(book, to, id);
  }
  const children = childrenOf(node);
  if (children.length === 0) return node;
  return withChildren(
    node,
    children.map((each) => rewritten(table, each, from, to, partners)),
  );
}

/** The references of a formula to single cells, in order. */
export function cellsRead(node: Node): Node[] {
  return node.kind === 'cell' ? [node] : childrenOf(node).flatMap(cellsRead);
}

/** Whether a formula reads anything. */
export const readsCells = (node: Node): boolean =>
  ['cell', 'range', 'name', 'spill'].includes(node.kind) || childrenOf(node).some(readsCells);
