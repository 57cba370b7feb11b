import { columnNumber } from '../../src/xlsx/address.ts';
import { type Cells, cellsOf } from '../../src/xlsx/cells.ts';

/** A cell, or the corners of a range; texts in quotes are none, nor are names of functions. */
const REFERENCE =
  /"[^"]*"|(?:(?:'([^']+)'|([A-Za-z_]\w*))!)?\$?\b([A-Z]{1,3})\$?(\d+)\b(?!\()(?::\$?([A-Z]{1,3})\$?(\d+)\b)?/g;

/**
 * How many formulas the longest chain of a workbook has: one reads the next, which reads the next.
 * Programs follow such chains cell by cell, and some give up on long ones.
 */
export function longestChain(cells: Cells): number {
  const reads = formulasReadBy(cells);
  const depths = new Map<string, number>();
  const path: { readonly cell: string; next: number; depth: number }[] = [];
  const onPath = new Set<string>();
  const enter = (cell: string) => {
    if (onPath.has(cell)) throw new Error(`${cell} reads itself`);
    onPath.add(cell);
    path.push({ cell, next: 0, depth: 1 });
  };
  for (const start of reads.keys()) {
    if (!depths.has(start)) enter(start);
    while (path.length > 0) {
      const top = path[path.length - 1];
      const others = reads.get(top.cell)!;
      if (top.next === others.length) {
        depths.set(top.cell, top.depth);
        onPath.delete(top.cell);
        path.pop();
        continue;
      }
      const depth = depths.get(others[top.next]);
      if (depth === undefined) enter(others[top.next]);
      else {
        top.depth = Math.max(top.depth, 1 + depth);
        top.next++;
      }
    }
  }
  return Math.max(...depths.values());
}

/** Each formula cell with those that it reads. */
function formulasReadBy(cells: Cells): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const [sheet, content] of cells.sheets) {
    for (const { address, formula } of cellsOf(content)) {
      if (formula !== undefined) all.set(`${sheet}!${address}`, readIn(formula, sheet, cells));
    }
  }
  for (const [cell, others] of all)
    all.set(
      cell,
      others.filter((other) => all.has(other)),
    );
  return all;
}

function readIn(formula: string, own: string, cells: Cells): string[] {
  const named = formula.replace(/\b[a-z_]\w*\b(?![(!])/g, (name) => cells.names.get(name) ?? name);
  return [...named.matchAll(REFERENCE)].flatMap(
    ([, quoted, plain, column, row, column2 = column, row2 = row]) => {
      if (column === undefined) return [];
      const sheet = quoted ?? plain ?? own;
      const [left, right] = [columnNumber(column), columnNumber(column2)];
      const found: string[] = [];
      for (let r = Number(row); r <= Number(row2); r++) {
        const line = cells.sheets.get(sheet)?.rows.get(r);
        for (let c = left; line && c <= right; c++) {
          const cell = line.get(c);
          if (cell) found.push(`${sheet}!${cell.address}`);
        }
      }
      return found;
    },
  );
}
