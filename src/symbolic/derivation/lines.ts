/** One numbered box of the derivation, as on a page. */
export interface Box {
  readonly number: number;
  readonly title: string;
  readonly lines: readonly TextLine[];
}

/**
 * `left = right`, sometimes with a step between; or, where lines are left out, how many.
 * The note beside it names the factors or says why the line holds; only short lines have one.
 */
export interface TextLine {
  readonly text: string;
  readonly note?: string;
}

/** A box before it is cut to size and numbered. */
export interface Section {
  readonly title: string;
  readonly groups: readonly Group[];
}

/** Lines of one pattern, made only when they are shown. */
export interface Group {
  readonly count: number;
  readonly line: (index: number) => TextLine;
}

/** Above this many lines a box shows of its longest groups only the first lines and the last. */
const BOX_LINES = 24;
/**
 * First, second, `…`, last, as in a sum. No group is cut further, or the pattern would not show; so
 * the definitions still grow with the depth of a network, but nothing with its width.
 */
const FEWEST = 4;

/** A line of so many characters leaves no room for a note beside it. */
const FULL = 80;

/** The sides of one equation, a group of its own. */
export function one(sides: readonly string[], note?: string): Group {
  return only(sides.join(' = '), note);
}

/** A line of its own. */
export function only(text: string, note?: string): Group {
  const hasNote = note !== undefined && text.length < FULL;
  return { count: 1, line: () => (hasNote ? { text, note } : { text }) };
}

/** An equation for each item; the note stands beside the first. */
export function each<T>(
  items: readonly T[],
  sides: (item: T) => readonly string[],
  note?: string,
): Group {
  return {
    count: items.length,
    line: (index) => one(sides(items[index]!), index === 0 ? note : undefined).line(0),
  };
}

/** The lines of a box: all of them if they fit, else every group cut to the same number of lines. */
export function fitted(groups: readonly Group[]): TextLine[] {
  const height = (limit: number) =>
    groups.reduce((lines, { count }) => lines + Math.min(count, limit), 0);
  let limit = BOX_LINES;
  while (limit > FEWEST && height(limit) > BOX_LINES) limit--;
  return groups.flatMap((group) => cut(group, limit));
}

function cut({ count, line }: Group, limit: number): TextLine[] {
  if (count <= limit) return Array.from({ length: count }, (_, index) => line(index));
  const first = Array.from({ length: limit - 2 }, (_, index) => line(index));
  const hidden = count - (limit - 1);
  return [...first, { text: `… (${hidden} more, by the same pattern)` }, line(count - 1)];
}
