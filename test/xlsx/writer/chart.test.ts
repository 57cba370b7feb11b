import { describe, expect, it } from 'vitest';
import { chartXml, type ScatterChart, type Series } from '../../../src/xlsx/writer/chart.ts';
import { decimate } from '../../../src/xlsx/writer/decimate.ts';
import { STYLE } from './kitchen-sink.ts';
import { all, misplacedTag } from './support.ts';

const series = (values: ArrayLike<number>, rest: Partial<Series> = {}): Series => ({
  name: { kind: 'cell', ref: "'Runs & co'!$B$6", text: 'LR < 1' },
  x: { ref: "'Runs & co'!$A$7:$A$10", values: Array.from(values, (_, index) => index) },
  y: { ref: "'Runs & co'!$B$7:$B$10", values },
  line: { color: '0072B2', width: 2, dash: 'sysDash' },
  ...rest,
});

const chart = (rest: Partial<ScatterChart> = {}): ScatterChart => ({
  title: 'LR vs Step & Loss',
  x: { title: 'Step', numberFormat: '0', min: 0, max: 70, majorUnit: 10 },
  y: { title: 'Loss', numberFormat: '0.000' },
  legend: 'right',
  series: [series([4, 3, 2, 1]), series([1, 2, 3, 4])],
  style: STYLE,
  ...rest,
});

const points = (xml: string) => {
  const cache = /<c:yVal>.*?<c:ptCount val="(\d+)"\/>(.*?)<\/c:numCache>/.exec(xml)!;
  return { count: Number(cache[1]), indexes: all(cache[2]!, /idx="(\d+)"/g).map(Number) };
};

describe('chartXml', () => {
  it('is well formed and says what it is told', () => {
    const xml = chartXml(chart());
    expect(misplacedTag(xml)).toBeUndefined();
    expect(all(xml, /<a:t>([^<]*)</g)).toEqual(['LR vs Step &amp; Loss', 'Step', 'Loss']);
    expect(xml).toContain("<c:f>'Runs &amp; co'!$B$7:$B$10</c:f>");
    expect(xml).toContain('<c:v>LR &lt; 1</c:v>');
    expect(all(xml, /<c:idx val="(\d)"/g)).toEqual(['0', '1']);
    expect(xml).toContain('<a:ln w="25400" cap="flat">');
    expect(xml).toContain('<a:prstDash val="sysDash"/>');
    expect(xml).toContain('<c:date1904 val="0"/><c:roundedCorners val="0"/>');
    expect(xml).toContain('<c:legendPos val="r"/>');
  });

  it('joins its two axes by ids of their own', () => {
    const xml = chartXml(chart());
    const ids = all(xml, /<c:valAx><c:axId val="(\d+)"/g);
    expect(new Set(ids).size).toBe(2);
    expect(all(xml, /<c:crossAx val="(\d+)"/g)).toEqual([...ids].reverse());
  });

  it('scales an axis as told', () => {
    const xml = chartXml(chart());
    expect(all(xml, /<c:scaling>(.*?)<\/c:scaling>/g)).toEqual([
      '<c:orientation val="minMax"/><c:max val="70"/><c:min val="0"/>',
      '<c:orientation val="minMax"/>',
    ]);
    expect(all(xml, /<c:majorUnit val="(\d+)"/g)).toEqual(['10']);
    expect(all(xml, /<c:crosses val="(\w+)"/g)).toEqual(['autoZero', 'autoZero']);
  });

  it('lets the x axis cross a log axis at its lower end', () => {
    const xml = chartXml(chart({ y: { title: 'Loss', numberFormat: '0E+00', log: true } }));
    expect(all(xml, /<c:crosses val="(\w+)"/g)).toEqual(['min', 'autoZero']);
    expect(all(xml, /<c:logBase val="(\d+)"/g)).toEqual(['10']);
  });

  it('can do without a legend', () => {
    expect(chartXml(chart({ legend: 'none' }))).not.toContain('<c:legend>');
  });

  it('draws a series of points without a line', () => {
    const { line: _, ...pointsOnly } = series([1]);
    const marker = { symbol: 'circle', size: 9, color: 'D55E00' } as const;
    const xml = chartXml(chart({ series: [{ ...pointsOnly, marker }] }));
    expect(xml).toContain('</c:tx><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>');
    expect(xml).toContain('<c:marker><c:symbol val="circle"/><c:size val="9"/>');
  });

  it('leaves gaps where a value is not finite, and on a log axis where it is not positive', () => {
    const values = [1, Number.NaN, Infinity, 0, -2, 3];
    expect(points(chartXml(chart({ series: [series(values)] })))).toEqual({
      count: 6,
      indexes: [0, 3, 4, 5],
    });
    const log = chart({ series: [series(values)], y: { title: '', numberFormat: '0', log: true } });
    expect(points(chartXml(log))).toEqual({ count: 6, indexes: [0, 5] });
  });

  it('caches part of a long series and spans the rest', () => {
    const values = Float64Array.from({ length: 50_000 }, (_, i) => Math.sin(i / 500));
    const xml = chartXml(chart({ series: [series(values)] }));
    const { count, indexes } = points(xml);
    expect(count).toBe(50_000);
    expect(indexes.length).toBeLessThanOrEqual(500);
    expect(indexes.length).toBeGreaterThan(300);
    expect(xml).toContain('<c:dispBlanksAs val="span"/>');
    expect(chartXml(chart())).toContain('<c:dispBlanksAs val="gap"/>');
  });
});

describe('decimate', () => {
  it('keeps everything that is short enough', () => {
    expect(decimate([3, Number.NaN, 1], 3)).toEqual([0, 2]);
  });

  it('keeps the ends and every spike, in order', () => {
    const values = new Float64Array(10_000).fill(1);
    values[1234] = 9;
    values[7777] = -9;
    values[9000] = Number.NaN;
    const kept = decimate(values, 500);
    expect(kept.length).toBeLessThanOrEqual(500);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    for (const index of [0, 1234, 7777, 9999]) expect(kept).toContain(index);
    expect(kept).not.toContain(9000);
  });
});
