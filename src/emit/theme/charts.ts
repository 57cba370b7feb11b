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
