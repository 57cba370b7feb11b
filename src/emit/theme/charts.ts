import { COLOURS, FONT } from './colours.ts';

/** Okabe and Ito's palette without its yellow, which white paper swallows. */
export const SERIES_COLOURS = [
  '0072B2',
  'D55E00',
  '009E73',
  'CC79A7',
  'E69F00',
  '56B4E9',
  '000000',
] as const;

/** Series beyond one round of colours differ by their dashes. */
export const SERIES_DASHES = ['solid', 'dash', 'sysDot', 'dashDot'] as const;

/** The colour of a series by its place among several. */
export const seriesColour = (place: number) => SERIES_COLOURS[place % SERIES_COLOURS.length]!;

export const seriesDash = (place: number) =>
  SERIES_DASHES[Math.floor(place / SERIES_COLOURS.length) % SERIES_DASHES.length]!;

/** What every chart looks like besides its series. */
export const CHART_STYLE = {
  font: FONT,
  titleColor: COLOURS.accent,
  titleSize: 14,
  textColor: COLOURS.muted,
  textSize: 9,
  axisColor: COLOURS.rule,
  gridColor: COLOURS.grid,
} as const;

/** Dark to light, so that neighbours in order look like neighbours; all legible on white (viridis without its yellow). */
const SEQUENCE = ['440154', '46327E', '365C8D', '277F8E', '1FA187', '4AC16D', '9FBF1F'] as const;

/** The line of a thing in an order of so many: layers from the first to the last. */
export function layerLine(place: number, count: number) {
  const share = count === 1 ? 0 : place / (count - 1);
  return {
    color: SEQUENCE[Math.round(share * (SEQUENCE.length - 1))]!,
    width: 2.25,
    dash: SERIES_DASHES[0],
  };
}
