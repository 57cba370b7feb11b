import type { Series } from '../../table/table.ts';

export interface Valued {
  readonly series: Series;
  /** Its values in the steps that are looked at. */
  readonly vector: readonly number[];
}

/** Finds among many quantities those that may be a multiple of given values, without trying them all. */
export interface Proportions {
  /** In the order of the table. Some of them may be none. */
  like(vector: readonly number[]): Valued[];
}

export function proportionsOf(all: readonly Valued[]): Proportions {
  const ranked = all.flatMap((valued) => {
    const share = shareOf(valued.vector);
    return share === undefined ? [] : [{ valued, share }];
  });
  ranked.sort((a, b) => a.share - b.share);
  return {
    like(vector) {
      const share = shareOf(vector);
      if (share === undefined) return [];
      const found: Valued[] = [];
      for (let i = firstFrom(ranked, share - margin); i < ranked.length; i++) {
        const each = ranked[i];
        if (each === undefined || each.share > share + margin) break;
        found.push(each.valued);
      }
      return found.sort((a, b) => a.series.index - b.series.index);
    },
  };
}

/** More than rounding makes of a share. */
const margin = 1e-6;

/** A number that all multiples of a vector have in common; undefined for zeros. */
function shareOf(vector: readonly number[]): number | undefined {
  let [some, all] = [0, 0];
  for (const [i, x] of vector.entries()) {
    some += x / (1 + i * i);
    all += Math.abs(x);
  }
  return all > 0 && Number.isFinite(all) ? Math.abs(some) / all : undefined;
}

/** The place of the first of sorted shares that is not less, by halving. */
function firstFrom(sorted: readonly { readonly share: number }[], least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.share ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
