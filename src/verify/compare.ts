import { type Cell, type Cells, type CellValue, cellsOf, isCellError } from '../xlsx/cells.ts';
import { symbolsOf } from './table.ts';

/** A cell that does not hold what it should; null stands for an empty one. */
export interface Difference {
  readonly sheet: string;
  /** `M12` */
  readonly cell: string;
  /** What a reader would call the cell: the header above it (`∂E/∂w3`), or the label beside it. */
  readonly symbol: string;
  readonly expected: CellValue | null;
  readonly got: CellValue | null;
  /** Where the formula itself is another, or has given way to a constant; undefined for none. */
  readonly formula?: { readonly expected: string | undefined; readonly got: string | undefined };
}

export interface CompareOptions {
  /** Compare only where `expected` has a formula. Default: wherever either file has a cell. */
  readonly formulasOnly?: boolean;
  /**
   * Take every error, infinity and NaN for the same. For Gnumeric, which computes with 80 bits and
   * so reaches 1e+400 where others say `#NUM!`.
   */
  readonly anyOverflow?: boolean;
  /** How far a number may be off: `absolute + relative·|expected|`. */
  readonly tolerance?: Tolerance;
  /**
   * How much farther the number of one cell may be off, for a computation that magnifies its own
   * round-off (a learning rate at which training is chaotic). Infinity: the cell is not compared.
   */
  readonly spread?: (sheet: string, cell: Cell) => number;
  /** Texts that differ but mean the same, such as `0.0063` and `0.0062` for a rounded 0.00625. */
  readonly sameText?: (expected: string, got: string) => boolean;
}

export interface Tolerance {
  readonly absolute: number;
  readonly relative: number;
}

/**
 * What is left when engines agree: LibreOffice writes 15 digits and takes differences of nearly
 * equal numbers for zero. Measured over 1.35 million cells.
 */
export const defaultTolerance: Tolerance = { absolute: 1e-14, relative: 1e-12 };

/**
 * All cells in which `got` differs from `expected`, in the order of the sheets and rows. An empty
 * text and an empty cell are the same.
 */
export function compareCells(
  expected: Cells,
  got: Cells,
  options: CompareOptions = {},
): Difference[] {
  const same = sameness(options);
  const differences: Difference[] = [];
  for (const [name, sheet] of expected.sheets) {
    const other = got.sheets.get(name);
    const symbolOf = symbolsOf(sheet);
    for (const cell of cellsOf(sheet)) {
      if (options.formulasOnly && cell.formula === undefined) continue;
      const value = other?.rows.get(cell.row)?.get(cell.column)?.value ?? null;
      if (same(cell.value, value, options.spread?.(name, cell))) continue;
      differences.push(difference(name, cell, symbolOf(cell), cell.value, value));
    }
  }
  return options.formulasOnly ? differences : [...differences, ...additions(expected, got)];
}

/** Cells of `got` where `expected` has none. */
function additions(expected: Cells, got: Cells): Difference[] {
  const differences: Difference[] = [];
  for (const [name, sheet] of got.sheets) {
    const other = expected.sheets.get(name);
    const symbolOf = symbolsOf(other ?? sheet);
    for (const cell of cellsOf(sheet)) {
      const known = other?.rows.get(cell.row)?.has(cell.column) ?? false;
      if (known || isEmpty(cell.value)) continue;
      differences.push(difference(name, cell, symbolOf(cell), null, cell.value));
    }
  }
  return differences;
}

function difference(
  sheet: string,
  { address }: Cell,
  symbol: string,
  expected: CellValue | null,
  got: CellValue | null,
): Difference {
  return { sheet, cell: address, symbol, expected, got };
}

/** Whether a cell holds what it should. */
export function sameness(options: CompareOptions) {
  const { anyOverflow = false, tolerance = defaultTolerance, sameText } = options;
  return (expected: CellValue | null, got: CellValue | null, spread = 0): boolean => {
    if (spread === Number.POSITIVE_INFINITY) return true;
    if (isEmpty(expected) && isEmpty(got)) return true;
    if (anyOverflow && isOverflow(expected) && isOverflow(got)) return true;
    if (typeof expected === 'number' && typeof got === 'number') {
      if (Object.is(expected, got)) return true;
      const allowed = tolerance.absolute + tolerance.relative * Math.abs(expected) + spread;
      // An infinity would allow everything.
      return Number.isFinite(expected) && Math.abs(got - expected) <= allowed;
    }
    if (typeof expected === 'string' && typeof got === 'string') {
      return expected === got || (sameText?.(expected, got) ?? false);
    }
    if (isCellError(expected) && isCellError(got)) return expected.error === got.error;
    return expected === got;
  };
}

function isEmpty(value: CellValue | null): boolean {
  return value === null || value === '';
}

function isOverflow(value: CellValue | null): boolean {
  return isCellError(value) || (typeof value === 'number' && !Number.isFinite(value));
}

/** One line per difference for people, at most `limit` of them, and how many more there are. */
export function formatDifferences(differences: readonly Difference[], limit = 20): string {
  const lines = differences.slice(0, limit).map((difference) => {
    const { sheet, cell, symbol, expected, got, formula } = difference;
    const place = sheet === '' ? cell : `${sheet}!${cell}`;
    const values = `expected ${show(expected)}, got ${show(got)}`;
    if (formula === undefined) return `${place} (${symbol}): ${values}`;
    const wrong = showFormula(formula.got);
    const right =
      expected === null && formula.expected === undefined
        ? 'nothing'
        : showFormula(formula.expected);
    return `${place} (${symbol}): expected ${right}, got ${wrong}; ${values}`;
  });
  const more = differences.length - lines.length;
  return more > 0 ? [...lines, `… and ${more} more`].join('\n') : lines.join('\n');
}

function showFormula(formula: string | undefined): string {
  return formula === undefined ? 'a constant' : `=${formula}`;
}

function show(value: CellValue | null): string {
  if (value === null) return 'nothing';
  if (isCellError(value)) return value.error;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
