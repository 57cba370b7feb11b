import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { train } from '../../src/numeric/train.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { readTemplate } from '../../src/spec/templates.ts';
import { parseRange } from '../../src/xlsx/address.ts';
import type { Cells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { recompute } from '../engines/hyperformula.ts';
import { readCharts } from '../labels/charts.ts';
import { LONG_SUMS } from '../support/long-sums.ts';
import { valueByName } from '../support/oracle.ts';

const numbersIn = (cells: Cells, range: string) => {
  const [, sheet, area] = /^'?([^'!]+)'?!(.*)$/.exec(range)!;
  const { first, last } = parseRange(area.replaceAll('$', ''))!;
  const { rows } = cells.sheets.get(sheet)!;
  return Array.from(
    { length: last.row - first.row + 1 },
    (_, i) => rows.get(first.row + i)?.get(first.column)?.value,
  );
};

const sizesOf = async (template: string) => {
  const spec = parseSpec(readTemplate(template));
  const network = buildNetwork(spec);
  const { bytes } = await buildWorkbook(network);
  const cells = recompute(await readCells(bytes));
  const chart = (await readCharts(bytes)).find(({ title }) => title.includes('gradient'))!;
  return { network, lines: chart.series.map(({ y }) => numbersIn(cells, y.ref) as number[]) };
};

describe('the chart of the gradients', () => {
  it('shows how much fainter the first layer learns than the last', async () => {
    const { network, lines } = await sizesOf('vanishing-gradients');
    expect(lines).toHaveLength(network.layers.length);
    const trace = train(network);
    const sizeOf = (numbers: readonly number[], step: number) => {
      const squares = numbers.map((n) => valueByName(trace, `∂E/∂w${n}`, step)! ** 2);
      return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
    };
    const count = network.layers.reduce((sum, { weights }) => sum + weights.length, 0);
    const numbered = (from: number, length: number) => Array.from({ length }, (_, i) => from + i);
    const first = numbered(1, network.layers[0].weights.length);
    const { length } = network.layers.at(-1)!.weights;
    const last = numbered(count - length + 1, length);
    for (const step of [0, network.steps]) {
      const ratio = lines.at(-1)![step] / lines[0][step];
      expect(ratio).toBeCloseTo(sizeOf(last, step) / sizeOf(first, step), 6);
      expect(ratio).toBeGreaterThan(1000);
      // From layer to layer, each fainter than the one behind it.
      const sizes = lines.map((line) => line[step]);
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    }
  });

  it('shows that all layers learn alike where rectifiers are on', async () => {
    const { network, lines } = await sizesOf('healthy-gradients');
    for (let step = 10; step <= network.steps; step++) {
      const sizes = lines.map((line) => line[step]);
      expect(Math.max(...sizes) / Math.min(...sizes)).toBeLessThan(20);
    }
  });

  it('has a line for each weight while they are few', async () => {
    expect((await sizesOf('simple-backprop')).lines).toHaveLength(8);
  });

  it('fits into its cells for any width', async () => {
    const [spec] = Object.values(LONG_SUMS).map((make) => make());
    // The lint of every workbook knows how long formulas may be.
    expect((await buildWorkbook(buildNetwork({ ...spec, compare: [] }))).formulas).toBeGreaterThan(
      0,
    );
  });
});
