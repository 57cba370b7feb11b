/** How many of a row of things a picture shows before it leaves some out. */
const MOST_SHOWN = 8;

/** One of a row of things; or, where some are left out, how many these are. */
export type ShownItem = { readonly index: number } | { readonly leftOut: number };

/** All of them, or of very many the first ones and the last. */
export function shownOf(count: number, most = MOST_SHOWN): readonly ShownItem[] {
  const all = Array.from({ length: Math.min(count, most) }, (_, index): ShownItem => ({ index }));
  if (count <= most) return all;
  return [...all.slice(0, most - 2), { leftOut: count - most + 1 }, { index: count - 1 }];
}

/** `⋮ 12 more` */
export const leftOutText = (count: number) => `⋮ ${count} more`;
