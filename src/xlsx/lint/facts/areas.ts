import { type Position, parseRange } from '../../address.ts';

/** A rectangle of cells. */
export interface Area {
  readonly from: Position;
  readonly to: Position;
}

/** The area that `A1:B3` or `C5` names; null for what is none, or is off the sheet. */
export function parseArea(text: string): Area | null {
  const range = parseRange(text.replaceAll('$', ''));
  return range ? { from: range.first, to: range.last } : null;
}

/** The areas of a list, `A1:B3 C5`, that are none. */
export function strayAreas(list: string): string[] {
  return list.split(/\s+/).filter((text) => parseArea(text) === null);
}

/** The sheet before the `!` of a reference; null if it names none. */
export function sheetOf(reference: string): string | null {
  const match = /^(?:'((?:[^']|'')*)'|([^'!]+))!/.exec(reference.trim());
  if (match === null) return null;
  const [, quoted, plain = null] = match;
  return quoted?.replaceAll("''", "'") ?? plain;
}

/** Finds out which of many areas have cells in common, one after the other. */
export class Overlaps {
  readonly #rows = new Map<number, { area: Area; text: string }[]>();

  /** The earlier area that shares a cell with this one; null if there is none. */
  add(text: string): string | null {
    const area = parseArea(text);
    if (area === null) return null;
    let other: string | null = null;
    for (let row = area.from.row; row <= area.to.row; row++) {
      const inRow = this.#rows.get(row) ?? [];
      const hit = inRow.find(
        ({ area: { from, to } }) => from.column <= area.to.column && area.from.column <= to.column,
      );
      other ??= hit?.text ?? null;
      inRow.push({ area, text });
      this.#rows.set(row, inRow);
    }
    return other;
  }
}
