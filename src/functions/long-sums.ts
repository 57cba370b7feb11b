/**
 * Sums of more terms than a formula holds: they are added up in parts, each in a column of its own.
 */

/**
 * So many terms of 22 characters (`XFD1048576*XFD1048576+`) leave room, of the 8,192 of a formula, for
 * what the checks of a sum put around it.
 */
export const MOST_TERMS = 250;

/** Terms `from` up to but not including `to`. */
export interface TermStretch {
  readonly from: number;
  readonly to: number;
}

/** Into how many parts so many terms are divided; 0 for a sum that one formula holds. */
export function partCount(terms: number): number {
  return terms > MOST_TERMS ? Math.ceil(terms / MOST_TERMS) : 0;
}

/** The parts; none for a sum that one formula holds. */
export function stretchesOf(terms: number): TermStretch[] {
  return Array.from({ length: partCount(terms) }, (_, part) => ({
    from: part * MOST_TERMS,
    to: Math.min(terms, (part + 1) * MOST_TERMS),
  }));
}
