/** Neighbouring columns or rows, by their numbers from 1. */
export interface PageSpan {
  readonly first: number;
  readonly last: number;
}

export interface Pages {
  /** Length of a page. */
  readonly room: number;
  /** Length of what stands again on every page after the first. */
  readonly repeated?: number;
  /** The columns or rows that would rather begin a page, as headings do: none of them ends one. */
  readonly starts?: ReadonlySet<number>;
  /** Those after which no page ends if it can be helped: what is written above them goes on. */
  readonly held?: ReadonlySet<number>;
  /** By which share a page may be shorter or longer so that the next one begins with one of them. */
  readonly leeway?: number;
}

const LEEWAY = 0.2;

/**
 * Cuts columns or rows of such lengths into as few pages as they fit on, and these about alike: filled
 * one after the other, the last page would be nearly empty as often as not.
 */
export function cutEvenly(lengths: readonly number[], pages: Pages): PageSpan[] {
  const { room, repeated = 0 } = pages;
  const count = lengths.length;
  const ends = endsOf(lengths);
  if (ends[count]! <= room || room <= repeated) return [{ first: 1, last: count }];
  let fewest = Math.ceil((ends[count]! - repeated) / (room - repeated));
  for (; fewest < count; fewest++) {
    const spans =
      cutInto(fewest, ends, pages) ??
      cutInto(fewest, ends, { ...pages, leeway: 0 }) ??
      cutInto(fewest, ends, { ...pages, leeway: 0, held: new Set() });
    if (spans) return spans;
  }
  return lengths.map((_, i) => ({ first: i + 1, last: i + 1 }));
}

/** How far the first so many reach. */
function endsOf(lengths: readonly number[]): Float64Array {
  const ends = new Float64Array(lengths.length + 1);
  for (const [i, length] of lengths.entries()) ends[i + 1] = ends[i]! + length;
  return ends;
}

/** So many pages, if all of them have room. */
function cutInto(
  count: number,
  ends: Float64Array,
  { room, repeated = 0, starts = new Set(), held = new Set(), leeway = LEEWAY }: Pages,
): PageSpan[] | undefined {
  const goesOn = (last: number) => starts.has(last) || held.has(last);
  const total = ends.length - 1;
  const share = (ends[total]! + (count - 1) * repeated) / count;
  const spans: PageSpan[] = [];
  for (let first = 1; spans.length < count; first = spans.at(-1)!.last + 1) {
    const place = spans.length + 1;
    const again = place > 1 ? repeated : 0;
    const fits = (last: number) =>
      last >= first && ends[last]! - ends[first - 1]! + again <= room + 1e-6;
    if (place === count) {
      if (!fits(total)) return undefined;
      spans.push({ first, last: total });
      continue;
    }
    const target = place * share - (place - 1) * repeated;
    const isNear = (last: number) => Math.abs(ends[last]! - target) <= leeway * share;
    let last = Math.min(nearest(ends, target), total - (count - place));
    const isBetter = (end: number) => fits(end) && isNear(end) && !goesOn(end);
    const better = [...starts].map((start) => start - 1).filter(isBetter);
    const distance = (end: number) => Math.abs(ends[end]! - target);
    if (better.length > 0) last = better.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    while (last > first && (!fits(last) || goesOn(last))) last--;
    if (!fits(last)) return undefined;
    spans.push({ first, last });
  }
  return spans;
}

/** How many of the first reach about so far. */
function nearest(ends: Float64Array, target: number): number {
  let [low, high] = [0, ends.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= target) low = middle;
    else high = middle;
  }
  return target - ends[low]! <= ends[high]! - target ? low : high;
}
