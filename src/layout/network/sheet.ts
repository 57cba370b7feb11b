import type { Network } from '../../network/network.ts';
import type { Hole } from '../../ops/formula.ts';
import { type Ref, refKey } from '../../ref.ts';
import { derivationOf } from '../../symbolic/derivation.ts';
import { inPicture } from '../../symbolic/kinds.ts';
import type { Names } from '../../symbolic/names.ts';
import { isNew, type NarrationLine, narrationOf } from '../../symbolic/narration.ts';
import type { Quantity } from '../../symbolic/quantities.ts';
import { type PlacedBox, placeBoxes } from './boxes.ts';
import { type LineColumns, lineColumnsOf } from './picture/page.ts';
import type { Picture, PictureNumber } from './picture/parts.ts';
import { numberPlaces } from './picture/picture.ts';
import type { WaysBlock } from './waysBlock.ts';

/** What stands below the settings on `Network`, from top to bottom, and where the picture has what. */
export interface NetworkSheet {
  readonly picture: Picture;
  /** Where the picture shows the number of a quantity; undefined where it is left out. */
  readonly cellOf: (r: Ref) => PictureNumber | undefined;
  /** The chain rule of what is followed. */
  readonly waysBlock: WaysBlock;
  readonly narrationRow: number;
  readonly narration: readonly NarratedPart[];
  /** Columns of the narrator. */
  readonly narrated: LineColumns;
  readonly derivationRow: number;
  readonly derivation: readonly PlacedBox[];
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

/** A narrator of more lines than this leaves out what the picture leaves out. */
const MOST_LINES = 600;

/** Stacks narrator and derivation below the row where the settings end. */
export function networkSheetOf(
  network: Network,
  quantities: readonly Quantity[],
  names: Names,
  picture: Picture,
  { waysBlock, deskEndRow }: { readonly waysBlock: WaysBlock; readonly deskEndRow: number },
): NetworkSheet {
  const cellOf = numberPlaces(picture);
  const { widths } = picture;
  const narrationRow = deskEndRow + 2;
  const shown = (r: Ref) => cellOf(inPicture(r)) !== undefined;
  const narration = placeNarration(network, quantities, names, narrationRow + 2, shown);
  const lastLine = narration.at(-1)!;
  const derivationRow = lastLine.row + lastLine.lines.length + 2;
  const columns = Math.max(widths.length, waysBlock.lastColumn);
  const boxes = placeBoxes(derivationOf(network), derivationRow + 2, widths, columns);
  return {
    picture,
    cellOf,
    waysBlock,
    narrationRow,
    narration,
    narrated: lineColumnsOf(widths),
    derivationRow,
    derivation: boxes.placed,
    columns,
    lastRow: boxes.endRow,
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
