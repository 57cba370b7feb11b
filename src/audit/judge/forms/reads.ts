import { childrenOf, type Node, resolve } from '../../../sheet/formula/node.ts';
import { gradientOf } from '../../../sheet/gradient.ts';
import type { CellId } from '../../../sheet/places.ts';
import type { TableRoles } from '../../roles/roles.ts';
import type { StepTable } from '../../table/table.ts';

/** What a formula reads, with the slope by it. */
export interface Read {
  readonly read: CellId;
  readonly slope: number;
}

export const middleOf = (samples: readonly number[]) => samples[samples.length >> 1]!;

export const isNear = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-9 + 1e-7 * Math.max(Math.abs(a), Math.abs(b));

/** What a cell's formula reads, each cell once. Of a block's formula: all that the whole block reads. */
export function readsOf({ table: { book } }: TableRoles, id: CellId): Read[] {
  const { by } = gradientOf(book, id, (each) => each !== id);
  return [...new Set(book.references(book.anchorOf(id)))].map((read) => ({
    read,
    slope: by(read),
  }));
}

export const isInBlock = ({ table: { book } }: TableRoles, id: CellId): boolean =>
  book.cellOf(book.anchorOf(id)).array !== undefined;

/** A parameter of the step, or in a batch what repeats one. */
export function isParameter(roles: TableRoles, id: CellId): boolean {
  if (roles.states.has(id)) return true;
  if (!repeatsAlong(roles.table, id)) return false;
  return roles.table.book.references(id).some((read) => roles.states.has(read));
}

export function repeatsAlong({ book, stride }: StepTable, id: CellId): boolean {
  const node = book.templateOf(id)?.node;
  if (node?.kind !== 'cell' || node.sheet !== undefined) return false;
  const { row, column } = book.placeOf(id);
  return stride.down > 0 ? resolve(node.column, column) === column : resolve(node.row, row) === row;
}

/** A sum of products of a weight and what it weighs, and of what stands alone: a bias. */
export interface Net {
  readonly products: readonly { readonly weight: CellId; readonly source: CellId }[];
  readonly alone: readonly CellId[];
}

/**
 * A cell's formula as a sum of products of one parameter and one other cell each, and of cells
 * alone; undefined if it is no such sum. A product that has no parameter, or two, makes it none.
 */
export function netOf(roles: TableRoles, id: CellId, reads: readonly Read[]): Net | undefined {
  const net = pairsOf(roles, id, reads);
  return net !== undefined && isNear(net.total, Number(roles.table.book.value(id)))
    ? net
    : undefined;
}

/** The same, whatever the formula's own value is: what the slopes would make of it. */
function pairsOf(
  roles: TableRoles,
  id: CellId,
  reads: readonly Read[],
): (Net & { readonly total: number }) | undefined {
  const { book } = roles.table;
  const value = (cell: CellId) => Number(book.value(cell));
  const block = isInBlock(roles, id);
  const isWeight = (each: CellId) => isParameter(roles, each);
  const open = [...reads];
  const products: { weight: CellId; source: CellId }[] = [];
  const alone: CellId[] = [];
  let total = 0;
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { read, slope } = next;
    const fits = (each: Read) => isNear(slope, value(each.read)) && isNear(each.slope, value(read));
    // Of numbers that are equal by chance one that makes a weight and its source.
    const unlike = open.findIndex((each) => fits(each) && isWeight(each.read) !== isWeight(read));
    const partner = unlike >= 0 ? unlike : open.findIndex(fits);
    if (partner >= 0) {
      const pair = [read, ...open.splice(partner, 1).map((other) => other.read)];
      const weight = pair.findIndex(isWeight);
      if (weight < 0 || isWeight(pair[1 - weight]!)) return undefined;
      products.push({ weight: pair[weight]!, source: pair[1 - weight]! });
    } else if (isNear(slope, 1)) alone.push(read);
    else if (block && slope === 0) continue;
    else return undefined;
    total += value(read) * slope;
  }
  return { products, alone, total };
}

/** Functions that make sums of products, and no activations. */
const sums = ['SUM', 'SUMPRODUCT', 'MMULT', 'TRANSPOSE'];

/** Whether a formula is a function of a sum of weights: all slopes are the sum's, times one number. */
export function isActivatedNet(roles: TableRoles, id: CellId, reads: readonly Read[]): boolean {
  const { book } = roles.table;
  const hasCall = (node: Node): boolean =>
    (node.kind === 'call' && !sums.includes(node.name)) || childrenOf(node).some(hasCall);
  const node = book.templateOf(book.anchorOf(id))?.node;
  if (node === undefined || !hasCall(node)) return false;
  const value = (cell: CellId) => Number(book.value(cell));
  return reads.some(({ read, slope }) => {
    if (!isParameter(roles, read)) return false;
    return reads.some((other) => {
      const scale = slope / value(other.read);
      if (other.read === read || !Number.isFinite(scale) || scale === 0) return false;
      const open = reads.map((each) => ({ ...each, slope: each.slope / scale }));
      return pairsOf(roles, id, open) !== undefined;
    });
  });
}
