import { cellAddress } from '../../xlsx/address.ts';

/** Where a quantity stands. */
export interface Spot {
  readonly column: number;
  readonly row: number;
  /** Above the table: the same row for all parameters. */
  readonly fixed: boolean;
}

export function address({ column, row, fixed }: Spot): string {
  return cellAddress(column, row, fixed ? { absolute: 'row' } : {});
}

/** From the first to the last of some spots, row by row. */
export function hullOf(spots: readonly Spot[]): string[] {
  const rows = new Map<number, Spot[]>();
  for (const spot of spots) {
    const found = rows.get(spot.row);
    if (found) found.push(spot);
    else rows.set(spot.row, [spot]);
  }
  return [...rows.values()].map((row) => {
    const sorted = [...row].sort((a, b) => a.column - b.column);
    const first = address(sorted[0]!);
    const last = address(sorted.at(-1)!);
    return first === last ? first : `${first}:${last}`;
  });
}

/** `B$17:D$17`, if the spots stand side by side in one row in their order. */
export function rangeOf(spots: readonly Spot[]): string | null {
  const first = spots[0]!;
  const sideBySide = spots.every((s, i) => s.row === first.row && s.column === first.column + i);
  return sideBySide ? `${address(first)}:${address(spots.at(-1)!)}` : null;
}
