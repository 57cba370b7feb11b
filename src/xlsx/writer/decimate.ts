/**
 * Indexes of the points that draw the same line as all of them, ascending, at most about `limit`.
 *
 * The range is cut into equal buckets and each gives its lowest and its highest point, so that
 * every spike stays; first and last stay too. Values that are not finite are never taken.
 */
export function decimate(values: ArrayLike<number>, limit: number): number[] {
  const plotted: number[] = [];
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i]!)) plotted.push(i);
  if (plotted.length <= limit) return plotted;

  const buckets = Math.max(1, Math.floor((limit - 2) / 2));
  const kept = new Set([plotted[0]!, plotted.at(-1)!]);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * plotted.length) / buckets);
    const to = Math.floor(((bucket + 1) * plotted.length) / buckets);
    let lowest = plotted[from]!;
    let highest = lowest;
    for (const index of plotted.slice(from, to)) {
      if (values[index]! < values[lowest]!) lowest = index;
      if (values[index]! > values[highest]!) highest = index;
    }
    kept.add(lowest).add(highest);
  }
  return [...kept].sort((a, b) => a - b);
}
