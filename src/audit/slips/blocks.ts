import {
  type Axis,
  childrenOf,
  type Node,
  type RangeNode,
  resolve,
} from '../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import { isGrid } from '../../sheet/value.ts';
import type { Finding } from '../judge/finding.ts';
import { isSame } from '../numbers.ts';
import { forwardSeries } from '../roles/forward.ts';
import type { GradientRole } from '../roles/gradient-role.ts';
import type { TableRoles } from '../roles/roles.ts';
import { filledBy } from '../roles/states.ts';
import type { Series } from '../table/table.ts';
import { type BlockNode, blockEditsOf } from './edits/blocks.ts';
import type { Edit } from './edits/edit.ts';
import { factorsThatFit } from './forward.ts';
import { type StepModel, stepModel } from './variant.ts';

/** Formulas that are tried for one block. */
const most = 4_000;

/** Whether a table computes with whole blocks: MMULT in array formulas. */
export function hasBlocks({ table }: TableRoles, gradients: readonly GradientRole[]): boolean {
  const { book } = table;
  return gradients.some(({ series }) =>
    series.cells.some((id) => id !== nowhere && book.cellOf(book.anchorOf(id)).array !== undefined),
  );
}

/** The block, of all or of some, with one slip in its formula, without which all gradients are right. */
export function blockRepair(
  roles: TableRoles,
  gradients: readonly GradientRole[],
  steps: readonly number[],
  isSuspect: (series: Series) => boolean,
): Finding | undefined {
  const { table } = roles;
  const { book } = table;
  const models = steps
    .slice(-2)
    .map((step) => stepModel(roles, gradients, step, unreadIn(roles, step)));
  const model = models[0]!;
  const parameters = roles.parameters
    .map(({ series }) => series.cells[model.step]!)
    .filter((id) => id !== nowhere);
  let best: { series: Series; edit: Edit } | undefined;
  for (const id of model.cells) {
    let tried = 0;
    const template = book.templateOf(id);
    const series = table.seriesOf(id);
    if (template === undefined || series === undefined) continue;
    if (!filledBy(book, id).some((cell) => isSuspect(table.seriesOf(cell) ?? series))) continue;
    for (const edit of blockEditsOf(
      template.node,
      blocksRead(roles, [...model.cells, ...parameters], id),
      table.stride,
    )) {
      if (best !== undefined && best.edit.cost <= edit.cost) continue;
      if (++tried > most) break;
      const program = book.compile(edit.node);
      const at = (each: StepModel) => series.cells[each.step]!;
      const fits = factorsThatFit(roles, gradients, models, series, program).length > 0;
      // Nobody writes what is 0 whatever happens: then what it is the gradient of is not read.
      const isNothing = () =>
        models.every((each) => {
          const changed = each.change(at(each), program);
          return filledBy(book, at(each)).every((cell) => changed.valueOf(cell) === 0);
        });
      if (fits && !isNothing()) best = { series, edit };
    }
  }
  return best && findingOf(roles, best);
}

/** What no formula reads, in a step: what should be read is perhaps among it. */
function unreadIn({ table }: TableRoles, step: number): Series[] {
  const { book } = table;
  const read = new Set<CellId>();
  for (const { cells } of table.series) {
    for (const each of [step, step + 1]) {
      const id = cells[each] ?? nowhere;
      if (id !== nowhere) for (const other of book.references(id)) read.add(other);
    }
  }
  return table.series.filter(({ cells }) => {
    const id = cells[step] ?? nowhere;
    return id !== nowhere && !read.has(id) && book.templateOf(book.anchorOf(id)) !== undefined;
  });
}

/**
 * Every block that formulas of the step read, every fixed cell and every name of a number, as one would
 * write it in a given cell.
 */
export function blocksRead(
  { table }: TableRoles,
  cells: readonly CellId[],
  at: CellId,
): BlockNode[] {
  const { book } = table;
  const found = new Map<string, BlockNode>();
  // Not what a LET or a LAMBDA calls its own.
  const isNumber = (name: Node) =>
    typeof book.run(book.compile(name), at).results.at(-1) === 'number';
  const here = book.placeOf(at);
  for (const id of cells) {
    const from = book.placeOf(id);
    const axis = (each: Axis, own: number, other: number): Axis =>
      each.fixed ? each : { by: resolve(each, own) - other, fixed: false };
    const visit = (node: Node): void => {
      for (const child of childrenOf(node)) visit(child);
      if (node.kind === 'cell' && node.row.fixed && node.column.fixed) {
        found.set(JSON.stringify(node), node);
      }
      if (node.kind === 'name' && isNumber(node)) found.set(JSON.stringify(node), node);
      if (node.kind !== 'range' || node.rows === undefined || node.columns === undefined) return;
      const { rows, columns } = node;
      const block: RangeNode = {
        ...node,
        rows: [axis(rows[0], from.row, here.row), axis(rows[1], from.row, here.row)],
        columns: [
          axis(columns[0], from.column, here.column),
          axis(columns[1], from.column, here.column),
        ],
      };
      found.set(JSON.stringify(block), block);
    };
    const template = book.templateOf(id);
    if (template !== undefined) visit(template.node);
    const { array } = book.cellOf(id);
    if (array === undefined || from.sheet !== here.sheet) continue;
    const relative = (to: number, own: number): Axis => ({ by: to - own, fixed: false });
    const own: RangeNode = {
      kind: 'range',
      sheet: undefined,
      rows: [relative(array.first.row, here.row), relative(array.last.row, here.row)],
      columns: [
        relative(array.first.column, here.column),
        relative(array.last.column, here.column),
      ],
    };
    found.set(JSON.stringify(own), own);
  }
  return [...found.values()];
}

function findingOf(roles: TableRoles, { series, edit }: { series: Series; edit: Edit }): Finding {
  const { table, nameOf } = roles;
  const { book } = table;
  const program = book.compile(edit.node);
  const wrong = series.cells.flatMap((anchor) => {
    if (anchor === nowhere || book.templateOf(anchor) === undefined) return [];
    const { results } = book.run(program, anchor);
    const result = results.at(-1)!;
    const { row, column } = book.placeOf(anchor);
    return filledBy(book, anchor).flatMap((cell) => {
      const at = book.placeOf(cell);
      const right = isGrid(result) ? result.at(at.row - row, at.column - column) : result;
      const value = book.value(cell);
      if (typeof right !== 'number' || typeof value !== 'number' || isSame(right, value)) return [];
      return [{ cell, right }];
    });
  });
  const isForward = forwardSeries(roles).has(series);
  const name = nameOf(series).replace(/ \(\d+,\d+\)$/, '');
  return {
    series,
    role: isForward ? 'forward' : 'gradient',
    slip: edit.slip,
    symbol: name,
    wrong,
    node: edit.node,
    edit,
    causes: [],
    notes: [],
  };
}
