import type { Node } from '../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { Template } from '../../sheet/templates.ts';
import { isGrid } from '../../sheet/value.ts';
import { isSame } from '../numbers.ts';
import type { Slip } from '../report.ts';
import { shiftedBy } from '../slips/moved.ts';
import type { Series, StepTable } from '../table/table.ts';

/** A cell that has something else than the other cells of its quantity. */
export interface BrokenCell {
  readonly series: Series;
  readonly step: number;
  readonly cell: CellId;
  readonly slip: Slip;
  readonly right: number;
  /** The formula of the other cells. */
  readonly node: Node;
}

/** Broken cells of a table: few among many that are alike, and with another value than they should have. */
export function brokenCells(table: StepTable): BrokenCell[] {
  const { book } = table;
  const found: BrokenCell[] = [];
  for (const series of table.series) {
    const usual = table.usualOf(series);
    if (usual === undefined) continue;
    const strange: number[] = [];
    for (const [step, id] of series.cells.entries()) {
      // The first step has nothing before it and may differ.
      if (step === 0 || id === nowhere) continue;
      const anchor = book.anchorOf(id);
      if (book.templateOf(anchor) !== usual) strange.push(step);
    }
    if (strange.length === 0 || strange.length > Math.max(1, series.cells.length / 5)) continue;
    const reach = reachOf(table, series, usual);
    for (const step of strange) {
      // What needs two steps before its own has another formula in the second one.
      if (step < reach) continue;
      const cell = series.cells[step]!;
      if (book.anchorOf(cell) !== cell) continue;
      const { results } = book.run(usual.program, cell);
      const result = results.at(-1)!;
      const right = isGrid(result) ? result.at(0, 0) : result;
      const value = book.value(cell);
      if (typeof right !== 'number' || typeof value !== 'number' || isSame(right, value)) continue;
      found.push({ series, step, cell, slip: slipOf(table, usual, cell), right, node: usual.node });
    }
  }
  return found;
}

/** How many steps back the usual formula of a quantity reads. */
function reachOf({ book, stepOf }: StepTable, { cells }: Series, usual: Template): number {
  const last = cells.findLastIndex(
    (id) => id !== nowhere && book.templateOf(book.anchorOf(id)) === usual,
  );
  const id = cells[last];
  if (id === undefined) return 0;
  return book
    .references(id)
    .reduce((most, read) => Math.max(most, last - (stepOf(read) ?? last)), 0);
}

function slipOf({ book, stride }: StepTable, usual: Template, cell: CellId): Slip {
  const template = book.templateOf(cell);
  if (template === undefined) return 'typed constant';
  const here = JSON.stringify(template.node);
  return shiftedBy(usual.node, stride).some((node) => JSON.stringify(node) === here)
    ? 'wrong step'
    : 'broken pattern';
}
