import { type Line, line, NO_FILL, runProperties, solidFill, type TextStyle } from './drawingml.ts';
import { isDecimated, type Series, seriesXml } from './series.ts';
import { element, escapeText, XML_DECLARATION } from './xml.ts';

export type { Dash, Line } from './drawingml.ts';
export type { EndLabel, Marker, NumberRange, Series, SeriesName } from './series.ts';

/** An xy chart: straight lines, points, or both. */
export interface ScatterChart {
  /** Empty for none. */
  readonly title: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly legend: 'right' | 'bottom' | 'none';
  /** In the order of the legend; Excel draws the later above the earlier. */
  readonly series: readonly Series[];
  readonly style: ChartStyle;
  /** Where its lines are drawn, without axes and names; absent: the program chooses. */
  readonly plot?: PlotPlace;
  /**
   * Lines and nothing else, over all of its frame, see-through: no axes, no legend, no paper.
   */
  readonly bare?: boolean;
}

/** Shares of the width and height of a chart. */
export interface PlotPlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface ChartAxis {
  /** Empty for none. */
  readonly title: string;
  /** Of the labels: `General`, `0.000`, `0E+00`. */
  readonly numberFormat: string;
  /**
   * Powers of ten. The cells of a log axis must be positive or #N/A: LibreOffice draws nothing if
   * one of them is zero, and Excel shows a warning.
   */
  readonly log?: boolean;
  /** Where the axis begins and ends; absent: the program chooses. */
  readonly min?: number;
  readonly max?: number;
  /** Distance of the labelled ticks; on a log axis their ratio. */
  readonly majorUnit?: number;
}

/** What a chart looks like, apart from its series. Colours are RRGGBB, sizes points. */
export interface ChartStyle {
  readonly font: string;
  readonly titleColor: string;
  readonly titleSize: number;
  readonly textColor: string;
  readonly textSize: number;
  /** Of the axes and their ticks. */
  readonly axisColor: string;
  readonly gridColor: string;
}

// Ids tie the two axes of a chart to each other; they need only differ within the chart.
const X_AXIS = 1001;
const Y_AXIS = 1002;

const NAMESPACES = {
  'xmlns:c': 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};

/** The chart part, `xl/charts/chartN.xml`. */
export function chartXml(chart: ScatterChart): string {
  const { style } = chart;
  return (
    XML_DECLARATION +
    element(
      'c:chartSpace',
      NAMESPACES,
      flag('c:date1904', 0),
      flag('c:roundedCorners', 0),
      element(
        'c:chart',
        {},
        chart.title === '' ? '' : titleXml(chart.title, titleStyle(style), TITLE_LAYOUT),
        flag('c:autoTitleDeleted', chart.title === '' ? 1 : 0),
        plotArea(chart),
        chart.legend === 'none' ? '' : legendXml(chart.legend, style),
        // 0: a folded group of columns must not empty the chart.
        flag('c:plotVisOnly', 0),
        // Where only some points are cached, the rest would look like gaps to a viewer that
        // draws from the cache.
        element('c:dispBlanksAs', { val: chart.series.some(isDecimated) ? 'span' : 'gap' }),
      ),
      element('c:spPr', {}, chart.bare ? NO_FILL : solidFill('FFFFFF'), line(null)),
      textProperties(style),
    )
  );
}

function flag(name: string, value: 0 | 1): string {
  return element(name, { val: value });
}

function textStyle(style: ChartStyle): TextStyle {
  return { font: style.font, color: style.textColor, size: style.textSize };
}

function titleStyle(style: ChartStyle): TextStyle {
  return { font: style.font, color: style.titleColor, size: style.titleSize };
}

/** How text without properties of its own looks. */
function textProperties(style: ChartStyle): string {
  const defaults = runProperties('a:defRPr', textStyle(style));
  return element(
    'c:txPr',
    {},
    element('a:bodyPr', {}),
    element('a:p', {}, element('a:pPr', {}, defaults)),
  );
}

/** Where a part of a chart stands, as shares of its width and height. */
function layoutXml(
  place: { readonly x: number; readonly y: number; readonly w?: number; readonly h?: number },
  target = '',
): string {
  const { x, y, w, h } = place;
  return element(
    'c:layout',
    {},
    element(
      'c:manualLayout',
      {},
      target,
      element('c:xMode', { val: 'edge' }),
      element('c:yMode', { val: 'edge' }),
      element('c:x', { val: x }),
      element('c:y', { val: y }),
      w === undefined ? '' : element('c:w', { val: w }),
      h === undefined ? '' : element('c:h', { val: h }),
    ),
  );
}

const INNER = element('c:layoutTarget', { val: 'inner' });

