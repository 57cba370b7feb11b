import type { Node } from '../../sheet/formula/node.ts';
import { type CellId, nowhere } from '../../sheet/places.ts';
import type { FaultyRole, Slip } from '../report.ts';
import type { Edit } from '../slips/edits/edit.ts';
import type { Series } from '../table/table.ts';

/** A quantity that is wrong, before it is put into words. */
export interface Finding {
  readonly series: Series;
  readonly role: FaultyRole;
  readonly slip: Slip;
  /** As formulas of the derivation name it: `∂E/∂w3`. */
  readonly symbol: string;
  /** Its wrong cells in the order of the steps, with what is right. */
  readonly wrong: readonly { readonly cell: CellId; readonly right: number | null }[];
  /** The right formula, as it stands to the wrong cells; undefined if none was found. */
  readonly node: Node | undefined;
  readonly edit: Edit | undefined;
  /** Gradients that are wrong because of it. */
  readonly causes: readonly string[];
  /** More to say, as whole sentences. */
  readonly notes: readonly string[];
}

export const exists = (id: CellId | undefined): id is CellId => id !== undefined && id !== nowhere;
