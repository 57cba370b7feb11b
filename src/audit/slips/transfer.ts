import type { TableRoles } from '../roles.ts';
import type { Series } from '../table/table.ts';
import type { Edit } from './edits.ts';

/** A right formula of a sibling, with this column's cells in place of the sibling's. */
export function transferred(
  _roles: TableRoles,
  _series: Series,
  _steps: readonly number[],
  _needs: readonly number[],
): Edit | undefined {
  return undefined;
}
