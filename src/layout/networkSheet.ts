import type { Network } from '../network/network.ts';
import type { Hole } from '../ops/formula.ts';
import { type Ref, refKey } from '../ref.ts';
import { type Box, derivationOf } from '../symbolic/derivation.ts';
import { inPicture } from '../symbolic/kinds.ts';
import type { Names } from '../symbolic/names.ts';
import { isNew, type NarrationLine, narrationOf } from '../symbolic/narration.ts';
import type { Quantity } from '../symbolic/quantities.ts';
import { type CellDiagram, cellDiagramOf } from './cellDiagram.ts';
import { type Diagram, diagramOf } from './diagram.ts';
import { type Place, SHEETS } from './sheets.ts';
import type { WaysLayout } from './ways.ts';
import { type WaysBlock, waysBlockOf } from './waysBlock.ts';

/** Height of a row of `Network` in pixels: 16 points. */
export const ROW_PIXELS = 64 / 3;

/** Least width of a column of `Network`, in characters. */
const NARROWEST_COLUMN = 15;

/** What stands below the control desk on `Network`, from top to bottom. */
export interface NetworkSheet {
  readonly diagram: Diagram;
  /** Row of the heading; the drawing begins in the next. */
  readonly diagramRow: number;
  readonly cellDiagram: CellDiagram;
  /** Row of the heading of the cell diagram; its headers follow, then its cells. */
  readonly cellDiagramRow: number;
  /** Where the cell diagram shows the number of a quantity; undefined where it is left out. */
  readonly cellOf: (r: Ref) => Place | undefined;
  /** The chain rule of what is followed. */
  readonly waysBlock: WaysBlock;
  readonly narrationRow: number;
  readonly narration: readonly NarratedPart[];
  readonly derivationRow: number;
  readonly derivation: readonly PlacedBox[];
  /** Width of every column but the first, in characters. */
  readonly columnWidth: number;
  /** How many columns the page is wide: what rules and headings reach over. */
  readonly columns: number;
  readonly lastRow: number;
}

export interface NarratedPart {
  readonly title: string;
  readonly row: number;
  readonly lines: readonly NarratedLine[];
}

export interface NarratedLine extends NarrationLine {
  readonly row: number;
  /** The row whose result fills a hole; undefined where a quantity is not told. */
  readonly rowOf: (hole: Hole) => number | undefined;
}

export interface PlacedBox extends Box {
  readonly row: number;
}

/** Columns of the narrator. */
export const NARRATION = { symbols: 1, numbers: 3, result: 6 } as const;
/** Rules and headings reach over at least so many columns. */
const FEWEST_COLUMNS = 9;

/** A narrator of more lines than this leaves out what the diagram leaves out. */
const MOST_LINES = 600;

/** Stacks diagram, cell diagram, narrator and derivation below the row where the desk ends. */
export function networkSheetOf(
  network: Network,
  quantities: readonly Quantity[],
  names: Names,
  { deskEndRow, ways }: { readonly deskEndRow: number; readonly ways: WaysLayout },
): NetworkSheet {
  const diagram = diagramOf(network);
  const diagramRow = deskEndRow + 2;
  const cellDiagram = cellDiagramOf(network);
  const cellDiagramRow = diagramRow + 2 + Math.ceil(diagram.height / ROW_PIXELS);
  const firstCellRow = cellDiagramRow + 2;
  const places = new Map(
    cellDiagram.cells.map((cell) => [
      refKey(cell.ref),
      { sheet: SHEETS.network, column: 1 + cell.column, row: firstCellRow + cell.row },
    ]),
  );
  const waysBlock = waysBlockOf(ways, firstCellRow + cellDiagram.rows + 1);
  const narrationRow = waysBlock.lastRow + 2;
  const longestName = Math.max(...cellDiagram.cells.map((cell) => names.of(cell.ref).length));
  const columnWidth = Math.max(NARROWEST_COLUMN, longestName + 2);
  const shown = (r: Ref) => places.has(refKey(inPicture(r)));
  const narration = placeNarration(network, quantities, names, narrationRow + 2, shown);
  const lastLine = narration.at(-1)!;
  const derivationRow = lastLine.row + lastLine.lines.length + 2;
  let row = derivationRow + 2;
  const derivation = derivationOf(network).map((box) => {
    const placed = { ...box, row };
    row += box.lines.length + 2;
    return placed;
  });
  return {
    diagram,
    diagramRow,
    cellDiagram,
    cellDiagramRow,
    cellOf: (r) => places.get(refKey(r)),
    waysBlock,
    narrationRow,
    narration,
    derivationRow,
    derivation,
    columnWidth,
    columns: Math.max(
      FEWEST_COLUMNS,
      waysBlock.lastColumn,
      ...cellDiagram.cells.map(({ column }) => column + 1),
      // The first column is wider than the others, so this is a little more than the drawing needs.
      Math.ceil(diagram.width / (7 * columnWidth + 5)),
    ),
    lastRow: row,
  };
}

function placeNarration(
  network: Network,
  quantities: readonly Quantity[],
  names: Names,
  firstRow: number,
  shown: (r: Ref) => boolean,
): NarratedPart[] {
  const parts = narrationOf(network, quantities, names);
  const count = parts.reduce((sum, { lines }) => sum + lines.length, 0);
  const [rows, newRows] = [new Map<string, number>(), new Map<string, number>()];
  let row = firstRow;
  return parts.map(({ title, lines }) => {
    const titleRow = row;
    const told = count > MOST_LINES ? lines.filter((line) => shown(line.ref)) : lines;
    const placed = told.map((line) => {
      row++;
      (line.next ? newRows : rows).set(refKey(line.ref), row);
      const rowOf = (hole: Hole) =>
        (line.next && isNew(hole) ? newRows : rows).get(refKey(hole.ref));
      return { ...line, row, rowOf };
    });
    row += 2;
    return { title, row: titleRow, lines: placed };
  });
}
