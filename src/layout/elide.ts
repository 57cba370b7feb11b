/** How many units of a layer a picture shows before it leaves some out. */
const MOST_SHOWN = 8;

/**
 * The indices of a layer's units that a picture shows; null stands for the "⋮" in place of those
 * left out, before the last one.
 */
export function shownUnits(count: number, most = MOST_SHOWN): readonly (number | null)[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return [...Array.from({ length: most - 2 }, (_, index) => index), null, count - 1];
}
