import { cellAddress } from '../../src/xlsx/address.ts';
import type { Cell, Cells, SheetCells } from '../../src/xlsx/cells.ts';
import { escapeText } from '../../src/xlsx/writer/xml.ts';
import { handMade } from '../xlsx/reader/files.ts';

/** What a test writes into a cell: a number, or a formula without `=`; null for no cell. */
export type Content = number | { readonly formula: string } | null;

/** Rows of cells, from A1 on. */
export type Grid = readonly (readonly Content[])[];

/** Sheets for an engine in this process, with nothing but what is given. */
export function gridCells(
  grids: Readonly<Record<string, Grid>>,
  names: Readonly<Record<string, string>> = {},
): Cells {
  const sheets = Object.entries(grids).map(([name, grid]) => {
    const rows = grid.map((line, r) => {
      const cells = line.flatMap((content, c): [number, Cell][] => {
        if (content === null) return [];
        const [row, column] = [r + 1, c + 1];
        const isFormula = typeof content !== 'number';
        const cell = {
          row,
          column,
          address: cellAddress(column, row),
          value: isFormula ? null : content,
          formula: isFormula ? content.formula : undefined,
        };
        return [[column, cell]];
      });
      return [r + 1, new Map(cells)] as const;
    });
    return [name, sheetOf(name, new Map(rows))] as const;
  });
  return { sheets: new Map(sheets), names: new Map(Object.entries(names)) };
}

/** A sheet that anybody sees, without names and tables of its own. */
export function sheetOf(name: string, rows: SheetCells['rows']): SheetCells {
  return { name, state: 'visible', names: new Map(), tables: [], rows };
}

/** The same as a file, for any engine. */
export function gridFile(
  grids: Readonly<Record<string, Grid>>,
  names: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const sheets = Object.entries(grids).map(([name, grid]) => {
    const rows = grid.map((line, r) => {
      const cells = line.map((content, c) => {
        if (content === null) return '';
        const inner =
          typeof content === 'number'
            ? `<v>${exact(content)}</v>`
            : `<f>${escapeText(content.formula)}</f>`;
        return `<c r="${cellAddress(c + 1, r + 1)}">${inner}</c>`;
      });
      return `<row r="${r + 1}">${cells.join('')}</row>`;
    });
    return [name, rows.join('')];
  });
  const defined = Object.entries(names).map(
    ([name, text]) => `<definedName name="${name}">${text}</definedName>`,
  );
  return handMade({ sheets: Object.fromEntries(sheets), names: defined.join('') });
}

/** Digits enough for the 80 bits of Gnumeric, which would read the shortest ones as another number. */
const exact = (x: number) => (Number.isSafeInteger(x) ? String(x) : x.toPrecision(25));

/** The value of a cell by its row and column, both from 0. */
export function valueAt(cells: Cells, sheet: string, row: number, column: number): unknown {
  return cells.sheets
    .get(sheet)
    ?.rows.get(row + 1)
    ?.get(column + 1)?.value;
}
