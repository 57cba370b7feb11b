import { LABELLED_PLOT, type ScatterChart, type Series } from '../xlsx/writer/chart.ts';

/** Of a name at the end of a line, with room to the next: 9 points are 12 pixels. */
const LINE_PIXELS = 15;

/**
 * Moves the names at the ends of lines apart where they would lie on each other. Axes are the
 * program's: where a line ends is taken from the powers of ten, or the greatest value, that it shows.
 * @param pixels the height of the chart.
 */
export function withEndLabelsApart(chart: ScatterChart, pixels: number): ScatterChart {
  const { series, y } = chart;
  const heightOf = y.log ? onPowers(series) : fromZero(series);
  const line = LINE_PIXELS / pixels;
  const ends = series
    .map((each, index) => ({
      index,
      each,
      end: heightOf(each.y.values[each.y.values.length - 1]!),
    }))
    .filter(({ each, end }) => each.endLabel !== undefined && Number.isFinite(end))
    .sort((a, b) => b.end - a.end);
  // Downwards from the top of the plot, as shares of the chart's height.
  const wanted = ends.map(({ end }) => (1 - end) * LABELLED_PLOT.h);
  const shifts = new Map(
    apart(wanted, line, LABELLED_PLOT.h).map((place, i) => [ends[i]!.index, place - wanted[i]!]),
  );
  const shifted = series.map((each, index) => {
    const down = Number((shifts.get(index) ?? 0).toFixed(3));
    return each.endLabel && down !== 0 ? { ...each, endLabel: { ...each.endLabel, down } } : each;
  });
  return { ...chart, series: shifted };
}

/**
 * Places in order that are so far apart at least, each as near as can be to where it is wanted: those
 * that would be too near stand evenly around their middle, or end where there is no more room.
 */
export function apart(wanted: readonly number[], distance: number, end: number): number[] {
  let groups: { readonly places: readonly number[]; readonly middle: number }[] = [];
  const first = (group: (typeof groups)[number]) =>
    group.middle - ((group.places.length - 1) * distance) / 2;
  for (const place of wanted) {
    let group = { places: [place], middle: place };
    for (let before = groups.at(-1); before; before = groups.at(-1)) {
      const next = first(before) + before.places.length * distance;
      if (next <= first(group) + 1e-12) break;
      const places = [...before.places, ...group.places];
      group = { places, middle: places.reduce((sum, each) => sum + each, 0) / places.length };
      groups = groups.slice(0, -1);
    }
    groups.push(group);
  }
  const places = groups.flatMap((group) => group.places.map((_, i) => first(group) + i * distance));
  return places.map((place, i) => Math.min(place, end - (places.length - 1 - i) * distance));
}

/** The share of its height that a value reaches on an axis of whole powers of ten. */
function onPowers(series: readonly Series[]): (value: number) => number {
  const [least, most] = boundsOf(series, (value) => value > 0);
  const [low, high] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  return (value) => (Math.log10(value) - low) / Math.max(1, high - low);
}

/** The same on one that begins at 0. */
function fromZero(series: readonly Series[]): (value: number) => number {
  const [, most] = boundsOf(series, Number.isFinite);
  return (value) => value / most;
}

function boundsOf(series: readonly Series[], isDrawn: (value: number) => boolean) {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { y } of series) {
    for (const value of Array.from(y.values).filter(isDrawn)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return [least, most] as const;
}
