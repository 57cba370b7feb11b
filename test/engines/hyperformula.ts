import { DetailedCellError, HyperFormula, type RawCellContent } from 'hyperformula';
import {
  type Cell,
  type Cells,
  type CellValue,
  isCellError,
  type SheetCells,
} from '../../src/xlsx/cells.ts';
import { tokenize } from '../../src/xlsx/formula-text.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import type { Engine } from './engine.ts';

/**
 * HyperFormula runs in this process and is a development dependency, so it is always there. It
 * never sees a stored result: a formula goes in as text alone.
 */
export const hyperformula: Engine = {
  name: 'HyperFormula',
  available: () => true,
  async recalculate(files) {
    const all: Cells[] = [];
    for (const file of files) all.push(recompute(await readCells(file)));
    return all;
  },
};

/** The same cells with every formula computed anew. */
export function recompute(cells: Cells): Cells {
  const contents = [...cells.sheets].map(([name, sheet]) => [name, contentOf(sheet)] as const);
  const names = [...cells.names].map(([name, text]) => ({ name, expression: `=${text}` }));
  const engine = HyperFormula.buildFromSheets(Object.fromEntries(contents), OPTIONS, names);
  try {
    const values = engine.getAllSheetsValues();
    const sheets = [...cells.sheets].map(([name, sheet]) => {
      const valueAt = ({ row, column }: Cell) => values[name][row - 1]?.[column - 1];
      return [name, withValues(sheet, valueAt)] as const;
    });
    return { ...cells, sheets: new Map(sheets) };
  } finally {
    engine.destroy();
  }
}

const OPTIONS = {
  licenseKey: 'gpl-v3',
  // Its own rounding hides last bits; without it the results are those of Float64.
  smartRounding: false,
  precisionEpsilon: 0,
  useArrayArithmetic: true,
  maxRows: 1_048_576,
  maxColumns: 16_384,
};

function contentOf({ rows }: SheetCells): RawCellContent[][] {
  const grid: RawCellContent[][] = [];
  for (const [number, row] of rows) {
    const line: RawCellContent[] = [];
    for (const [column, cell] of row) line[column - 1] = rawContent(cell);
    // HyperFormula walks the arrays, and a hole would reach it as undefined.
    grid[number - 1] = Array.from(line, (content) => content ?? null);
  }
  return Array.from(grid, (line) => line ?? []);
}

function rawContent({ formula, value }: Cell): RawCellContent {
  if (formula !== undefined) return `=${lowerExponents(formula)}`;
  if (isCellError(value)) return value.error;
  // The apostrophe keeps a text that looks like a number or a formula a text.
  return typeof value === 'string' ? `'${value}` : value;
}

/** HyperFormula reads 1e-3 but not 1E-3. */
function lowerExponents(formula: string): string {
  return tokenize(formula)
    .map(({ kind, text }) => (kind === 'number' ? text.toLowerCase() : text))
    .join('');
}

function withValues(sheet: SheetCells, valueAt: (cell: Cell) => unknown): SheetCells {
  const rows = new Map<number, Map<number, Cell>>();
  for (const [number, row] of sheet.rows) {
    const recomputed = [...row].map(([column, cell]) => {
      const known = cell.formula === undefined;
      return [column, known ? cell : { ...cell, value: cellValue(valueAt(cell)) }] as const;
    });
    rows.set(number, new Map(recomputed));
  }
  return { ...sheet, rows };
}

function cellValue(value: unknown): CellValue {
  if (value instanceof DetailedCellError) return { error: value.value };
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') {
    return value;
  }
  // A formula that refers to an empty cell: a spreadsheet shows 0.
  return 0;
}
