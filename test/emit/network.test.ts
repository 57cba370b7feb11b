import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { CHECK } from '../../src/layout/check/layout.ts';
import { buildNetwork, isFull } from '../../src/network/network.ts';
import { parametersOf } from '../../src/network/parameters.ts';
import { networkAt } from '../../src/numeric/at.ts';
import { train } from '../../src/numeric/train.ts';
import { type Cells, cellAt } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import { valueByName } from '../support/oracle.ts';
import { templates } from '../support/templates.ts';

/** A layer whose units share their weights is drawn as a block. */
const drawnUnitByUnit = templates().filter(({ spec }) => buildNetwork(spec).layers.every(isFull));

describe.each(drawnUnitByUnit)('the sheet Network of $name', ({ spec }) => {
  const network = buildNetwork({ ...spec, compare: [] });
  const step = 5;
  let cells: Cells;
  let drawing: string;
  let formats: number;
  beforeAll(async () => {
    const { bytes } = await buildWorkbook(network, { selectedStep: step, selectedSample: 0 });
    cells = await readCells(bytes);
    const zip = await JSZip.loadAsync(bytes);
    drawing = await zip.file('xl/drawings/drawing1.xml')!.async('string');
    const styles = await zip.file('xl/styles.xml')!.async('string');
    formats = styles.match(/<numFmt /g)!.length;
  });

  const attribute = (xml: string, name: string) =>
    new RegExp(`${name}="([^"]*)"`).exec(xml)?.[1] ?? '';
  const shapes = (kind: 'sp' | 'cxnSp') =>
    drawing.match(new RegExp(`<xdr:${kind}[ >].*?</xdr:${kind}>`, 'gs')) ?? [];

  it('links every label to a cell that holds its number', () => {
    // The sample that is shown need not be in the batch of the step.
    const trace = train(networkAt(train(network), step));
    const linked = shapes('sp').filter((xml) => attribute(xml, 'textlink') !== '');
    const { inputs, targets, layers } = network;
    const units = layers.reduce((sum, layer) => sum + 2 * layer.units, 0);
    const expected = inputs.length + 2 * targets.length + units + parametersOf(network).length + 1;
    expect(linked).toHaveLength(expected);
    for (const xml of linked) {
      const name = attribute(xml, 'name');
      const [, sheet, address] = /^(\w+)!\$([A-Z]+\$\d+)$/.exec(attribute(xml, 'textlink'))!;
      const value = cellAt(cells, sheet, address.replace('$', ''))?.value;
      expect(value, name).toBe(valueByName(trace, name, 0));
      const text = [.../* runs of text */ xml.matchAll(/<a:t>(.*?)<\/a:t>/g)].map(([, t]) => t);
      const shown = Number(text.join('').replace('−', '-'));
      const rounding = Math.abs(Number(value)) >= 1000 ? 0.05 * Math.abs(Number(value)) : 0.00005;
      expect(Math.abs(shown - Number(value)), text.join('')).toBeLessThanOrEqual(rounding);
    }
  });

  it('has the name of each number in the cell above it, and no format for it alone', async () => {
    for (const xml of shapes('sp').filter((each) => attribute(each, 'textlink') !== '')) {
      const [, column, row] = /\$([A-Z]+)\$(\d+)$/.exec(attribute(xml, 'textlink'))!;
      const above = cellAt(cells, 'Network', `${column}${Number(row) - 1}`);
      expect(above?.value).toBe(attribute(xml, 'name'));
    }
    expect(formats).toBeLessThan(20);
  });

  it('has one connector a weight, besides the arrows to the errors', () => {
    const names = shapes('cxnSp').map((xml) => attribute(xml, 'name'));
    const weights = network.layers.reduce((sum, { weights }) => sum + weights.length, 0);
    expect(names.filter((name) => /^w\d+ arrow$/.test(name))).toHaveLength(weights);
    expect(names.filter((name) => /^error arrow/.test(name))).toHaveLength(
      2 * network.targets.length,
    );
    for (const xml of shapes('cxnSp')) expect(xml).toMatch(/<a:stCxn .*<a:endCxn /s);
  });

  it('has marks only in the rows of Gradient check, all of them ✓', () => {
    const marked = [...cells.sheets].flatMap(([sheet, { rows }]) =>
      [...rows.values()].flatMap((row) =>
        [...row.values()]
          .filter(({ value }) => typeof value === 'string' && /[✓✗]/.test(value))
          .map(({ value, column }) => ({ sheet, column, value })),
      ),
    );
    expect(marked).toHaveLength(Math.min(64, parametersOf(network).length));
    for (const mark of marked)
      expect(mark).toEqual({ sheet: 'Gradient check', column: CHECK.mark, value: '✓' });
  });
});
