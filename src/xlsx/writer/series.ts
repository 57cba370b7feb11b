import { decimate } from './decimate.ts';
import { type Line, line, NO_FILL, solidFill } from './drawingml.ts';
import { element, escapeText, numberText } from './xml.ts';

/** The most points of a series that are cached in the chart. */
export const CACHE_LIMIT = 500;

/** One line, or one row of points, of a scatter chart. */
export interface Series {
  readonly name: SeriesName;
  readonly x: NumberRange;
  /** As long as `x`. A value that is not finite is a gap: a cell with #N/A. */
  readonly y: NumberRange;
  /** Absent: points only. */
  readonly line?: Line;
  /** Absent: no points, only the line. */
  readonly marker?: Marker;
  /** Its name stands at its last point. Absent: it does not. */
  readonly endLabel?: EndLabel;
}

export interface EndLabel {
  /** RRGGBB. */
  readonly color: string;
  /** By how much it stands lower than its point, as a share of the chart's height. */
  readonly down?: number;
}

export type SeriesName =
  | { readonly kind: 'text'; readonly text: string }
  /** The cell that holds the name, and what it shows at present. */
  | { readonly kind: 'cell'; readonly ref: string; readonly text: string };

/** A range and the values its cells have at present, for viewers that do not calculate. */
export interface NumberRange {
  /** With its sheet, absolute: `'Training'!$A$7:$A$74`. */
  readonly ref: string;
  readonly values: ArrayLike<number>;
}

export interface Marker {
  readonly symbol: 'circle' | 'square' | 'diamond' | 'triangle';
  /** Width in points, 2 to 72. */
  readonly size: number;
  readonly color: string;
}

/** `<c:ser>`. On a log axis values that are not positive cannot be drawn and are not cached. */
export function seriesXml(series: Series, index: number, logY: boolean): string {
  const { name, x, y } = series;
  const isDrawn = (value: number, i: number) =>
    Number.isFinite(x.values[i]) && (!logY || value > 0);
  const drawn = Array.from(y.values, (value, i) => (isDrawn(value, i) ? value : Number.NaN));
  const points = decimate(drawn, CACHE_LIMIT);
  return element(
    'c:ser',
    {},
    element('c:idx', { val: index }),
    element('c:order', { val: index }),
    element('c:tx', {}, nameXml(name)),
    element('c:spPr', {}, line(series.line ?? null)),
    markerXml(series.marker),
    series.endLabel === undefined ? '' : endLabelXml(series.y.values.length - 1, series.endLabel),
    element('c:xVal', {}, numberReference(x, points)),
    element('c:yVal', {}, numberReference(y, points)),
    element('c:smooth', { val: 0 }),
  );
}

/** Whether only part of the series is cached. */
export function isDecimated(series: Series): boolean {
  return series.y.values.length > CACHE_LIMIT;
}

function nameXml(name: SeriesName): string {
  const value = element('c:v', {}, escapeText(name.text));
  if (name.kind === 'text') return value;
  const point = element('c:pt', { idx: 0 }, value);
  return element(
    'c:strRef',
    {},
    element('c:f', {}, escapeText(name.ref)),
    element('c:strCache', {}, element('c:ptCount', { val: 1 }), point),
  );
}

function markerXml(marker: Marker | undefined): string {
  if (marker === undefined) return element('c:marker', {}, element('c:symbol', { val: 'none' }));
  return element(
    'c:marker',
    {},
    element('c:symbol', { val: marker.symbol }),
    element('c:size', { val: marker.size }),
    element(
      'c:spPr',
      {},
      solidFill(marker.color),
      // A thin white edge keeps points apart that lie on a line or on each other.
      line({ color: 'FFFFFF', width: 0.75 }),
    ),
  );
}

/** The name of the series beside one of its points. */
function endLabelXml(point: number, { color, down }: EndLabel): string {
  const flags = (name: 0 | 1) =>
    (
      [
        ['c:showLegendKey', 0],
        ['c:showVal', 0],
        ['c:showCatName', 0],
        ['c:showSerName', name],
        ['c:showPercent', 0],
        ['c:showBubbleSize', 0],
      ] as const
    ).map(([flag, val]) => element(flag, { val }));
  const text = element(
    'c:txPr',
    {},
    element('a:bodyPr', {}),
    element(
      'a:p',
      {},
      element('a:pPr', {}, element('a:defRPr', { sz: 900, b: 1 }, solidFill(color))),
      element('a:endParaRPr', { lang: 'en-US' }),
    ),
  );
  return element(
    'c:dLbls',
    {},
    element(
      'c:dLbl',
      {},
      element('c:idx', { val: point }),
      down === undefined ? '' : shiftXml(down),
      element('c:spPr', {}, NO_FILL, line(null)),
      text,
      element('c:dLblPos', { val: 'r' }),
      ...flags(1),
    ),
    ...flags(0),
    // To a name that stands lower, LibreOffice would draw one.
    element('c:showLeaderLines', { val: 0 }),
  );
}

const shiftXml = (down: number) =>
  element(
    'c:layout',
    {},
    element('c:manualLayout', {}, element('c:x', { val: 0 }), element('c:y', { val: down })),
  );

function numberReference({ ref, values }: NumberRange, points: readonly number[]): string {
  // By far the most of a chart: written out, because `element` takes three times as long.
  const cached = points.map(
    (index) => `<c:pt idx="${index}"><c:v>${numberText(values[index]!)}</c:v></c:pt>`,
  );
  return element(
    'c:numRef',
    {},
    element('c:f', {}, escapeText(ref)),
    element(
      'c:numCache',
      {},
      element('c:formatCode', {}, 'General'),
      element('c:ptCount', { val: values.length }),
      ...cached,
    ),
  );
}
