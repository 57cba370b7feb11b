import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { planWorkbook } from '../../src/layout/plan.ts';
import { SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { train } from '../../src/numeric/train.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { addressOf } from '../../src/xlsx/address.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { openWorkbook } from '../engines/hyperformula.ts';
import { readCharts } from '../labels/charts.ts';
import { kindsLesson } from '../support/batch-lessons.ts';

/** One weight, which a rate of 1 brings to its target in one step. */
const straight = (compare: readonly number[]) =>
  parseSpec(`
name: Straight
inputs: [1]
targets: [1]
layers: [{ units: 1, activation: linear, weights: [[2]] }]
training: { learningRate: 0.5, steps: 3 }
compare: [${compare.join(', ')}]`);

async function logarithmicCharts(compare: readonly number[]) {
  const { bytes } = await buildWorkbook(buildNetwork(straight(compare)));
  const zip = await JSZip.loadAsync(bytes);
  const charts = await readCharts(bytes);
  return Promise.all(
    charts
      .filter(({ title }) => /^(All rates, logarithmic|Final loss)/.test(title))
      .map(async ({ part, title, series }) => {
        const xml = await zip.file(part)!.async('string');
        const [, y] = xml.split('<c:valAx>').slice(1);
        const kept = series.flatMap((each) => each.y.kept);
        return {
          title,
          least: Math.min(...kept),
          foot: /<c:min val="([^"]+)"/.exec(y)?.[1],
          says: /<a:t>([^<]*)<\/a:t>/.exec(y)![1],
        };
      }),
  );
}

describe('a loss of exactly 0', () => {
  it('is drawn at the foot of both logarithmic axes, which say that it is 0', async () => {
    const charts = await logarithmicCharts([0.5, 1]);
    expect(charts).toHaveLength(2);
    for (const { title, least, foot, says } of charts) {
      expect(least, title).toBe(1e-16);
      expect(Number(foot), title).toBe(1e-16);
      expect(says, title).toContain('0 at 1E-16');
    }
  });

  it('takes no room of a chart without one', async () => {
    for (const { title, least, foot } of await logarithmicCharts([0.25, 0.5])) {
      expect(least, title).toBeGreaterThan(1e-3);
      expect(foot, title).toBeUndefined();
    }
  });
});

describe('rates of a data set in small batches', async () => {
  const spec = { ...kindsLesson(5, { steps: 8, batchSize: 2 }), compare: [0.1, 3] };
  const network = buildNetwork(spec);
  const plan = planWorkbook(network);
  const { bytes } = await buildWorkbook(network);
  /** Added up here from the errors of all samples of an epoch. */
  const meansAt = (rate: number) => {
    const { totals } = train(network, rate);
    return [0, 1, 2].map((e) => totals.slice(5 * e, 5 * e + 5).reduce((a, b) => a + b) / 5);
  };

  it('are told by their epoch means, which follow what is typed', async () => {
    const book = openWorkbook(await readCells(bytes));
    const rates = [0.1, 0.5, 3];
    expect(network.compare).toEqual(rates);
    const typed = { ...plan.rates.placeOf(2), rate: 7 };
    book.type(typed.sheet, addressOf(typed), typed.rate);
    const { headerRow, firstRow } = plan.rates;
    const at = (row: number, column: number) =>
      book.value(SHEETS.learningRates, addressOf({ row, column }));
    expect(at(headerRow, 1)).toBe('epoch');
    for (const [i, rate] of [0.1, 0.5, 7].entries()) {
      for (const [epoch, mean] of meansAt(rate).entries()) {
        expect(at(firstRow + epoch, 1)).toBe(epoch);
        expect(at(firstRow + epoch, 2 + i)).toBeCloseTo(mean, 12);
      }
      expect(at(plan.rates.placeOf(i).row, 2)).toBeCloseTo(meansAt(rate)[2], 12);
    }
    expect(at(firstRow + 3, 1)).toBeNull();
    book.close();
  });

  it('have charts whose axes say so', async () => {
    const courses = (await readCharts(bytes)).filter(({ title }) => /^(Too|All)/.test(title));
    expect(courses.length).toBeGreaterThan(1);
    for (const { xTitle, yTitle, series } of courses) {
      expect(xTitle).toBe('epoch');
      expect(yTitle).toMatch(/^cost, epoch mean/);
      for (const { x } of series) expect(x.kept).toEqual([0, 1, 2]);
    }
  });
});
