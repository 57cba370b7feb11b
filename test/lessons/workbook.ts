import type { Plan } from '../../src/layout/plan.ts';
import { type Place, SHEETS } from '../../src/layout/sheets.ts';
import { headedTables } from '../../src/verify/table.ts';
import type { Cells, CellValue } from '../../src/xlsx/cells.ts';

/** A workbook as a student reads it: by labels and headers. */
export interface Workbook {
  readonly verdict: string;
  /** Of the first and the last step: of a data set the cost. */
  readonly firstLoss: number;
  readonly lastLoss: number;
  /** Of a classifier, at the selected step. */
  readonly accuracy: number;
  /** All rows of a column of `Training`. */
  readonly column: (header: string) => readonly number[];
  /** Its last row. */
  readonly last: (header: string) => number;
}

export function readWorkbook({ desk, training }: Plan, cells: Cells): Workbook {
  const rows = cells.sheets.get(SHEETS.training)!.rows;
  const [{ columns }] = headedTables(cells.sheets.get(SHEETS.training)!);
  const onDesk = (place: Place | null): CellValue | null | undefined =>
    place && cells.sheets.get(SHEETS.network)!.rows.get(place.row)?.get(place.column)?.value;
  const column = (header: string) => {
    const at = columns.get(header);
    if (at === undefined) throw new Error(`Training has no column ${header}`);
    const { firstRow, lastRow } = training;
    return Array.from({ length: lastRow - firstRow + 1 }, (_, row) =>
      Number(rows.get(firstRow + row)?.get(at)?.value),
    );
  };
  return {
    verdict: String(onDesk(desk.verdict)),
    firstLoss: Number(onDesk(desk.firstLoss)),
    lastLoss: Number(onDesk(desk.lastLoss)),
    accuracy: Number(onDesk(desk.accuracy)),
    column,
    last: (header) => column(header).at(-1)!,
  };
}