/** The title stands at the left, as a figure's heading does. */
const TITLE_LAYOUT = layoutXml({ x: 0.02, y: 0.03 });

/** Names at the ends of lines need room that no program leaves of itself. */
export const LABELLED_PLOT: PlotPlace = { x: 0.09, y: 0.14, w: 0.77, h: 0.66 };
const LABELLED_LAYOUT = layoutXml(LABELLED_PLOT, INNER);

/** The lines fill the frame. */
const WHOLE_LAYOUT = layoutXml({ x: 0, y: 0, w: 1, h: 1 }, INNER);

function plotLayout({ bare, plot, series }: ScatterChart): string {
  if (bare) return WHOLE_LAYOUT;
  if (plot) return layoutXml(plot, INNER);
  const isLabelled = series.some(({ endLabel }) => endLabel !== undefined);
  return isLabelled ? LABELLED_LAYOUT : element('c:layout', {});
}

function titleXml(text: string, style: TextStyle, layout = '', rotation?: number): string {
  return element(
    'c:title',
    {},
    element(
      'c:tx',
      {},
      element(
        'c:rich',
        {},
        element('a:bodyPr', rotation === undefined ? {} : { rot: rotation, vert: 'horz' }),
        element(
          'a:p',
          {},
          element('a:pPr', {}, runProperties('a:defRPr', style)),
          element('a:r', {}, runProperties('a:rPr', style), element('a:t', {}, escapeText(text))),
        ),
      ),
    ),
    layout,
    flag('c:overlay', 0),
  );
}

function plotArea(chart: ScatterChart): string {
  const logY = chart.y.log ?? false;
  return element(
    'c:plotArea',
    {},
    plotLayout(chart),
    element(
      'c:scatterChart',
      {},
      element('c:scatterStyle', { val: 'lineMarker' }),
      flag('c:varyColors', 0),
      ...chart.series.map((series, index) => seriesXml(series, index, logY)),
      element('c:axId', { val: X_AXIS }),
      element('c:axId', { val: Y_AXIS }),
    ),
    axisXml(chart.x, { id: X_AXIS, crosses: Y_AXIS, position: 'b', other: chart.y }, chart),
    axisXml(chart.y, { id: Y_AXIS, crosses: X_AXIS, position: 'l', other: chart.x }, chart),
    element('c:spPr', {}, NO_FILL, line(null)),
  );
}

interface AxisPlace {
  readonly id: number;
  /** The id of the axis that this one crosses, and that axis. */
  readonly crosses: number;
  readonly other: ChartAxis;
  readonly position: 'b' | 'l';
}

function axisXml(axis: ChartAxis, place: AxisPlace, { style, bare }: ScatterChart): string {
  const vertical = place.position === 'l';
  const thin: Line = { color: style.axisColor, width: 0.75 };
  const grid: Line = { color: style.gridColor, width: 0.5 };
  return element(
    'c:valAx',
    {},
    element('c:axId', { val: place.id }),
    element(
      'c:scaling',
      {},
      axis.log ? element('c:logBase', { val: 10 }) : '',
      element('c:orientation', { val: 'minMax' }),
      axis.max === undefined ? '' : element('c:max', { val: axis.max }),
      axis.min === undefined ? '' : element('c:min', { val: axis.min }),
    ),
    flag('c:delete', bare ? 1 : 0),
    element('c:axPos', { val: place.position }),
    bare ? '' : element('c:majorGridlines', {}, element('c:spPr', {}, line(grid))),
    axis.title === ''
      ? ''
      : titleXml(axis.title, textStyle(style), '', vertical ? -5_400_000 : undefined),
    element('c:numFmt', { formatCode: axis.numberFormat, sourceLinked: 0 }),
    element('c:majorTickMark', { val: vertical ? 'none' : 'out' }),
    element('c:minorTickMark', { val: 'none' }),
    // Low: the labels stay at the edge where the axis itself runs through zero.
    element('c:tickLblPos', { val: 'low' }),
    element('c:spPr', {}, line(vertical ? null : thin)),
    textProperties(style),
    element('c:crossAx', { val: place.crosses }),
    // On a log axis there is no zero to cross at.
    element('c:crosses', { val: place.other.log ? 'min' : 'autoZero' }),
    element('c:crossBetween', { val: 'midCat' }),
    axis.majorUnit === undefined ? '' : element('c:majorUnit', { val: axis.majorUnit }),
  );
}

function legendXml(position: 'right' | 'bottom', style: ChartStyle): string {
  return element(
    'c:legend',
    {},
    element('c:legendPos', { val: position === 'right' ? 'r' : 'b' }),
    flag('c:overlay', 0),
    textProperties(style),
  );
}
