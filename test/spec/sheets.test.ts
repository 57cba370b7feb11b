import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { parseSpec } from '../../src/spec/parse.ts';
import { cellCount, sheetSizes } from '../../src/spec/sheets.ts';
import { readBesideTemplates, readTemplate } from '../../src/spec/templates.ts';

/** Cells of each sheet of a workbook, in their order. */
async function cellsIn(bytes: Uint8Array, sheets: readonly string[]) {
  const zip = await JSZip.loadAsync(bytes);
  return Promise.all(
    sheets.map(async (sheet, i) => {
      const xml = await zip.file(`xl/worksheets/sheet${i + 1}.xml`)!.async('string');
      return { sheet, cells: xml.match(/<c r=/g)?.length ?? 0 };
    }),
  );
}

const pages = ['Start', 'Network', 'Charts', 'Digits', 'Picture data'];

describe('the sizes of the sheets', () => {
  it.each(['simple-backprop', 'linear-regression', 'xor', 'softmax-classifier', 'flowers'])(
    'of %s are about those of its workbook, sheet by sheet',
    async (name) => {
      const spec = parseSpec(readTemplate(name), { readFile: readBesideTemplates });
      const told = sheetSizes(spec);
      const { bytes, sheets } = await buildWorkbook(buildNetwork(spec));
      const there = await cellsIn(bytes, sheets);
      expect([...pages, ...told.map(({ sheet }) => sheet)].sort()).toEqual([...sheets].sort());
      expect(told.map(({ sheet }) => sheet)).toEqual(sheets.filter((s) => !pages.includes(s)));
      const total = there.reduce((sum, { cells }) => sum + cells, 0);
      expect(Math.abs(cellCount(told) / total - 1)).toBeLessThan(0.1);
      for (const table of told.filter(({ sheet }) => ['Training', 'Runs'].includes(sheet))) {
        const { cells } = there.find(({ sheet }) => sheet === table.sheet)!;
        // Beside the table stand its headers.
        expect(cells).toBeGreaterThan(cellCount([table]));
        expect(cells).toBeLessThan(cellCount([table]) + 8 * table.columns);
      }
    },
  );
});
