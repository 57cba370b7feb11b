import type { Node } from '../../../sheet/formula/node.ts';
import type { CellId } from '../../../sheet/places.ts';
import { isSame } from '../../numbers.ts';
import type { TableRoles } from '../../roles/roles.ts';
import { relative } from '../../slips/edits/references.ts';
import { valueIn } from '../../slips/search.ts';
import { labelOf } from '../../table/names.ts';
import { exists, type Finding } from '../finding.ts';
import { unitsOf, unitsWithoutBias } from './nets.ts';
import { computedForward } from './odd.ts';

/**
 * Units that lack the bias which all others of their layer have. Where the bias is never updated no
 * gradient tells of it.
 */
export function unlikeUnits(roles: TableRoles): Finding[] {
  const { table, nameOf } = roles;
  const units = unitsOf(roles, computedForward(roles));
  return unitsWithoutBias(units).flatMap(({ series, biases }): Finding[] => {
    const usual = table.usualOf(series);
    const at = series.cells[roles.samples[roles.samples.length >> 1]!];
    const bias = ownBias(roles, biases);
    if (usual === undefined || !exists(at) || bias === undefined) return [];
    const node: Node = {
      kind: 'binary',
      operator: '+',
      left: usual.node,
      right: biasFrom(roles, at, bias),
    };
    const wrong = series.cells.filter(exists).flatMap((cell) => {
      const [value, right] = [table.book.value(cell), valueIn(roles, node, cell)];
      if (typeof value !== 'number' || right === undefined || isSame(value, right)) return [];
      return [{ cell, right }];
    });
    const common = { edit: undefined, causes: [], notes: [] };
    const symbol = nameOf(series);
    return [{ ...common, series, role: 'forward', slip: 'missing term', symbol, wrong, node }];
  });
}

/** The bias that the same unit has for another sample, or else one that nothing reads. */
function ownBias(
  { table: { book } }: TableRoles,
  biases: readonly { readonly cell: CellId; readonly own: boolean }[],
): CellId | undefined {
  const own = biases.find((each) => each.own);
  if (own !== undefined) return own.cell;
  const kind = (id: CellId) => labelOf(book, id)?.replace(/\d+/g, '');
  const read = new Set<CellId>();
  for (let id = 0; id < book.size; id++) for (const each of book.references(id)) read.add(each);
  const [like] = biases;
  if (like === undefined) return undefined;
  for (let id = 0; id < book.size; id++) {
    const isFree = !read.has(id) && book.templateOf(id) === undefined;
    if (isFree && typeof book.value(id) === 'number' && kind(id) === kind(like.cell)) return id;
  }
  return undefined;
}

/** A reference to a bias: one of the step moves along, one beside the steps does not. */
function biasFrom({ table }: TableRoles, at: CellId, bias: CellId): Node {
  const node = relative(table.book, at, bias);
  if (table.seriesOf(bias) !== undefined) return node;
  const { row, column } = table.book.placeOf(bias);
  return { ...node, row: { by: row, fixed: true }, column: { by: column, fixed: true } };
}
