import { DetailedCellError, HyperFormula, type RawCellContent } from 'hyperformula';
import { parseAddress } from '../../src/xlsx/address.ts';
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
  const engine = build(cells);
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

function build(cells: Cells): HyperFormula {
  const contents = [...cells.sheets].map(([name, sheet]) => [name, contentOf(sheet)] as const);
  const names = [...cells.names].map(([name, text]) => ({ name, expression: `=${text}` }));
  return HyperFormula.buildFromSheets(Object.fromEntries(contents), OPTIONS, names);
}

/** A workbook held open: what is typed into it reaches whatever depends on it, and nothing else. */
export interface OpenWorkbook {
  /** Types a number, a text, a formula (with `=`) or nothing; returns what stood there. */
  type(sheet: string, cell: string, content: RawCellContent): RawCellContent;
  value(sheet: string, cell: string): CellValue | null;
  close(): void;
}

export function openWorkbook(cells: Cells): OpenWorkbook {
  const engine = build(cells);
  const address = (sheet: string, cell: string) => {
    const { row, column } = parseAddress(cell)!;
    return { sheet: engine.getSheetId(sheet)!, row: row - 1, col: column - 1 };
  };
  return {
    type(sheet, cell, content) {
      const at = address(sheet, cell);
      const before = engine.getCellSerialized(at);
      const isFormula = typeof content === 'string' && content.startsWith('=');
      engine.setCellContents(at, isFormula ? `=${plainFormula(content.slice(1))}` : content);
      return before as RawCellContent;
    },
    value(sheet, cell) {
      const value = engine.getCellValue(address(sheet, cell));
      return value === null ? null : cellValue(value);
    },
    close: () => engine.destroy(),
  };
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
  if (formula !== undefined) return `=${plainFormula(formula)}`;
  if (isCellError(value)) return value.error;
  // The apostrophe keeps a text that looks like a number or a formula a text.
  return typeof value === 'string' ? `'${value}` : value;
}

/** HyperFormula reads 1e-3 but not 1E-3, and newer functions by their bare names. */
function plainFormula(formula: string): string {
  return tokenize(formula)
    .map(({ kind, text }) => (kind === 'number' ? text.toLowerCase() : text))
    .join('')
    .replaceAll('_xlfn.ISFORMULA(', 'ISFORMULA(');
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
