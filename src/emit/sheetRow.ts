import type { SheetAddition, TableRows } from '../xlsx/writer/package.ts';
import type { Facts } from './facts.ts';
import type { Open } from './sheet.ts';

/** How a sheet is made whose places and values are those of `Of`. */
interface Recipe<Of> {
  /** The colour of its tab. */
  readonly tab: string;
  /** What `Start` says of it; null for `Start` itself. */
  readonly about: string | null | ((of: Of) => string);
  /** All that exceljs writes: of a big table the styles, in its first two rows. */
  readonly skeleton: (open: Open, facts: Facts, of: Of) => void;
  /** The rows of a big table, which are streamed into the file. */
  readonly rows?: (facts: Facts, of: Of) => TableRows;
  /** What stands on the sheet beyond cells. */
  readonly drawn?: (facts: Facts, of: Of) => Drawn;
}

type Drawn = Pick<SheetAddition, 'charts' | 'shapes' | 'scrollBars'>;

/** One sheet of one workbook. */
export interface MadeSheet {
  readonly tab: string;
  readonly about: string | null;
  readonly skeleton: (open: Open) => void;
  readonly rows: TableRows | null;
  readonly drawn: () => Drawn;
}

/** A sheet of the workbook with these facts; null where it has none. */
export type SheetRow = (facts: Facts) => MadeSheet | null;

/** A sheet that is there in some workbooks. */
export function sheetOf<Of>(find: (facts: Facts) => Of | null, recipe: Recipe<Of>): SheetRow {
  return (facts) => {
    const of = find(facts);
    if (of === null) return null;
    const { tab, about, skeleton, rows, drawn } = recipe;
    return {
      tab,
      about: typeof about === 'function' ? about(of) : about,
      skeleton: (open) => skeleton(open, facts, of),
      rows: rows?.(facts, of) ?? null,
      drawn: () => drawn?.(facts, of) ?? {},
    };
  };
}

/** A sheet of every workbook. */
export const everySheet = (recipe: Recipe<Facts>): SheetRow => sheetOf((facts) => facts, recipe);
